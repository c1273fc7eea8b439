import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folderOf, opsex, repositoryOf } from './repository.ts';

const shop = repositoryOf({ Dockerfile: 'FROM scratch\n' });

test('a store is looked after from the command line', () => {
  const folder = folderOf({});
  const [database, copy, backup] = ['a.duckdb', 'b.duckdb', 'store.backup'].map(name => join(folder, name)) as [string, string, string];
  expect(opsex(['assess', shop, '--save', '--as-of', '2026-06-30', '--database', database]).status).toBe(0);
  const on = (...args: readonly string[]) => opsex(['store', ...args, '--database', database]);
  expect(on('info').stdout).toMatch(/schema \d+, [\d.]+ MB\)\nno events; assessments of opsex-test-\w+\n {2}assessment +1\n/);
  expect(JSON.parse(on('info', '--json').stdout)).toMatchObject({ engine: 'duckdb', rows: { assessment: 1 } });
  expect(on('check')).toMatchObject({ status: 0, stdout: 'the store is sound\n' });
  expect(on('backup', backup).stderr).toMatch(/\d+ rows are in /);
  expect(on('backup', backup)).toMatchObject({ status: 2, stderr: expect.stringContaining('there already') });
  expect(opsex(['store', 'restore', backup, '--database', copy]).status).toBe(0);
  expect(opsex(['history', '--database', copy], { cwd: folder }).stdout).toContain('1 assessments');
  expect(on('prune', '--keep', '1d', '--dry-run').stderr).toContain('0 assessments would go');
  expect(on('prune', '--keep', 'long')).toMatchObject({ status: 2, stderr: expect.stringContaining('18m') });
});

test('a default store that is damaged leaves outcomes unknown and says so; a named one ends the run', () => {
  const data = folderOf({});
  mkdirSync(join(data, 'opsex'));
  const file = join(data, 'opsex/opsex.duckdb');
  writeFileSync(file, 'this is no database, '.repeat(1000));
  const env = { XDG_DATA_HOME: data, OPSEX_DATABASE_URL: '' };
  const run = opsex(['assess', shop, '--json'], { env });
  expect(run.status).toBe(0);
  expect(JSON.parse(run.stdout).notes).toContainEqual(expect.stringContaining('outcomes are unknown'));
  expect(opsex(['assess', shop, '--database', file]).status).toBeGreaterThan(1);
  expect(opsex(['store', 'check', '--database', file]).status).toBeGreaterThan(1);
});

test('without --save nothing is stored', () => {
  const data = folderOf({});
  opsex(['assess', shop], { env: { XDG_DATA_HOME: data, OPSEX_DATABASE_URL: '' } });
  expect(existsSync(join(data, 'opsex'))).toBe(false);
});

test('a path may follow the name of a service', () => {
  const run = opsex(['assess', '--no-events', '--service', 'shop', shop, '--json']);
  expect(JSON.parse(run.stdout).workload.sources[0].path).toBe(shop);
});
