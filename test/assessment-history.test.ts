import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { beforeAll, expect, test } from 'vitest';
import { commitAll, folderOf, git, opsex } from './repository.ts';

const database = join(folderOf({}), 'history.duckdb');
const shop = join(folderOf({}), 'shop');
const run = (...args: readonly string[]) => opsex(args, { cwd: shop });
const stored = (...args: readonly string[]) => run(...args, '--database', database);

beforeAll(() => {
  cpSync(join(import.meta.dirname, 'repositories/documented-service/repository'), shop, { recursive: true });
  git(shop, ['init', '-q', '-b', 'main']);
  commitAll(shop, 'Add everything (#1)', '2026-06-01T12:00:00Z');
  git(shop, ['tag', 'v1']);
  expect(stored('assess', '--save', '--as-of', '2026-06-30').stderr).toMatch(/shop stored as [0-9a-f]{12}, \d+ criteria changed/);
  rmSync(join(shop, 'docs/runbooks'), { recursive: true });
  writeFileSync(join(shop, 'CODEOWNERS'), '* @acme/ops\n');
  commitAll(shop, 'Change (#2)', '2026-07-01T12:00:00Z');
  for (const day of ['2026-07-05', '2027-07-05']) expect(stored('assess', '--save', '--as-of', day).status).toBe(0);
});

test('the same assessment is stored once', () => {
  expect(stored('assess', '--save', '--as-of', '2027-07-05').stderr).toMatch(/was stored before/);
});

test('the history lists assessments, newest first, and follows one criterion', () => {
  const { stdout } = stored('history');
  expect(stdout).toMatch(/^opsex · shop 3 assessments, 2026-06-30 to 2027-07-05\n/);
  expect(stdout.match(/^[0-9a-f]{12} {2}\d{4}-\d\d-\d\d/gm)?.map(line => line.slice(14))).toEqual([
    '2027-07-05',
    '2026-07-05',
    '2026-06-30',
  ]);
  expect(stored('history', '--criterion', 'rb-top3').stdout).toMatch(/2026-06-30 .* met [\s\S]*2026-07-05 .* unknown/);
  expect(stored('history', '--criterion', 'rb-top4').stderr).toMatch(/Did you mean rb-top3\?/);
  expect(validate('history', stored('history', '--json').stdout)).toEqual([]);
});

test('a milestone keeps its name, and its assessment can be shown', () => {
  expect(stored('milestone', 'add', 'launch', '--assessment', '2026-06-30').status).toBe(0);
  expect(stored('milestone', 'add', 'launch')).toMatchObject({ status: 2, stderr: expect.stringContaining('already') });
  expect(stored('milestone', 'list').stdout).toMatch(/^[0-9a-f]{12} {2}\d{4}-\d\d-\d\d {2}launch\n$/);
  expect(stored('milestone', 'show', 'launch').stdout).toMatch(/2026-06-30/);
  expect(validate('assessment', stored('milestone', 'show', 'launch', '--json').stdout)).toEqual([]);
});

test('a milestone against now: what files and what time did', () => {
  const diff = JSON.parse(stored('diff', 'launch', 'latest', '--format', 'json').stdout);
  const causes = new Map(diff.changes.map((each: { criterion: string; cause: string }) => [each.criterion, each.cause]));
  expect(causes.get('rb-top3')).toBe('evidence');
  expect(causes.get('pm-actions-tracked')).toBe('time');
  expect(validate('diff', JSON.stringify(diff))).toEqual([]);
});

test('two commits of a repository are assessed as they were, and the repository stays as it is', () => {
  const before = git(shop, ['status', '--porcelain', '--ignored']) + git(shop, ['worktree', 'list']);
  const { stdout, status } = run('diff', 'v1', 'HEAD', '.', '--as-of', '2026-07-05');
  expect(status).toBe(0);
  expect(stdout).toMatch(/^shop: .*\nv1 \(/);
  expect(stdout).toMatch(/- rb-top3: unknown, was met.*\n {4}evidence: .*gone: docs\/runbooks\//);
  expect(git(shop, ['status', '--porcelain', '--ignored']) + git(shop, ['worktree', 'list'])).toBe(before);
});

test('files written earlier are compared without the repository', () => {
  const [old, now] = [join(folderOf({}), 'old.json'), join(folderOf({}), 'now.json')];
  run('assess', '--as-of', '2026-06-30', '--json', '-o', now, '--no-events');
  const json = JSON.parse(readFileSync(now, 'utf8'));
  writeFileSync(
    old,
    JSON.stringify({ ...json, later: 1, criteria: json.criteria.slice(1), model: { ...json.model, version: '0.9.0', digest: 'x' } }),
  );
  expect(run('diff', old, now).stdout).toMatch(/model: new in waf-ops/);
});

test.each<[string, readonly string[], RegExp]>([
  ['a name that is nothing', ['diff', 'nope'], /"nope" is no file, milestone, stored assessment or commit/],
  ['a file that is not there', ['diff', 'nope.json'], /nope.json does not exist/],
  ['a file of another kind', ['diff', join(import.meta.dirname, '../package.json')], /is not an assessment/],
  ['another workload', ['history', 'web'], /holds no assessments of "web"/],
])('%s is said', (_, args, message) => {
  expect(stored(...args)).toMatchObject({ status: 2, stderr: expect.stringMatching(message) });
});

test('looking makes no store', () => {
  expect(run('history', '--database', join(shop, 'none.duckdb'))).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('there is no store'),
  });
});

function validate(name: string, json: string) {
  const schema = JSON.parse(readFileSync(join(import.meta.dirname, `../schemas/${name}-1.schema.json`), 'utf8'));
  const check = new Ajv2020({ strict: false, validateFormats: false }).compile(schema);
  return check(JSON.parse(json)) ? [] : check.errors;
}
