import examples from '@octokit/webhooks-examples';
import { expect, test } from 'vitest';
import { told } from '../testing.ts';

type Payload = Record<string, unknown> & { readonly action?: string };

/** The published examples of an event, with or without the headers that they were delivered with. */
function published(event: string): readonly Payload[] {
  const found = (examples as unknown as readonly { readonly name: string; readonly examples: readonly Payload[] }[]).find(
    each => each.name === event,
  );
  return found?.examples ?? [];
}

function first(event: string, action?: string): Payload {
  return published(event).find(each => action === undefined || each.action === action) ?? {};
}

function changed(payload: Payload, part: string, values: object): Payload {
  return { ...payload, [part]: { ...(payload[part] as object), ...values } };
}

const repository = 'github.com/codertocat/hello-world';
const id = `${repository}/145988746`;

test('every published example is known as GitHub, whether its headers were kept or not, and none is a problem', () => {
  for (const event of ['deployment', 'deployment_status', 'workflow_run', 'pull_request', 'push', 'release', 'issues']) {
    for (const payload of published(event)) {
      const bare = told([payload], { deploys: ['*'] });
      const recorded = told([{ headers: { 'X-GitHub-Event': event, 'X-GitHub-Delivery': 'd1' }, body: payload }], { deploys: ['*'] });
      expect(bare.formats).toEqual(['github']);
      expect(bare).toEqual(recorded);
      expect(bare).not.toHaveProperty('problems');
    }
  }
});

test('a deployment and its statuses, in any order, are one deployment', () => {
  expect(told([first('deployment'), first('deployment_status')]).deployment).toEqual([
    {
      source: 'github',
      id,
      service: 'hello-world',
      environment: 'production',
      production: true,
      repository,
      sha: 'f95f852bd8fca8fcc58a9a2d6c842781e32a215e',
      ref: 'master',
      kind: 'normal',
      created_at: '2019-05-15T15:20:53.000Z',
    },
    expect.objectContaining({ id, succeeded_at: '2019-05-15T15:20:55.000Z' }),
  ]);
});

test.each([
  ['inactive', {}],
  ['queued', {}],
  ['in_progress', { started_at: '2019-05-15T15:20:55.000Z' }],
  ['error', { failed_at: '2019-05-15T15:20:55.000Z' }],
  ['failure', { failed_at: '2019-05-15T15:20:55.000Z' }],
])('a status %s is no success', (state, times) => {
  const [row] = told([changed(first('deployment_status'), 'deployment_status', { state })]).deployment as readonly object[];
  expect(row).toMatchObject(times);
  expect(row).not.toHaveProperty('succeeded_at');
});

test.each([
  ['by its flag', { environment: 'eu-1', production_environment: true }, true],
  ['by its name, whatever the flag says', { environment: 'prod-eu', production_environment: false }, true],
  ['not for a preview', { environment: 'production', transient_environment: true }, false],
  ['not known', { environment: 'eu-1', production_environment: false }, undefined],
])('production: %s', (_, values, production) => {
  const [row] = told([changed(first('deployment'), 'deployment', values)]).deployment as readonly { readonly production?: boolean }[];
  expect(row?.production).toBe(production);
});

test('a run of a workflow is a deployment only when the caller says so; a re-run is another one', () => {
  const run = published('workflow_run').find(each => each.action === 'completed') ?? {};
  const failed = changed(run, 'workflow_run', {
    id: 7,
    run_attempt: 1,
    name: 'Deploy',
    conclusion: 'failure',
    status: 'completed',
    head_sha: 'a'.repeat(40),
  });
  const again = changed(failed, 'workflow_run', { run_attempt: 2, conclusion: 'success', updated_at: '2026-06-01T10:00:00Z' });
  expect(told([failed])).toMatchObject({ skipped: ['runs of the workflow "Deploy" are not taken for deployments (--deploys takes them)'] });
  const rows = told([failed, again], { deploys: ['deploy*'], constants: new Map([['environment', 'production']]) })
    .deployment as readonly object[];
  expect(rows).toMatchObject([
    { id: expect.stringMatching(/\/run\/7\/1$/), environment: 'production', production: true, failed_at: expect.any(String) },
    { id: expect.stringMatching(/\/run\/7\/2$/), sha: 'a'.repeat(40), succeeded_at: '2026-06-01T10:00:00.000Z' },
  ]);
  expect(rows[0]).not.toHaveProperty('succeeded_at');
});

test('a run that a push to the default branch started is a run of the pipeline; others are not', () => {
  const run = published('workflow_run').find(each => each.action === 'completed') ?? {};
  const values = {
    id: 7,
    event: 'push',
    head_branch: 'main',
    conclusion: 'success',
    created_at: '2026-06-01T10:00:00Z',
    updated_at: '2026-06-01T10:09:00Z',
  };
  const pushed = changed(changed(run, 'repository', { default_branch: 'main' }), 'workflow_run', values);
  expect(told([pushed]).run).toMatchObject([
    {
      id: expect.stringMatching(/\/run\/7\/1$/),
      branch: 'main',
      main: true,
      created_at: '2026-06-01T10:00:00.000Z',
      succeeded_at: '2026-06-01T10:09:00.000Z',
    },
  ]);
  for (const other of [{ event: 'pull_request' }, { event: 'schedule' }, { head_branch: 'topic' }])
    expect(told([changed(pushed, 'workflow_run', other)])).not.toHaveProperty('run');
  const cut = told([changed(pushed, 'workflow_run', { conclusion: 'cancelled' })]).run as readonly object[];
  expect(cut[0]).not.toHaveProperty('succeeded_at');
});

test('a merged request is a change; one that was only closed has a merge_commit_sha, but is none', () => {
  const closed = published('pull_request').find(each => each.action === 'closed') ?? {};
  expect(told([closed])).not.toHaveProperty('change');
  const merged = changed(closed, 'pull_request', {
    merged: true,
    merged_at: '2019-05-16T10:00:00Z',
    labels: [{ name: 'hotfix' }, { name: 'ui' }],
  });
  expect(told([merged]).change).toEqual([
    {
      repository,
      sha: 'c4295bd74fb0f4fda03689c3df3f2803b658fd85',
      pull_request: 2,
      opened_at: '2019-05-15T15:20:33.000Z',
      merged_at: '2019-05-16T10:00:00.000Z',
      labels: 'hotfix,ui',
    },
  ]);
});

test('a push tells commits, with pseudonyms for their authors; deletions and tags tell none', () => {
  const pushes = published('push');
  const rows = told(pushes, { salt: 's' }).change as readonly object[];
  expect(rows).toHaveLength(pushes.reduce((sum, each) => sum + (each.commits as readonly unknown[]).length, 0));
  expect(rows[0]).toEqual({
    repository,
    sha: '6113728f27ae82c7b1a177c8d03f9e96e0adf246',
    committed_at: '2019-05-15T15:19:25.000Z',
    author: expect.stringMatching(/^[0-9a-f]{16}$/),
  });
});

test('the four actions of a release are one deployment, at the time of publication', () => {
  const released = published('release').filter(each => ['published', 'created', 'released', 'edited'].includes(each.action ?? ''));
  const rows = told(released).deployment as readonly object[];
  expect(new Set(rows.map(row => JSON.stringify(row))).size).toBe(1);
  expect(rows[0]).toMatchObject({
    source: 'github-releases',
    id: `${repository}/17372790`,
    ref: '0.0.1',
    production: true,
    succeeded_at: '2019-05-15T15:20:53.000Z',
  });
  expect(rows[0]).not.toHaveProperty('sha'); // it names a branch
  expect(told([first('release', 'deleted')])).not.toHaveProperty('deployment');
  expect(told([changed(first('release', 'created'), 'release', { draft: true, published_at: null })])).not.toHaveProperty('deployment');
  const preview = told([changed(first('release', 'published'), 'release', { prerelease: true })]).deployment;
  expect(preview).toMatchObject([{ environment: 'pre-release', production: false }]);
});

test('an issue is an incident by its label, from when the issue was made, not the label', () => {
  const opened = first('issues', 'opened');
  expect(told([opened])).not.toHaveProperty('incident');
  const labels = [{ name: 'Incident' }, { name: 'sev2' }, { name: 'service:checkout' }];
  const body = 'Checkout fails.\n\n**Caused by:** `6113728f27ae`\n';
  const labelled = changed(opened, 'issue', { labels, body, updated_at: '2019-05-15T16:00:00Z' });
  const closed = changed({ ...labelled, action: 'closed' }, 'issue', { state: 'closed', closed_at: '2019-05-15T17:00:00Z' });
  const reopened = changed({ ...closed, action: 'reopened' }, 'issue', { state: 'open', updated_at: '2019-05-15T18:00:00Z' });
  const rows = told([labelled, closed, reopened]).incident as readonly object[];
  expect(rows).toMatchObject([
    {
      source: 'github',
      id: `${repository}/1`,
      service: 'checkout',
      severity: 2,
      severity_at: '2019-05-15T16:00:00.000Z',
      created_at: '2019-05-15T15:20:18.000Z',
      detected_at: '2019-05-15T15:20:18.000Z',
      caused_by: '6113728f27ae',
    },
    { resolved_at: '2019-05-15T17:00:00.000Z' },
    { reopened_at: '2019-05-15T18:00:00.000Z' },
  ]);
  expect(rows[2]).not.toHaveProperty('resolved_at');
  expect(told([changed(opened, 'issue', { labels: [{ name: 'Bug' }] })], { incidentLabels: ['bug'] })).toHaveProperty('incident');
});

test('a time in the future is a problem', () => {
  const late = changed(first('deployment_status'), 'deployment_status', { created_at: '2031-01-01T00:00:00Z' });
  expect(told([late])).toEqual({ formats: ['github'], problems: ['succeeded_at lies in the future'] });
});

test('an export of hook deliveries is read like the deliveries', () => {
  const request = { headers: { 'X-GitHub-Event': 'deployment' }, payload: first('deployment') };
  expect(told([{ id: 1, guid: 'g', delivered_at: '2019-05-15T15:20:54Z', request, response: {} }])).toEqual(told([first('deployment')]));
});
