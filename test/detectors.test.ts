import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { detectors } from '../src/facts/detectors/index.ts';
import { allKinds } from '../src/model/conditions.ts';

const root = join(import.meta.dirname, '../src/facts/detectors');
const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(path => path.endsWith('.ts'));
const sources = files.filter(path => !path.endsWith('.test.ts'));

test('every detector that is defined is registered, and every id is unique', () => {
  const defined = sources.flatMap(path => {
    const text = readFileSync(join(root, path), 'utf8');
    return [...text.matchAll(/\bdetector(?:<[^(]*>)?\(\{\s*(?:\/\/[^\n]*\s*)?id: '([^']+)'/g)].map(match => match[1]);
  });
  const ids = detectors.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(defined.filter(id => id !== undefined && !ids.includes(id))).toEqual([]);
});

test('every folder of detectors has a test beside its code', () => {
  const folders = [...new Set(sources.map(dirname).filter(folder => folder !== '.'))];
  const tested = new Set(files.filter(path => path.endsWith('.test.ts')).map(dirname));
  expect(folders.filter(folder => !tested.has(folder))).toEqual([]);
});

test.each(detectors.map(each => [each.id, each] as const))(
  '%s says what it reads, where that is defined and what it yields',
  (_, detector) => {
    expect(detector.docs).toMatch(/^https:\/\//);
    expect(detector.title.length).toBeGreaterThan(2);
    for (const kind of detector.emits) expect(allKinds).toContain(kind);
    for (const { names = [], extensions = [] } of detector.reads) {
      for (const name of names) expect(name).toBe(basename(name).toLowerCase());
      for (const extension of extensions) expect(extension).toMatch(/^\.[a-z0-9.-]+$/);
      expect(names.length + extensions.length).toBeGreaterThan(0);
    }
  },
);

test('every kind of fact is found by a detector, or comes from elsewhere', () => {
  const elsewhere = ['workload', 'statement', 'metric'];
  const found = new Set<string>(detectors.flatMap(({ emits }) => emits));
  expect(allKinds.filter(kind => !found.has(kind) && !elsewhere.includes(kind))).toEqual([]);
});
