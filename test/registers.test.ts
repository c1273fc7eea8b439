import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect, test, vi } from 'vitest';
import { assessJson, commitAll, folderOf, opsex, type Run, repositoryOf } from './repository.ts';

/** Each runs the command line many times. */
vi.setConfig({ testTimeout: 90_000 });

const files = {
  'package.json': '{ "name": "shop", "scripts": { "test": "vitest run" } }',
  'deploy/production/shop.yaml': `apiVersion: apps/v1
kind: Deployment
metadata: { name: shop, namespace: production }
spec:
  replicas: 2
  selector: { matchLabels: { app: shop } }
  template:
    metadata: { labels: { app: shop } }
    spec: { containers: [{ name: shop, image: "acme/shop:1" }] }
`,
};

/** The verdicts of some criteria. */
function verdicts(path: string, ...ids: readonly string[]): Readonly<Record<string, string>> {
  const { criteria } = assessJson(path);
  return Object.fromEntries(ids.map(id => [id, criteria.find(each => each.id === id)?.verdict ?? 'no such criterion']));
}

function done(run: Run): string {
  expect(run).toMatchObject({ status: 0, stderr: '' });
  return run.stdout;
}

function fits(name: string, run: Run): void {
  const schema = JSON.parse(readFileSync(join(import.meta.dirname, '../schemas', name), 'utf8')) as object;
  const validate = addFormats.default(new Ajv2020({ allErrors: true })).compile(schema);
  expect(validate(JSON.parse(run.stdout)) ? [] : validate.errors).toEqual([]);
}

const ofDebt = ['debt-register', 'debt-quarterly-review', 'debt-toil-hours', 'debt-from-postmortems'] as const;

test('a register of debt is evidence once it has entries and a history', () => {
  const path = repositoryOf(files);
  expect(new Set(Object.values(verdicts(path, ...ofDebt)))).not.toContain('met');
  const form =
    'entries:\n  - id: "[DEBT_ITEM_ID]"\n    title: "[TITLE]"\n    category: toil\n    owner: "[OWNER]"\n    created: "[DATE]"\n';
  writeFileSync(join(path, 'ops-debt-register.yml'), form);
  commitAll(path, 'Add an empty form', '2026-03-01T12:00:00Z');
  expect(new Set(Object.values(verdicts(path, ...ofDebt)))).not.toContain('met');
  writeFileSync(join(path, 'ops-debt-register.yml'), 'entries: []\n');
  for (const title of ['Restart of the importer by hand', 'Certificates are renewed by hand', 'No alert on the queue'])
    done(
      opsex([
        'debt',
        'add',
        title,
        path,
        '--owner',
        'ada',
        '--toil',
        '2',
        '--due',
        '2026-09-30',
        '--source',
        'INC-7',
        '--as-of',
        '2026-03-02',
      ]),
    );
  commitAll(path, 'Begin the register', '2026-03-02T12:00:00Z');
  done(opsex(['debt', 'close', 'OD-1', path, '--as-of', '2026-06-20']));
  done(opsex(['debt', 'review', path, '--by', 'ada', '--as-of', '2026-06-20']));
  commitAll(path, 'Review the register', '2026-06-20T12:00:00Z');
  expect(verdicts(path, ...ofDebt)).toEqual(Object.fromEntries(ofDebt.map(id => [id, 'met'])));
});

test('the trend of a register is replayed from git', () => {
  const path = repositoryOf(files, '2026-01-05T12:00:00Z');
  const add = (title: string, day: string) =>
    done(opsex(['debt', 'add', title, path, '--owner', 'ada', '--toil', '2', '--due', '2026-09-30', '--as-of', day]));
  for (const title of ['Restart by hand', 'Renew by hand', 'Fail over by hand']) add(title, '2026-01-06');
  commitAll(path, 'Begin the register', '2026-01-06T12:00:00Z');
  const trend = 'debt-trend-positive';
  expect(verdicts(path, trend)).toEqual({ [trend]: 'unknown' });
  add('Clean up by hand', '2026-05-02');
  commitAll(path, 'Add one', '2026-05-02T12:00:00Z');
  expect(verdicts(path, trend)).toEqual({ [trend]: 'unknown' }); // more came than went
  done(opsex(['debt', 'close', 'OD-1', path, '--as-of', '2026-06-02']));
  done(opsex(['debt', 'close', 'OD-2', path, '--as-of', '2026-06-02']));
  commitAll(path, 'Close two', '2026-06-02T12:00:00Z');
  expect(verdicts(path, trend)).toEqual({ [trend]: 'met' });
});

test('the list shows what is open, what it costs and how it went', () => {
  const path = repositoryOf(files);
  const add = (title: string, ...more: readonly string[]) =>
    done(opsex(['debt', 'add', title, path, '--owner', 'ada', '--toil', '2', '--due', '2026-04-30', '--as-of', '2026-03-02', ...more]));
  add('Restart \u001b[31mby hand');
  add('Rotate the keys');
  commitAll(path, 'Begin', '2026-03-02T12:00:00Z');
  done(opsex(['debt', 'close', 'OD-2', path, '--as-of', '2026-05-01']));
  commitAll(path, 'Close one', '2026-05-01T12:00:00Z');
  expect(done(opsex(['debt', 'list', path]))).not.toMatch(/(?!\n)\p{Cc}/u);
  const listed = opsex(['debt', 'list', path, '--json', '--engineers', '1', '--as-of', '2026-06-30']);
  fits('debt-1.schema.json', listed);
  expect(JSON.parse(listed.stdout)).toMatchObject({
    open: 1,
    closed: 1,
    toilShare: 0.05,
    entries: [{ gaps: ['overdue'] }, { gaps: [] }],
    trend: [
      { month: '2026-03', opened: 2, closed: 0, toilHoursPerWeek: 4 },
      { month: '2026-05', opened: 0, closed: 1, toilHoursPerWeek: 2 },
    ],
  });
});

test.each<[string, readonly string[]]>([
  ['no register', ['debt', 'list']],
  ['no owner', ['debt', 'add', 'x', '--toil', '1', '--due', '2026-01-01']],
  ['no number', ['debt', 'add', 'x', '--owner', 'a', '--toil', 'much', '--due', '2026-01-01']],
  ['no day', ['debt', 'add', 'x', '--owner', 'a', '--toil', '1', '--due', '2026-02-31']],
  ['out of the folder', ['debt', 'add', 'x', '--owner', 'a', '--toil', '1', '--due', '2026-01-01', '--file', '../debt.yml']],
])('%s is wrong use', (_, args) => {
  const run = opsex(args, { cwd: folderOf({}) });
  expect(run).toMatchObject({ status: 2, stdout: '' });
});

test('a link is not written through', () => {
  const outside = folderOf({ 'target.yml': 'entries: []\n' });
  const path = folderOf({});
  symlinkSync(join(outside, 'target.yml'), join(path, 'ops-debt-register.yml'));
  const run = opsex(['debt', 'add', 'x', path, '--owner', 'a', '--toil', '1', '--due', '2026-01-01']);
  expect(run.status).toBe(2);
  expect(readFileSync(join(outside, 'target.yml'), 'utf8')).toBe('entries: []\n');
});

const ofReviews = ['pm-informal', 'pm-actions-identified', 'pm-template-used', 'pm-3-in-6m', 'pm-actions-tracked'] as const;

const told = {
  'payments-fail': [
    'For 42 minutes no customer could pay. About 1,300 orders were lost, and the support line had forty calls about it.',
    'The new release opened a connection for each request, and the pool of the database ran empty after some minutes of load.',
    'The alert on failed payments paged the duty. Rolling back the release brought the payments back within a minute.',
  ],
  'search-is-slow': [
    'Results took up to nine seconds instead of one; a third of the visitors left before they saw any product of ours.',
    'An index was rebuilt during the day because its nightly window had been moved by a change of the time zone in March.',
    'A colleague noticed it by chance on a dashboard, stopped the rebuild by hand, and the queue of requests drained slowly.',
  ],
  'orders-arrive-twice': [
    'Eighty parcels were packed two times, which the warehouse noticed only when its labels ran out late in the evening.',
    'A broker was restarted while consumers still held messages, and our handler does not know which of them it has seen.',
    'The shift lead phoned us. We paused the consumers, removed what stood twice, and let them run again at midnight.',
  ],
} as const;

/** Fills in the form that opsex wrote, as somebody would who was there. */
function fillIn(path: string, name: keyof typeof told): void {
  const file = join(path, `docs/postmortems/2026-06-05-${name}.md`);
  const [impact, cause, resolution] = told[name];
  const texts: Readonly<Record<string, string>> = {
    Impact: impact,
    Timeline: `| Time (UTC) | What happened |\n|---|---|\n| 09:02 | ${name} begins |\n| 09:44 | It is over |`,
    'Root cause': cause,
    'Detection and resolution': resolution,
    Actions: `| Action | Owner | Due | Ticket | Status |\n|---|---|---|---|---|\n| Prevent that ${name} | ada | 2026-06-20 | OPS-7 | done |\n| Test ${name} with load | kim | 2026-06-25 | OPS-8 | open |`,
    'What went well': `Everybody knew where to look when ${name} was reported.`,
  };
  const form = readFileSync(file, 'utf8');
  writeFileSync(
    file,
    form.replace(/^## (.+)\n\n<!--.*-->$/gm, (_, heading: string) => `## ${heading}\n\n${texts[heading] ?? ''}`),
  );
}

test('postmortems are evidence once they are written, the empty forms are not', () => {
  const path = repositoryOf(files);
  const titles = ['Payments fail', 'Search is slow', 'Orders arrive twice'];
  for (const title of titles) done(opsex(['postmortem', 'new', title, path, '--date', '2026-06-05', '--severity', 'SEV1']));
  commitAll(path, 'Begin postmortems', '2026-06-06T12:00:00Z');
  expect(new Set(Object.values(verdicts(path, ...ofReviews)))).not.toContain('met');
  for (const name of ['payments-fail', 'search-is-slow', 'orders-arrive-twice'] as const) fillIn(path, name);
  commitAll(path, 'Write postmortems', '2026-06-08T12:00:00Z');
  expect(verdicts(path, ...ofReviews)).toEqual(Object.fromEntries(ofReviews.map(id => [id, 'met'])));
  const run = opsex(['postmortem', 'actions', path, '--json', '--as-of', '2026-06-30']);
  fits('postmortems-1.schema.json', run);
  expect(JSON.parse(run.stdout)).toMatchObject({ actions: { due: 6, done: 3, completion: 0.5 } });
  expect(opsex(['postmortem', 'check', path, '--as-of', '2026-06-30'])).toMatchObject({ status: 0, stderr: '' });
});

test('a postmortem is never written over', () => {
  const path = repositoryOf(files);
  const begin = () => opsex(['postmortem', 'new', 'Payments fail', path, '--date', '2026-06-05', '--severity', 'SEV1']);
  done(begin());
  expect(begin()).toMatchObject({ status: 2, stdout: '' });
});

const catalog =
  'apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: { name: shop }\nspec: { type: service, lifecycle: production, owner: team-shop }\n';

function runbookOn(name: string, service: string, cause: string): string {
  return `---\nservice: ${service}\nowner: team-shop\n---\n# ${name}\n\n## When to use\n\nThe alert on ${name} fires. ${cause}\n\n## Impact\n\n${cause} Customers of ${service} wait.\n\n## Diagnosis\n\n1. Look at the logs of ${service}.\n2. Look at its dashboard for ${name}.\n3. Compare with the last release of ${service}.\n\n## Remediation\n\n\`\`\`sh\nkubectl rollout restart deployment/${service}\n\`\`\`\n\n## Verification\n\nThe alert on ${name} resolves within five minutes, and the dashboard is calm.\n\n## Escalation\n\nCall the lead of team-shop, then the owner of the platform.\n`;
}

test('the index of runbooks is evidence of coverage, once there are runbooks to list', () => {
  const path = repositoryOf({
    ...files,
    'catalog-info.yaml': catalog,
    'docs/runbooks/form.md': '# [SERVICE]\n\n## Impact\n\nTODO\n\n## Remediation\n\nTODO\n',
  });
  const check = (...more: readonly string[]) => opsex(['runbook', 'check', path, '--as-of', '2026-06-30', ...more]);
  expect(check('--index')).toMatchObject({ status: 0 });
  commitAll(path, 'Add an index of nothing', '2026-06-02T12:00:00Z');
  expect(verdicts(path, 'rb-coverage-90')).not.toEqual({ 'rb-coverage-90': 'met' });
  const causes = [
    'Orders pile up in the queue because the consumer has lost its connection to the broker and does not try again by itself, so that nothing leaves.',
    'The certificate has run out since its renewal failed in silence; every call over the public address is refused by browsers and by partners alike.',
    'Memory grows until the kernel ends the process, most often after a large import at night, when nobody watches and the caches have no bound.',
  ];
  for (const [index, cause] of causes.entries())
    writeFileSync(
      join(path, `docs/runbooks/case-${index}.md`),
      runbookOn(
        ['Queue stuck', 'Certificate expired', 'Out of memory'][index] ?? '',
        'shop',
        `${cause} ${cause.split(' ').reverse().join(' ')}`,
      ),
    );
  commitAll(path, 'Write runbooks', '2026-06-03T12:00:00Z');
  expect(check('--index').stderr).toContain('docs/runbooks/README.md written');
  commitAll(path, 'Write the index', '2026-06-04T12:00:00Z');
  expect(verdicts(path, 'rb-coverage-90', 'rb-versioned')).toEqual({ 'rb-coverage-90': 'met', 'rb-versioned': 'met' });
  const run = check('--json');
  fits('runbooks-1.schema.json', run);
  expect(JSON.parse(run.stdout)).toMatchObject({ services: [{ name: 'shop', runbook: expect.stringContaining('docs/runbooks/case-') }] });
});

test('an index that people wrote is not written over, and a broken link fails the check', () => {
  const path = repositoryOf({
    ...files,
    'docs/runbooks/README.md': '# Ours\n',
    'docs/runbooks/queue.md': `${runbookOn('Queue stuck', 'shop', 'Orders pile up in the queue because the consumer has lost its connection to the broker and does not try again by itself.')}\nSee [more](gone.md).\n`,
  });
  const run = opsex(['runbook', 'check', path, '--index']);
  expect(run).toMatchObject({ status: 2, stderr: expect.stringContaining('opsex did not write it') });
  const found = opsex(['runbook', 'check', path]);
  expect(found).toMatchObject({ status: 1, stdout: expect.stringContaining('leads to gone.md, which is not there') });
  expect(opsex(['runbook', 'check', path, '--report-only']).status).toBe(0);
});

test('the risk of a change is scored with reasons, and fails above its limit', () => {
  const path = repositoryOf({ ...files, CODEOWNERS: '* @acme/shop\n', 'freeze.yaml': 'windows: [{ from: 2026-12-20, to: 2027-01-03 }]\n' });
  writeFileSync(join(path, 'main.tf'), 'resource "aws_iam_role" "x" {\n}\n');
  writeFileSync(join(path, 'with "quotes"\n\u001b[31m.sql'), 'drop table orders;\n');
  commitAll(path, 'Change much', '2026-06-10T12:00:00Z');
  const risk = (...more: readonly string[]) => opsex(['change-risk', 'HEAD~1..HEAD', path, '--as-of', '2026-06-30', ...more]);
  fits('change-risk-1.schema.json', risk('--json'));
  expect(JSON.parse(risk('--json').stdout)).toMatchObject({
    score: 75,
    level: 'critical',
    rules: [{ id: 'infrastructure' }, { id: 'data' }, { id: 'data-lost' }, { id: 'permissions-granted' }],
  });
  expect(JSON.parse(risk('--json', '--as-of', '2026-12-24').stdout)).toMatchObject({ score: 100 });
  expect(risk().stdout).not.toMatch(/(?!\n)\p{Cc}/u);
  expect(risk('--format', 'markdown').stdout).not.toMatch(/(?!\n)\p{Cc}/u);
  expect([risk().status, risk('--max', '75').status, risk('--max', 'critical').status, risk('--max', '74').status]).toEqual([0, 0, 1, 1]);
  expect(risk('--max', 'much').status).toBe(2);
  expect(opsex(['change-risk', 'nowhere..HEAD', path]).status).toBe(2);
});

test('a change cannot lower its risk with rules of its own', () => {
  const path = repositoryOf(files);
  const rules =
    'version: 1\nlevels: { medium: 1, high: 2, critical: 3 }\nrules: [{ id: none, says: Nothing, points: -100, paths: ["**"] }]\n';
  mkdirSync(join(path, '.opsex'));
  writeFileSync(join(path, '.opsex/change-risk.yaml'), rules);
  writeFileSync(join(path, 'main.tf'), 'terraform {}\n');
  commitAll(path, 'Change', '2026-06-10T12:00:00Z');
  const score = () => JSON.parse(opsex(['change-risk', 'HEAD~1..HEAD', path, '--json']).stdout) as { score: number; rulesFrom: string };
  expect(score()).toMatchObject({ score: 20, rulesFrom: 'opsex' });
  writeFileSync(join(path, 'main.tf'), 'terraform { }\n');
  commitAll(path, 'Change again', '2026-06-11T12:00:00Z');
  expect(score()).toMatchObject({ score: 0, rulesFrom: '.opsex/change-risk.yaml' });
});

test('scoring each change in the pipeline is evidence, speaking of it is not', () => {
  const workflow = (step: string) => ({
    '.github/workflows/risk.yml': `on: pull_request\njobs:\n  risk:\n    runs-on: ubuntu-latest\n    steps:\n      - run: ${step}\n`,
  });
  const spoken = repositoryOf({ ...files, ...workflow('echo "opsex change-risk main..HEAD"') });
  expect(verdicts(spoken, 'change-risk-scoring')).not.toEqual({ 'change-risk-scoring': 'met' });
  const run = repositoryOf({ ...files, ...workflow('npx opsex change-risk origin/main..HEAD --max high') });
  expect(verdicts(run, 'change-risk-scoring')).toEqual({ 'change-risk-scoring': 'met' });
});
