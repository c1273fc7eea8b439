import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { assessJson, type Files, folderOf, git, opsex, repositoryOf } from './repository.ts';

const workflow = 'on: pull_request\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - run: npm test\n';
const good: Files = { '.github/workflows/ci.yml': workflow, 'package.json': '{ "scripts": { "test": "vitest run" } }' };

function reasonFor(files: Files, path: string): string | undefined {
  const json = assessJson(repositoryOf({ ...good, ...files }));
  expect(json.criteria.find(({ id }) => id === 'ci-tests-on-pr')?.verdict).toBe('met');
  return json.unread.find(each => each.path === path)?.reason;
}

test('a folder that is not a git repository is read, and says that dates are unknown', () => {
  const json = assessJson(folderOf(good));
  expect(json.workload.sources[0]).toMatchObject({ kind: 'folder', commit: null, shallow: false, files: 2 });
  expect(json.notes.join()).toContain('Not a git repository');
});

test('an empty folder is assessed and says so', () => {
  const run = opsex(['assess', folderOf({})]);
  expect(run).toMatchObject({ status: 0, stderr: '' });
  expect(run.stdout).toContain('The folder is empty');
});

test('a repository without a commit reads what is staged', () => {
  const root = folderOf(good);
  git(root, ['init', '-q']);
  git(root, ['add', '-A']);
  expect(assessJson(root).workload.sources[0]).toMatchObject({ kind: 'folder', files: 2 });
});

test('a shallow clone says that dates are unknown', () => {
  const origin = repositoryOf(good);
  const clone = join(folderOf({}), 'clone');
  git(origin, ['clone', '-q', '--depth', '1', `file://${origin}`, clone]);
  const json = assessJson(clone);
  expect(json.workload.sources[0]?.shallow).toBe(true);
  expect(json.notes.join()).toContain('git fetch --unshallow');
});

test.each([
  ['broken YAML', '.github/workflows/broken.yml', 'on: [push\njobs: {', /line \d+: /],
  ['a pointer of Git LFS', 'dashboards/shop.json', 'version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n', /Git LFS/],
  ['broken JSON', '.github/rulesets/main.json', '{ "target": "branch", "enforcement": "active", "rules": [ ', /line \d+: /],
  ['broken HCL', 'infra/main.tf', 'resource "aws_instance" "a" {\n  ami = \n', /line \d+: syntax error/],
  ['a huge file', '.github/workflows/huge.yml', `on: push\n# ${'x'.repeat(3_000_000)}`, /larger than 2 MB/],
  ['deep nesting', '.github/workflows/deep.yml', `on: ${'['.repeat(20_000)}`, /./],
  ['an alias bomb', '.github/workflows/bomb.yml', aliasBomb(), /aliases stand for more than/],
])('%s is listed and the run goes on', (_, path, content, reason) => {
  expect(reasonFor({ [path]: content }, path)).toMatch(reason);
});

test('a binary file is not read as text', () => {
  const json = assessJson(repositoryOf({ ...good, '.github/workflows/odd.yml': Buffer.from([0, 1, 2, 3]) }));
  expect(json.criteria.find(({ id }) => id === 'ci-tests-on-pr')?.verdict).toBe('met');
});

test('Latin-1 and UTF-16 files are read', () => {
  const latin = Buffer.from(`# pr\u00fcft\n${workflow}`, 'latin1');
  const wide = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(workflow, 'utf16le')]);
  for (const content of [latin, wide]) {
    const json = assessJson(repositoryOf({ ...good, '.github/workflows/ci.yml': content }));
    expect(json.unread).toEqual([]);
    expect(json.criteria.find(({ id }) => id === 'ci-tests-on-pr')?.verdict).toBe('met');
  }
});

test('links are not followed, not even in a loop or out of the root', () => {
  const outside = folderOf({ 'secret.yml': workflow });
  const root = folderOf({});
  mkdirSync(join(root, '.github'));
  symlinkSync(outside, join(root, '.github/workflows'));
  symlinkSync(root, join(root, 'loop'));
  const json = assessJson(root);
  expect(json.workload.sources[0]?.files).toBe(0);
});

test('a folder that became a link out of the root after it was tracked is not read', () => {
  const root = repositoryOf(good);
  const outside = folderOf({ 'ci.yml': workflow });
  rmSync(join(root, '.github/workflows'), { recursive: true });
  symlinkSync(outside, join(root, '.github/workflows'));
  expect(assessJson(root).unread).toContainEqual({
    path: '.github/workflows/ci.yml',
    reason: 'stands behind a link that leaves the repository',
  });
});

test('a tracked file that is a FIFO now does not hang the run', () => {
  const root = repositoryOf({ ...good, '.github/workflows/pipe.yml': workflow });
  rmSync(join(root, '.github/workflows/pipe.yml'));
  spawnSync('mkfifo', [join(root, '.github/workflows/pipe.yml')]);
  expect(assessJson(root).unread).toContainEqual({ path: '.github/workflows/pipe.yml', reason: 'is not a regular file' });
});

test('a tracked file that is missing is listed', () => {
  const root = repositoryOf({ ...good, '.github/workflows/gone.yml': workflow });
  rmSync(join(root, '.github/workflows/gone.yml'));
  expect(assessJson(root).unread).toContainEqual({ path: '.github/workflows/gone.yml', reason: 'is tracked by git but not on disk' });
});

test.skipIf(process.getuid?.() === 0)('a file without read permission is listed', () => {
  const root = repositoryOf({ ...good, '.github/workflows/closed.yml': workflow });
  chmodSync(join(root, '.github/workflows/closed.yml'), 0);
  expect(assessJson(root).unread).toContainEqual({ path: '.github/workflows/closed.yml', reason: 'cannot be read (no permission)' });
});

test.each([
  ['a missing path', ['assess', '/nowhere/at/all'], ['/nowhere/at/all does not exist', 'Name a folder']],
  ['a file instead of a folder', ['assess', import.meta.filename], ['is a file, not a folder', 'Name the folder']],
  ['an unknown flag', ['assess', '--jsn'], ["unknown option '--jsn'", 'Did you mean --json?']],
  ['an unknown command', ['asess'], ["unknown command 'asess'", 'Did you mean assess?']],
  ['an unknown format', ['assess', '--format', 'pdf'], ['Allowed choices are', 'markdown']],
  ['a date that is none', ['assess', '--as-of', 'yesterday'], ['--as-of yesterday is not a date', '2026-01-31']],
  [
    'an unknown criterion',
    ['explain', 'ci-test-on-pr', folderOf({})],
    ['no criterion or control "ci-test-on-pr"', 'Did you mean ci-tests-on-pr?'],
  ],
  ['a missing model', ['assess', '--model', '/nowhere/model', '.'], ['the model /nowhere/model does not exist']],
  ['an output that cannot be written', ['assess', folderOf({}), '-o', '/nowhere/out.json'], ['/nowhere/out.json cannot be written']],
])('%s ends with code 2 and says what to do', (_, args, texts) => {
  const run = opsex(args);
  expect(run).toMatchObject({ status: 2, stdout: '' });
  for (const text of texts) expect(run.stderr).toContain(text);
});

test.each<[string, Files, readonly string[], readonly string[]]>([
  [
    'an unknown key',
    { 'opsex.yaml': 'version: 1\npaths:\n  exlude: [a]\n' },
    [],
    ['opsex.yaml:3:3: paths: unknown key "exlude"; the nearest is "exclude"', '--no-config'],
  ],
  ['broken YAML', { '.opsex.yaml': 'version: [1\nx: y' }, [], ['.opsex.yaml:2:1: Flow sequence']],
  ['a wrong type', { 'opsex.yml': 'version: 1\nworkload: [a]\n' }, [], ['opsex.yml:2:11: workload: must be a map, but is a list']],
  ['two files', { 'opsex.yaml': 'version: 1\n', '.opsex.yaml': 'version: 1\n' }, [], ['there are opsex.yaml and .opsex.yaml', 'Keep one']],
  ['a folder of that name', { 'opsex.yaml/a': '' }, [], ['opsex.yaml cannot be read: it is not a regular file']],
  ['a binary file', { 'opsex.yaml': Buffer.from([0, 1, 2]) }, [], ['opsex.yaml cannot be read: it is binary']],
  [
    'a file of detectors outside',
    { 'opsex.yaml': 'version: 1\ndetectors: [../other.yaml]\n' },
    [],
    ['../other.yaml stands outside of the repository'],
  ],
  [
    'a missing file of detectors',
    { 'opsex.yaml': 'version: 1\ndetectors: [gone.yaml]\n' },
    [],
    ['opsex.yaml:2:13: detectors[0]: gone.yaml does not exist'],
  ],
  [
    'a detector called like one of opsex',
    { 'opsex.yaml': 'version: 1\ndetectors: [d.yaml]\n', 'd.yaml': detectorFile('argo-cd', 'alert.rule') },
    [],
    ['d.yaml:2:1: there is already a detector "argo-cd"'],
  ],
  [
    'a fact that there is not',
    { 'opsex.yaml': 'version: 1\ndetectors: [d.yaml]\n', 'd.yaml': detectorFile('mine', 'alert.rul') },
    [],
    ['d.yaml:6:19: detectors[0].fact.kind: there is no kind of fact "alert.rul"; the nearest is "alert.rule"'],
  ],
  [
    'a missing file that is named',
    {},
    ['--config', '/nowhere/opsex.yaml'],
    ['/nowhere/opsex.yaml does not exist', 'Name a file after --config'],
  ],
  ['a named folder', {}, ['--config', '/tmp'], ['/tmp is not a file']],
])('a configuration with %s ends with code 2, its place and what to do', (_, files, args, texts) => {
  const root = repositoryOf({ ...good, ...files });
  for (const command of [['assess'], ['facts'], ['explain', 'ci-tests-on-pr']]) {
    const run = opsex([...command, root, ...args]);
    expect(run).toMatchObject({ status: 2, stdout: '' });
    for (const text of texts) expect(run.stderr).toContain(text);
  }
});

test('a configuration that is a link out of the repository is not followed', () => {
  const root = repositoryOf(good);
  symlinkSync(join(folderOf({ 'opsex.yaml': 'version: 1\n' }), 'opsex.yaml'), join(root, 'opsex.yaml'));
  expect(opsex(['assess', root])).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('opsex.yaml cannot be read: it is a symbolic link'),
  });
  expect(opsex(['assess', root, '--no-config'])).toMatchObject({ status: 0 });
});

test.each<[string, string, readonly string[]]>([
  ['a missing file', '/nowhere/detectors.yaml', ['/nowhere/detectors.yaml does not exist']],
  ['a file without detectors', join(folderOf({ 'd.yaml': 'version: 1\n' }), 'd.yaml'), ['d.yaml:1:1: detectors: is missing']],
  [
    'an opsex.yaml without detectors',
    join(folderOf({ 'opsex.yaml': 'version: 1\n' }), 'opsex.yaml'),
    ['names no detectors', 'List files or definitions'],
  ],
])('detector test of %s ends with code 2 and says what to do', (_, file, texts) => {
  const run = opsex(['detector', 'test', file]);
  expect(run).toMatchObject({ status: 2, stdout: '' });
  for (const text of texts) expect(run.stderr).toContain(text);
});

test('a bad model names file, line, mistake and the nearest valid name', () => {
  const model = folderOf({
    'model.yaml': 'id: ours\nversion: 1.0.0\ntitle: Ours\nextends: waf-ops\n',
    '010.yaml':
      'control: WAF-OPS-010\ncriteria:\n  - id: ours\n    level: 2\n    ask: Is it ours at all?\n    test: { some: alert.rule, holds: "fact.pagin == \'yes\'" }\n    effort: S\n    remedy: Make it ours.\n    from: [ours]\n',
  });
  const run = opsex(['assess', '.', '--model', model]);
  expect(run.status).toBe(2);
  expect(run.stderr).toMatch(/010\.yaml:6: .*pagin.*nearest is "paging"/);
  expect(run.stderr).toContain('opsex model lint');
});

function detectorFile(id: string, kind: string): string {
  return `detectors:\n  - id: ${id}\n    title: Mine\n    reads: { extensions: [.yaml] }\n    query: { each: a }\n    fact: { kind: ${kind}, fields: { name: a } }\n`;
}

function aliasBomb(): string {
  const levels = Array.from({ length: 9 }, (_, index) => `a${index + 1}: &a${index + 1} [${Array(10).fill(`*a${index}`).join(', ')}]`);
  return `a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n${levels.join('\n')}\n`;
}
