import { beforeAll, expect, test } from 'vitest';
import { linearPattern, prepareLinearPatterns } from './linear-pattern.ts';

beforeAll(prepareLinearPatterns);

test('a match gives the texts of its named groups', () => {
  const pattern = linearPattern('^(?P<key>\\w+)\\s*[:=]\\s*(?P<value>\\d+)?');
  expect(pattern.groups).toEqual(['key', 'value']);
  expect(pattern.find('retries = 3')).toEqual({ key: 'retries', value: '3' });
  expect(pattern.find('retries =')).toEqual({ key: 'retries' });
  expect(pattern.find('# retries')).toBeUndefined();
});

test.each([
  ['(a', /missing closing/],
  ['(?=a)b', /invalid or unsupported/],
  ['(a)\\1', /invalid escape/],
  ['((a{30}){30}){30}', /repeat/],
  ['(\\pL{20}){29}', /repeats too much/],
  ['a'.repeat(401), /longer than 400/],
])('%j is refused', (source, reason) => {
  expect(() => linearPattern(source)).toThrow(reason);
  expect(() => linearPattern(source)).toThrow(RangeError);
});

test('what hangs other engines takes no time', () => {
  const start = performance.now();
  expect(linearPattern('^(a+)+$').find(`${'a'.repeat(20_000)}b`)).toBeUndefined();
  expect(performance.now() - start).toBeLessThan(1000);
});
