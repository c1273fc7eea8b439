import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { commitAll, folderOf, git, repositoryOf } from '../../../test/repository.ts';
import { checkOut } from './check-out.ts';

test('the files of an earlier commit, with its history and without touching the repository', async () => {
  const root = repositoryOf({ 'a "b".txt': 'old', 'docs/c.md': 'c' });
  const first = git(root, ['rev-parse', 'HEAD']).trim();
  writeFileSync(join(root, 'a "b".txt'), 'new');
  commitAll(root, 'Change', '2026-06-10T12:00:00Z');
  const before = readdirSync(join(root, '.git')).sort();
  const found = await checkOut(root, 'HEAD~1');
  expect(found.commit).toBe(first);
  expect(readFileSync(join(found.path, 'a "b".txt'), 'utf8')).toBe('old');
  expect(git(found.path, ['log', '--format=%s'])).toBe('Add everything\n');
  expect(git(found.path, ['status', '--porcelain'])).toBe('');
  expect(readdirSync(join(root, '.git')).sort()).toEqual(before);
  found.remove();
  expect(existsSync(found.path)).toBe(false);
});

test('the address of the repository comes along', async () => {
  const root = repositoryOf({ 'a.txt': 'a' });
  git(root, ['remote', 'add', 'origin', 'https://example.org/acme/sh"op.git']);
  const found = await checkOut(root, 'HEAD');
  expect(git(found.path, ['config', '--get', 'remote.origin.url'])).toBe('https://example.org/acme/sh"op.git\n');
  found.remove();
});

test('a folder of a repository stands for the same folder', async () => {
  const root = repositoryOf({ 'services/shop/a.txt': 'a' });
  const found = await checkOut(join(root, 'services/shop'), 'main');
  expect(readFileSync(join(found.path, 'a.txt'), 'utf8')).toBe('a');
  found.remove();
});

test('nothing of the repository runs, and links come as files', async () => {
  const root = repositoryOf({ '.gitattributes': '* filter=evil\n', 'a.txt': 'a' });
  symlinkSync('/etc/passwd', join(root, 'link'));
  commitAll(root, 'Link', '2026-06-10T12:00:00Z');
  const trap = join(folderOf({}), 'ran');
  git(root, ['config', 'filter.evil.smudge', `touch ${trap}; cat`]);
  git(root, ['config', 'core.fsmonitor', `touch ${trap}`]);
  mkdirSync(join(root, '.git/hooks'), { recursive: true });
  writeFileSync(join(root, '.git/hooks/post-checkout'), `#!/bin/sh\ntouch ${trap}\n`, { mode: 0o755 });
  const found = await checkOut(root, 'HEAD');
  expect(existsSync(trap)).toBe(false);
  expect(lstatSync(join(found.path, 'link')).isSymbolicLink()).toBe(false);
  found.remove();
});

test.each([
  ['no such commit', 'nowhere', /nowhere is no commit/],
  ['an option', '--output=x', /is no commit/],
])('%s is said', async (_, revision, message) => {
  const root = repositoryOf({ 'a.txt': 'a' });
  await expect(checkOut(root, revision)).rejects.toThrow(message);
});

test('a plain folder has no commits', async () => {
  await expect(checkOut(folderOf({ 'a.txt': 'a' }), 'main')).rejects.toThrow(/not a git repository/);
});
