import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect, test } from 'vitest';
import { assessJson, commitAll, folderOf, opsex, type Run, repositoryOf } from './repository.ts';

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
