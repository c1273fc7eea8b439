import { existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { commitAll, folderOf, git, opsex, repositoryOf } from './repository.ts';

const shop = {
  'package.json': '{"name":"shop","scripts":{"test":"node --test"}}',
  'src/server.js': "require('node:http').createServer().listen(8080);\n",
  Dockerfile: 'FROM node:22\nCOPY . .\nCMD ["node", "src/server.js"]\n',
  'deploy/shop.yaml':
    'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: shop }\nspec: { template: { spec: { containers: [{ name: shop, image: registry.example.net/shop:1.0.0 }] } } }\n',
  '.github/workflows/lint.yml': 'on: push\njobs:\n  lint:\n    runs-on: ubuntu-24.04\n    steps: [{ run: npx biome ci }]\n',
};
const verdictOf = (criterion: string, root: string) =>
  JSON.parse(opsex(['explain', criterion, root, '--json', '--no-events']).stdout).verdict as string;

test('a scaffold counts for nothing until it is filled in, and then it counts', () => {
  const root = repositoryOf(shop);
  const { stdout, status } = opsex(['scaffold', 'on-call', root]);
  expect(status).toBe(0);
  expect(stdout).toContain('wrote docs/on-call.md\n');
  expect(stdout).toMatch(/docs\/on-call\.md:3 +when is somebody on call/);
  commitAll(root, 'Write who is on call', '2026-06-02T12:00:00Z');
  expect(verdictOf('oncall-escalation', root)).not.toBe('met');
  expect(opsex(['assess', root, '--json', '--no-events']).stdout).toContain('docs/on-call.md:3 has places to fill in');

  const page = join(root, 'docs/on-call.md');
  writeFileSync(page, readFileSync(page, 'utf8').replaceAll(/<fill in: [^>]*>/g, 'Grace, +49 30 1234567'));
  expect(verdictOf('oncall-escalation', root)).toBe('met');
});

test('what is there already stays as it is', () => {
  const root = repositoryOf({ ...shop, 'docs/on-call.md': 'ours\n', '.github/pull_request_template.md': 'ours\n' });
  expect(opsex(['scaffold', 'on-call', root]).stdout).toContain('left  docs/on-call.md is there already and stays as it is\n');
  expect(opsex(['scaffold', 'change-policy', root]).stdout.replaceAll(/\s+/g, ' ')).toContain(
    'stays as it is: add the section "Risk" to it',
  );
  expect(readFileSync(join(root, 'docs/on-call.md'), 'utf8')).toBe('ours\n');
  expect(readFileSync(join(root, '.github/pull_request_template.md'), 'utf8')).toBe('ours\n');
});

test('a dry run writes nothing, and prints what git applies', () => {
  const root = repositoryOf(shop);
  const { stdout } = opsex([
    'scaffold',
    'ci-tests-on-pr',
    root,
    '--dry-run',
    '--set',
    'test-command=npm test',
    'lint-command=npx biome ci',
  ]);
  expect(existsSync(join(root, '.github/workflows/tests.yml'))).toBe(false);
  expect(stdout).toMatch(/^--- \/dev\/null\n\+\+\+ b\/\.github\/workflows\/tests\.yml\n@@ -0,0 \+1,\d+ @@\n\+name: Tests\n/);
  writeFileSync(join(root, 'a.patch'), stdout);
  git(root, ['apply', '--index', 'a.patch']);
  expect(verdictOf('ci-tests-on-pr', root)).toBe('met');
});

test('an action brings all of its scaffolds, and another folder takes them', () => {
  const root = repositoryOf(shop);
  const other = folderOf({});
  const { stdout } = opsex(['scaffold', 'alerts-and-runbooks', root, '-o', other]);
  expect(stdout.match(/^wrote /gm)).toHaveLength(9);
  expect(existsSync(join(other, 'alerts/shop.rules.yml'))).toBe(true);
  expect(git(root, ['status', '--porcelain'])).toBe('');
});

test('nothing is written through a link that leads out of the repository', () => {
  const outside = folderOf({});
  const root = repositoryOf(shop);
  symlinkSync(outside, join(root, 'docs'));
  const { status, stderr } = opsex(['scaffold', 'on-call', root]);
  expect(status).toBe(2);
  expect(stderr).toMatch(/docs\/on-call\.md leads out of .*: nothing was written/);
  expect(existsSync(join(outside, 'on-call.md'))).toBe(false);
});

test.each([
  [['runbook'], 'there is no scaffold for "runbook"\nDid you mean runbooks?'],
  [
    ['pr-tests', '-o', 'elsewhere', '--set', 'language=ruby'],
    'pr-tests is not there for language ruby\nIt is there with --set language=node (or python, go, java)',
  ],
  [
    ['drift', '--set', 'ci=github'],
    'opsex found nothing that tells the cloud, which drift needs\nSay it with --set cloud=aws (or gcp, azure)',
  ],
  [['branch-protection', '--set', 'ci=gitlab'], 'branch-protection is not there for ci gitlab\nIt is there with --set ci=github'],
  [['on-call', '--set', 'chanel=#a'], '--set knows no "chanel" here\nDid you mean channel?'],
  [['on-call', '--set', 'channel'], '--set channel has no value'],
  [['on-call', '--set', 'channel=a"b'], '--set channel cannot take that value'],
  [['runbooks', '--set', 'service=../../x'], '--set service cannot take that value\nWrite a plain name'],
])('%j', ([what = '', ...options], message) => {
  const { status, stdout, stderr } = opsex(['scaffold', what, repositoryOf(shop), ...options]);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toContain(message);
});

test('the list names every scaffold', () => {
  const { stdout } = opsex(['scaffold']);
  for (const name of ['alerts', 'runbooks', 'state-backend', 'postmortems']) expect(stdout).toMatch(new RegExp(`^${name} `, 'm'));
});
