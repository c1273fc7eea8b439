import { expect, test } from 'vitest';
import { fact } from '../../src/model/fact.ts';
import { compare, digestOf, readCorpus, writeCorpus } from './digests.ts';

test.each([
  ['the same facts in another order', ['a x:1 1', 'b y:2 2'], ['b y:2 2', 'a x:1 1'], []],
  ['a fact that came', ['a x:1 1'], ['a x:1 1', 'b y:2 2'], ['+ b y:2 2']],
  ['a fact that went', ['a x:1 1', 'b y:2 2'], ['a x:1 1'], ['- b y:2 2']],
  ['a fact that says something else', ['a x:1 1'], ['a x:1 9'], ['~ a x:1 9']],
  ['one of two equal facts went', ['a x:1 1', 'a x:1 1'], ['a x:1 1'], ['- a x:1 1']],
])('%s', (_, before, now, expected) => {
  expect(compare(before, now).map(({ sign, digest }) => `${sign} ${digest}`)).toEqual(expected);
});

test('a corpus reads back as it was written', () => {
  const corpus = new Map([
    ['acme/shop', ['alert.rule a.yaml:1 00', 'runbook b.md:1 11']],
    ['acme/web', []],
  ]);
  expect(readCorpus(writeCorpus(corpus))).toEqual(corpus);
});

test('a digest names kind and place, and changes with what the fact says', () => {
  const place = { path: 'a b.yaml', line: 3 };
  const draft = fact('runbook', {}, place);
  const whole = {
    ...draft,
    origin: { kind: 'file' as const, path: 'a b.yaml', line: 3, endLine: 3 },
    strength: 'declared' as const,
    scope: { service: '', environment: '', production: 'unknown' as const },
    pathClass: 'own' as const,
    templated: false,
    detector: 'test',
  };
  expect(digestOf(whole)).toMatch(/^runbook a_b\.yaml:3 [0-9a-f]{10}$/);
  expect(digestOf({ ...whole, pathClass: 'docs' })).not.toBe(digestOf(whole));
});
