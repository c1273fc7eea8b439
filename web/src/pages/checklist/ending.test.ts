import { expect, test } from 'vitest';
import { daysFrom, endingOf } from './ending.ts';

test.each([
  ['2026-12-24', undefined],
  ['2026-12-23', { hasEnded: false, text: 'ends in 30 days' }],
  ['2026-11-24', { hasEnded: false, text: 'ends in 1 day' }],
  ['2026-11-23', { hasEnded: false, text: 'ends today' }],
  ['2026-11-22', { hasEnded: true, text: 'has expired' }],
] as const)('what holds until %s is said on 23 November', (until, expected) => {
  expect(endingOf(until, '2026-11-23')).toEqual(expected);
});

test('days are counted over the end of a year', () => {
  expect(daysFrom('2026-11-23', 90)).toBe('2027-02-21');
});
