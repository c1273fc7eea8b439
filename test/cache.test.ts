import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { commitAll, folderOf, git, opsex, repositoryOf } from './repository.ts';

const service = join(import.meta.dirname, 'repositories/documented-service/repository');

test('a run that finds everything in the cache says the same, byte for byte', () => {
  const { folder, run } = serviceWithCache();
  const cold = run();
  expect(run()).toBe(cold);
  expect(run('--no-cache')).toBe(cold);
  expect(opsex(['facts', folder, '--no-cache']).stdout).toBe(opsex(['facts', folder]).stdout);
});

test.each<[string, (folder: string) => void]>([
  [
    'a file changes',
    folder => writeFileSync(join(folder, 'main.tf'), 'terraform {\n  backend "s3" {}\n}\nresource "aws_instance" "a" {}\n'),
  ],
  [
    'a file changes and is committed',
    folder => {
      writeFileSync(join(folder, 'main.tf'), 'terraform {}\n');
      commitAll(folder, 'Change', '2026-06-10T12:00:00Z');
    },
  ],
  ['a file changes and keeps its size and time', changeUnseen],
  ['a file goes', folder => rmSync(join(folder, 'main.tf'))],
  [
    'a file comes',
    folder => {
      writeFileSync(join(folder, 'CODEOWNERS'), '* @acme/ops\n');
      git(folder, ['add', 'CODEOWNERS']);
    },
  ],
  [
    'git is told not to look',
    folder => {
      git(folder, ['update-index', '--assume-unchanged', 'main.tf']);
      writeFileSync(join(folder, 'main.tf'), 'terraform {}\n');
    },
  ],
  ['only the history grows', folder => commitAll(folder, 'Merge pull request #7 from ada/x', '2026-06-20T12:00:00Z')],
])('nothing stale is shown when %s', (_, change) => {
  const { folder, run } = serviceWithCache();
  run();
  change(folder);
  expect(run()).toBe(run('--no-cache'));
});

test('a plain folder is read again but not parsed again', () => {
  const folder = folderOf({ 'main.tf': 'terraform {\n  backend "s3" {}\n}\nresource "aws_instance" "a" {}\n' });
  const { run } = withCache(folder);
  const cold = run();
  expect(run()).toBe(cold);
  writeFileSync(join(folder, 'main.tf'), 'resource "aws_instance" "b" {}\n');
  expect(run()).toBe(run('--no-cache'));
});

test('damaged entries are read anew', () => {
  const { cache, run } = serviceWithCache();
  const cold = run();
  for (const entry of readdirSync(cache)) for (const file of readdirSync(join(cache, entry))) truncateSync(join(cache, entry, file), 100);
  expect(run()).toBe(cold);
});

test('runs at the same time do not disturb each other', async () => {
  const { folder, cache, run } = serviceWithCache();
  const expected = run('--no-cache');
  const outputs = await Promise.all(Array.from({ length: 6 }, () => start(folder, cache)));
  for (const output of outputs) expect(output).toBe(expected);
  expect(run()).toBe(expected);
});

test('the cache can be looked at and cleared', () => {
  const { cache, run } = serviceWithCache();
  run();
  const env = { OPSEX_CACHE_DIR: cache };
  expect(opsex(['cache'], { env }).stdout).toMatch(/^.*\n1 repositories, \d+\.\d MB\n$/);
  expect(opsex(['cache', 'clear'], { env }).stdout).toContain('cleared 1 repositories');
  expect(readdirSync(cache)).toEqual([]);
});

test('a cache that cannot be written does no harm', () => {
  const folder = repositoryOf({ 'main.tf': 'terraform {}\n', file: '' });
  const run = opsex(['assess', folder], { env: { OPSEX_CACHE_DIR: join(folder, 'file', 'cache') } });
  expect(run).toMatchObject({ status: 0, stderr: '' });
});

function serviceWithCache() {
  const folder = folderOf({});
  cpSync(service, folder, { recursive: true });
  writeFileSync(join(folder, 'main.tf'), 'terraform {\n  backend "gcs" {}\n}\n');
  git(folder, ['init', '-q', '-b', 'main']);
  commitAll(folder, 'Add everything (#1)', '2026-06-01T12:00:00Z');
  return withCache(folder);
}

function withCache(folder: string) {
  const cache = mkdtempSync(join(tmpdir(), 'opsex-test-cache-'));
  const run = (...more: readonly string[]) => {
    const { status, stdout, stderr } = opsex(argsFor(folder, more), { env: { OPSEX_CACHE_DIR: cache } });
    if (status !== 0) throw new Error(stderr);
    return stdout;
  };
  return { folder, cache, run };
}

function argsFor(folder: string, more: readonly string[] = []): readonly string[] {
  return ['assess', folder, '--json', '--as-of', '2026-06-30', ...more];
}

/** The same length and modification time, as tools that restore times leave behind; git tells by the time of the change. */
function changeUnseen(folder: string): void {
  const path = join(folder, 'main.tf');
  const text = readFileSync(path, 'utf8');
  const time = new Date('2026-06-01T12:00:00Z');
  utimesSync(path, time, time);
  git(folder, ['status']);
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1100); // git counts whole seconds
  writeFileSync(path, text.replace('gcs', 'abc'));
  utimesSync(path, time, time);
}

function start(folder: string, cache: string): Promise<string> {
  return new Promise(resolve => {
    const child = spawn('node', [join(import.meta.dirname, '../dist/opsex.js'), ...argsFor(folder)], {
      env: { ...process.env, OPSEX_CACHE_DIR: cache },
    });
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
    child.on('close', () => resolve(text));
  });
}
