import { expect, test } from 'vitest';
import { sparkline } from './sparkline.ts';
import { countsInWords, valueInWords } from './words.ts';

test.each([
  ['lead-time-median', 0.5, 'minutes', '30 s'],
  ['lead-time-median', 75, 'minutes', '75 min'],
  ['lead-time-median', 204, 'minutes', '3.4 h'],
  ['lead-time-median', 3024, 'minutes', '2.1 d'],
  ['undeployed-age', 3, 'hours', '3 h'],
  ['change-failure-rate', 0.154, 'share', '15 %'],
  ['change-failure-rate', 0.004, 'share', '0.4 %'],
  ['deployment-frequency', 4.29, 'per day', '4.3/day'],
  ['deployment-frequency', 0.5, 'per day', '3.5/week'],
  ['deployment-frequency', 0.1, 'per day', '3/month'],
  ['deployments', 12_345, 'count', '12,345'],
  ['mttr-median', null, 'minutes', '–'],
] as const)('%s of %s %s is %s', (name, value, unit, expected) => {
  expect(valueInWords({ name, value, unit })).toBe(expected);
});

test('what was left out, in words', () => {
  expect(countsInWords({ baseline: 12, no_commit_time: 1 })).toBe('12 baseline, 1 no commit time');
});

test('bars grow from 0, and what was not measured is a dot', () => {
  expect(sparkline([9, 0, 4, null, 8], 4)).toBe('▁▅·█');
  expect(sparkline([0, 0], 9)).toBe('▁▁');
  expect(sparkline([null], 9)).toBe('·');
});
