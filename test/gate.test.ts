import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect, test, vi } from 'vitest';
import { commitAll, folderOf, git, opsex, repositoryOf } from './repository.ts';

/** Each runs the command line many times. */
vi.setConfig({ testTimeout: 90_000 });

const ci = 'on: [push, pull_request]\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - run: npm test\n';
const files = {
  '.github/workflows/ci.yml': ci,
  'package.json': '{ "name": "shop", "scripts": { "test": "vitest run" } }',
  'infra/main.tf':
    'terraform {\n  backend "s3" {\n    bucket       = "state"\n    use_lockfile = true\n  }\n}\nresource "aws_instance" "web" {}\n',
};
const root = repositoryOf(files);

function gate(path: string, ...args: readonly string[]) {
  return opsex(['gate', path, '--as-of', '2026-06-30', ...args]);
}

/** A repository in which a later commit takes the tests out of the pipeline. */
function slipped(): string {
  const path = repositoryOf(files);
  writeFileSync(join(path, '.github/workflows/ci.yml'), ci.replace('npm test', 'npm run lint'));
  commitAll(path, 'Stop testing', '2026-06-10T12:00:00Z');
  return path;
}

test.each<[string, readonly string[], number]>([
  ['passed', ['--min-level', '1'], 0],
  ['a criterion is met', ['--require', 'ci-tests-on-pr'], 0],
  ['not shown but possible', ['--control', '070=2'], 4],
  ['the same, accepted', ['--control', '070=2', '--accept-incomplete'], 0],
  ['nothing is asked for', [], 2],
  ['no such level', ['--min-level', '9'], 2],
  ['no such control', ['--control', '999=2'], 2],
  ['no such criterion', ['--require', 'ci-test-on-pr'], 2],
  ['no baseline', ['--no-regression'], 2],
  ['no such commit', ['--no-regression', '--baseline', 'nowhere'], 2],
  ['no such file', ['--no-regression', '--baseline', 'nowhere.json'], 2],
])('the exit code says that %s', (_, args, status) => {
  const run = gate(root, ...args);
  expect({ status: run.status, stderr: run.stderr }).toMatchObject(status === 2 ? { status } : { status, stderr: '' });
  if (status === 2) expect(run.stderr).toMatch(/\n.+\n$/);
});

test('a test taken out of the pipeline is a regression against the commit before', () => {
  const path = slipped();
  const run = gate(path, '--no-regression', '--baseline', 'HEAD~1');
  expect(run.status).toBe(1);
  expect(run.stdout).toMatch(/✗ no regression .*lost ci-tests-on-pr/);
  expect(run.stdout).toMatch(/opsex explain ci-tests-on-pr/);
  expect(gate(path, '--no-regression', '--baseline', 'HEAD').status).toBe(0);
  expect(git(path, ['status', '--porcelain'])).toBe('');
});

test('a file of an earlier run is a baseline', () => {
  const path = slipped();
  const file = join(mkdtempSync(join(tmpdir(), 'opsex-test-')), 'before.json');
  opsex(['assess', root, '--json', '-o', file]);
  expect(gate(path, '--no-regression', '--baseline', file).status).toBe(1);
  writeFileSync(file, '{"schema":"other"}');
  expect(gate(path, '--no-regression', '--baseline', file)).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('is not an assessment: '),
  });
});

test('a stored assessment is a baseline by its name', () => {
  const path = repositoryOf(files);
  const database = join(mkdtempSync(join(tmpdir(), 'opsex-test-')), 'store.duckdb');
  expect(opsex(['assess', path, '--save', '--database', database, '-o', `${database}.txt`]).status).toBe(0);
  writeFileSync(join(path, '.github/workflows/ci.yml'), ci.replace('npm test', 'npm run lint'));
  commitAll(path, 'Stop testing', '2026-06-10T12:00:00Z');
  const run = opsex(['gate', path, '--no-regression', '--baseline', 'latest', '--database', database]);
  expect(run).toMatchObject({ status: 1, stdout: expect.stringContaining('lost ci-tests-on-pr') });
});

test('the comment on a pull request says only what changed', () => {
  const path = slipped();
  const lines = gate(path, '--min-level', '1', '--baseline', 'HEAD~1', '--format', 'comment').stdout;
  expect(lines).toMatch(/\*\*Worse\*\*\n\n- `ci-tests-on-pr` met → \*\*not met\*\*/);
  const quiet = opsex(['assess', path, '--as-of', '2026-06-30', '--baseline', 'HEAD', '--format', 'comment']).stdout;
  expect(quiet.trim().split('\n')).toHaveLength(2);
  expect(quiet).toContain('nothing changed');
});

test('a baseline has the sources beside the repository, as they are now', () => {
  const beside = folderOf({});
  const make = (name: string, content: Readonly<Record<string, string>>) => renameSync(repositoryOf(content), join(beside, name));
  make('infra', { 'main.tf': files['infra/main.tf'] });
  make('shop', {
    '.github/workflows/ci.yml': ci,
    'package.json': files['package.json'],
    'opsex.yaml': 'version: 1\nsources: [{ path: . }, { path: ../infra }]\n',
  });
  const run = gate(join(beside, 'shop'), '--no-regression', '--baseline', 'HEAD', '--json');
  expect(run).toMatchObject({ status: 0, stderr: '' });
  expect(JSON.parse(run.stdout)).toMatchObject({ workloads: [{ changes: { levels: [], better: [], worse: [], other: [] } }] });
});

test('targets of opsex.yaml are asked for when nothing else is', () => {
  const path = repositoryOf({ ...files, 'opsex.yaml': 'version: 1\ntargets: { overall: 2, controls: { "010": 5 } }\n' });
  const run = gate(path, '--json');
  expect(JSON.parse(run.stdout)).toMatchObject({ workloads: [{ checks: [{ target: 2 }, { id: 'WAF-OPS-010', target: 5 }] }] });
  expect([1, 4]).toContain(run.status);
});

test('several workloads are gated at once', () => {
  const run = gate(root, folderOf({}), '--min-level', '1', '--json');
  const result = JSON.parse(run.stdout) as { workloads: readonly object[] };
  expect(result.workloads).toHaveLength(2);
  expect(gate(root, folderOf({}), '--min-level', '1', '--format', 'sarif').status).toBe(2);
});

test('the JSON fits its published schema, SARIF that of the standard', () => {
  const read = (path: string) => JSON.parse(readFileSync(join(import.meta.dirname, path), 'utf8')) as Record<string, unknown>;
  const published = addFormats.default(new Ajv2020({ allErrors: true })).compile(read('../schemas/gate-1.schema.json'));
  const { id: _, $schema: __, ...standard } = read('standards/sarif-2.1.0.schema.json');
  const sarif = addFormats.default(new Ajv({ strict: false, unicodeRegExp: false })).compile(standard);
  const path = slipped();
  const folder = mkdtempSync(join(tmpdir(), 'opsex-test-'));
  const run = gate(
    path,
    '--min-level',
    '2',
    '--baseline',
    'HEAD~1',
    '--no-regression',
    '--json',
    '--also',
    `sarif=${folder}/a.sarif`,
    '--also',
    `badge=${folder}/a.svg`,
  );
  expect(published(JSON.parse(run.stdout)) ? [] : published.errors).toEqual([]);
  expect(sarif(JSON.parse(readFileSync(`${folder}/a.sarif`, 'utf8'))) ? [] : sarif.errors).toEqual([]);
  expect(readFileSync(`${folder}/a.svg`, 'utf8')).toMatch(/^<svg /);
  rmSync(folder, { recursive: true });
});

test('every format of an assessment is written', () => {
  for (const format of ['sarif', 'csv', 'badge', 'comment', 'markdown', 'json']) {
    const run = opsex(['assess', root, '--format', format]);
    expect(run).toMatchObject({ status: 0, stderr: '' });
    expect(run.stdout.length).toBeGreaterThan(100);
  }
  expect(opsex(['assess', root, '--also', 'pdf=x']).status).toBe(2);
});
