import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Cache } from './cache.ts';

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'opsex-cache-'));
});

afterEach(() => rm(folder, { recursive: true }));

test('gives back what was saved under the same name, key and build', async () => {
  const part = new Cache(folder, 'build-1').of('/work/shop');
  await part.save('findings', 'k', ['one', 'zwei ü']);
  expect(await part.load('findings', 'k')).toEqual(['one', 'zwei ü']);
  expect(await part.load('findings', 'other')).toBeUndefined();
  expect(await part.load('facts', 'k')).toBeUndefined();
  expect(await new Cache(folder, 'build-2').of('/work/shop').load('findings', 'k')).toBeUndefined();
  expect(await new Cache(folder, 'build-1').of('/work/other').load('findings', 'k')).toBeUndefined();
});

test.each([
  ['cut off', (content: string) => content.slice(0, -3)],
  ['longer than it was', (content: string) => `${content}\nmore`],
  ['empty', () => ''],
  ['something else', () => '<html>'],
])('a file that is %s counts as none', async (_, damage) => {
  const part = new Cache(folder, 'b').of('/work/shop');
  await part.save('findings', 'k', ['one', 'two']);
  const file = join(part.folder, 'findings');
  await writeFile(file, damage(await readFile(file, 'utf8')));
  expect(await part.load('findings', 'k')).toBeUndefined();
});

test('a folder that cannot be written does no harm', async () => {
  await writeFile(join(folder, 'file'), '');
  const part = new Cache(join(folder, 'file'), 'b').of('/work/shop');
  await part.save('findings', 'k', ['one']);
  expect(await part.load('findings', 'k')).toBeUndefined();
});

test('many writers at once leave one whole file', async () => {
  const cache = new Cache(folder, 'b');
  const texts = Array.from({ length: 20 }, (_, at) => [String(at), 'x'.repeat(100_000 + at)]);
  await Promise.all(texts.map(lines => cache.of('/work/shop').save('findings', 'k', lines)));
  expect(texts).toContainEqual(await cache.of('/work/shop').load('findings', 'k'));
  expect(await readdir(cache.of('/work/shop').folder)).toEqual(['findings']);
});

test('the least recently used go first when there is too much', async () => {
  const cache = new Cache(folder, 'b');
  for (const [at, root] of ['/a', '/b', '/c'].entries()) {
    await cache.of(root).save('findings', 'k', ['x'.repeat(1000)]);
    await utimes(cache.of(root).folder, at, at);
  }
  await cache.of('/a').load('findings', 'k');
  await cache.prune(2500);
  expect(await cache.of('/a').load('findings', 'k')).toBeDefined();
  expect(await cache.of('/b').load('findings', 'k')).toBeUndefined();
  expect(await cache.of('/c').load('findings', 'k')).toBeDefined();
});

test('clearing takes only what is ours', async () => {
  const cache = new Cache(folder, 'b');
  await cache.of('/a').save('findings', 'k', ['x']);
  await writeFile(join(folder, 'letter.txt'), 'dear');
  expect(await cache.size()).toMatchObject({ repositories: 1 });
  await cache.clear();
  expect(await readdir(folder)).toEqual(['letter.txt']);
});
