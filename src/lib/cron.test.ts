import { expect, test } from 'vitest';
import { durationHours, longestGapHours } from './cron.ts';

test.each([
  ['daily', ['0 12 * * *'], 24],
  ['weekdays only leave the weekend out', ['0 6 * * 1-5'], 72],
  ['weekly', ['0 8 * * 1'], 168],
  ['monthly', ['0 0 1 * *'], 31 * 24],
  ['every six hours', ['0 */6 * * *'], 6],
  ['every five minutes', ['*/5 * * * *'], 5 / 60],
  ['two schedules fill each other', ['0 6 * * 1-5', '0 6 * * 0,6'], 24],
  ['a nickname', ['@daily'], 24],
  ['Jenkins hash', ['H 2 * * *'], 24],
  ['Jenkins hash with range and step', ['H(0-29)/10 H/4 * * *'], 3 + 40 / 60],
  ['Jenkins time zone', ['TZ=Europe/Paris\nH 2 * * *'], 24],
  ['AWS cron', ['cron(0 9 * * ? *)'], 24],
  ['AWS cron on Monday to Friday', ['cron(0 9 ? * 2-6 *)'], 72],
  ['AWS rate', ['rate(1 day)'], 24],
  ['AWS rate in hours', ['rate(12 hours)'], 12],
  ['not a schedule', ['$' + '{{ inputs.when }}'], undefined],
  ['nothing', [], undefined],
])('longest gap: %s', (_, schedules, hours) => {
  const gap = longestGapHours(schedules);
  if (hours === undefined) expect(gap).toBeUndefined();
  else expect(gap).toBeCloseTo(hours, 1);
});

test.each([
  ['1h', 1],
  ['30m', 0.5],
  ['1h30m', 1.5],
  ['2d', 48],
  ['soon', undefined],
])('the duration %s', (text, hours) => {
  expect(durationHours(text)).toBe(hours);
});
