import { expect, test } from 'vitest';
import { told } from '../testing.ts';

const project = { id: 30, name: 'Shop', web_url: 'https://gitlab.example.com/team/shop', path_with_namespace: 'team/shop' };
const sha = '279484c09fbe69ededfced8c1bb6e6d24616b468';

const deployment = {
  object_kind: 'deployment',
  status: 'success',
  status_changed_at: '2021-04-28 21:50:00 +0200',
  deployment_id: 15,
  deployable_id: 796,
  deployable_url: 'https://gitlab.example.com/team/shop/-/jobs/796',
  environment: 'eu-1',
  environment_tier: 'production',
  project,
  short_sha: '279484c0',
  commit_url: `https://gitlab.example.com/team/shop/-/commit/${sha}`,
};

test('a deployment keeps the offset of its time', () => {
  expect(told([{ headers: { 'X-Gitlab-Event': 'Deployment Hook' }, body: deployment }])).toEqual({
    formats: ['gitlab'],
    deployment: [
      {
        source: 'gitlab',
        id: 'gitlab.example.com/30/15',
        service: 'shop',
        environment: 'eu-1',
        production: true,
        repository: 'gitlab.example.com/team/shop',
        sha,
        kind: 'normal',
        pipeline: '796',
        url: 'https://gitlab.example.com/team/shop/-/jobs/796',
        succeeded_at: '2021-04-28T19:50:00.000Z',
      },
    ],
  });
});

test.each([
  ['created', { created_at: '2021-04-28T19:50:00.000Z' }],
  ['running', { started_at: '2021-04-28T19:50:00.000Z' }],
  ['failed', { failed_at: '2021-04-28T19:50:00.000Z' }],
  ['canceled', {}],
  ['blocked', {}],
  ['approved', {}],
  ['rejected', {}],
])('%s is no success', (status, times) => {
  const [row] = told([{ ...deployment, status }]).deployment as readonly object[];
  const found = Object.fromEntries(Object.entries(row ?? {}).filter(([name]) => name.endsWith('_at')));
  expect(found).toEqual(times);
});

test('a pipeline is a deployment only when the caller says so', () => {
  const pipeline = {
    object_kind: 'pipeline',
    project,
    object_attributes: {
      id: 31,
      ref: 'main',
      name: 'Release',
      sha,
      status: 'success',
      created_at: '2026-06-01 10:00:00 UTC',
      finished_at: '2026-06-01 10:20:00 UTC',
    },
  };
  expect(told([pipeline])).not.toHaveProperty('deployment');
  const wishes = { deploys: ['Release'], constants: new Map([['environment', 'production']]) };
  expect(told([pipeline], wishes).deployment).toMatchObject([
    { id: 'gitlab.example.com/30/pipeline/31', environment: 'production', production: true, succeeded_at: '2026-06-01T10:20:00.000Z' },
  ]);
  const running = { ...pipeline, object_attributes: { ...pipeline.object_attributes, status: 'canceled' } };
  expect((told([running], wishes).deployment as readonly object[])[0]).not.toHaveProperty('succeeded_at');
});

test('a pipeline that a push to the default branch started is a run, without the time that it waited for people', () => {
  const pipeline = (values: object) => ({
    object_kind: 'pipeline',
    project: { ...project, default_branch: 'main' },
    object_attributes: {
      id: 31,
      ref: 'main',
      source: 'push',
      sha,
      status: 'success',
      created_at: '2026-06-01 10:00:00 UTC',
      finished_at: '2026-06-01 12:20:00 UTC',
      duration: 300,
      queued_duration: 12,
      ...values,
    },
  });
  expect(told([pipeline({})]).run).toMatchObject([{ main: true, sha, succeeded_at: '2026-06-01T12:20:00.000Z', seconds: 312 }]);
  for (const other of [{ source: 'schedule' }, { ref: 'topic' }, { tag: true }]) expect(told([pipeline(other)])).not.toHaveProperty('run');
});

test('incidents by their type or a label, resolved when they are closed, also after a reopening', () => {
  const incident = (values: object, labels: readonly object[] = []) => ({
    object_kind: 'work_item',
    project,
    labels,
    object_attributes: {
      iid: 23,
      type: 'Incident',
      title: 'Checkout is down',
      severity: 'high',
      state: 'opened',
      action: 'open',
      created_at: '2026-06-01T10:00:00Z',
      updated_at: '2026-06-01T10:00:00Z',
      description: 'caused-by: gitlab.example.com/30/15',
      ...values,
    },
  });
  const rows = told([
    incident({}),
    incident({ action: 'update', escalation_status: 'acknowledged', updated_at: '2026-06-01T10:05:00Z' }),
    incident({ action: 'close', state: 'closed', closed_at: '2026-06-01T11:00:00Z', updated_at: '2026-06-01T11:00:01Z' }),
    incident({ action: 'reopen', updated_at: '2026-06-01T12:00:00Z' }),
    incident({ type: 'Issue' }),
    incident({ type: 'Issue', iid: 24 }, [{ title: 'incident' }, { title: 'severity::1' }]),
  ]).incident as readonly object[];
  expect(rows).toMatchObject([
    {
      id: 'gitlab.example.com/30/23',
      service: 'shop',
      severity: 2,
      caused_by: 'gitlab.example.com/30/15',
      created_at: '2026-06-01T10:00:00.000Z',
    },
    { acknowledged_at: '2026-06-01T10:05:00.000Z' },
    { resolved_at: '2026-06-01T11:00:00.000Z' },
    { reopened_at: '2026-06-01T12:00:00.000Z' },
    { id: 'gitlab.example.com/30/24', severity: 1 },
  ]);
});

test('a merged request is a change, with or without a commit of its own', () => {
  const request = (values: object) => ({
    object_kind: 'merge_request',
    project,
    labels: [{ title: 'bug' }],
    object_attributes: {
      iid: 7,
      state: 'merged',
      action: 'merge',
      created_at: '2026-06-01 08:00:00 UTC',
      updated_at: '2026-06-01 10:00:00 UTC',
      merge_commit_sha: null,
      last_commit: { id: sha },
      ...values,
    },
  });
  const merge = 'b'.repeat(40);
  expect(
    told([request({ merge_commit_sha: merge }), request({}), request({ state: 'opened', action: 'update' }), request({ state: 'closed' })])
      .change,
  ).toEqual([
    {
      repository: 'gitlab.example.com/team/shop',
      sha: merge,
      pull_request: 7,
      opened_at: '2026-06-01T08:00:00.000Z',
      merged_at: '2026-06-01T10:00:00.000Z',
      labels: 'bug',
    },
    expect.objectContaining({ sha }),
  ]);
});

test('a push tells at most 20 commits, and says so', () => {
  const push = {
    object_kind: 'push',
    ref: 'refs/heads/main',
    after: sha,
    project,
    total_commits_count: 21,
    commits: [{ id: sha, timestamp: '2026-06-01T10:00:00+02:00', author: { email: 'ada@example.org' } }],
  };
  expect(told([push, { ...push, after: '0'.repeat(40), commits: [] }])).toEqual({
    formats: ['gitlab'],
    change: [{ repository: 'gitlab.example.com/team/shop', sha, committed_at: '2026-06-01T08:00:00.000Z', author: 'ada@example.org' }],
    skipped: ['pushes with more commits than GitLab tells of: opsex events from-git knows them all'],
  });
});

test('a hook event of the API holds the message as text', () => {
  expect(told([{ id: 1, request_headers: { 'X-Gitlab-Event': 'Deployment Hook' }, request_data: JSON.stringify(deployment) }])).toEqual(
    told([deployment]),
  );
});
