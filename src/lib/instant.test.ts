import { expect, test } from 'vitest';
import { instantOf, isLocalTime, isZone } from './instant.ts';

test.each([
  ['2026-06-01T10:00:00Z', '2026-06-01T10:00:00.000Z'],
  ['2026-06-01T10:00Z', '2026-06-01T10:00:00.000Z'],
  ['2026-06-01T10:00:00.123456+02:00', '2026-06-01T08:00:00.123Z'],
  ['2021-04-28 21:50:00 +0200', '2021-04-28T19:50:00.000Z'],
  ['2015-05-17 18:08:09 UTC', '2015-05-17T18:08:09.000Z'],
  ['2025-03-10T10:22:33.000+0000', '2025-03-10T10:22:33.000Z'],
  ['2026-06-01T10:00:00,5-05', '2026-06-01T15:00:00.500Z'],
  ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00.000Z'],
])('%s is an instant', (text, expected) => {
  expect(instantOf(text)).toBe(expected);
});

test.each([
  '2026-06-01T10:00:00',
  '2026-06-01',
  '03/10/2025 10:00',
  '10.03.2025',
  '1750000000',
  '2026-02-30T10:00:00Z',
  '2026-06-01T25:00Z',
  '',
])('%s is none', text => {
  expect(instantOf(text)).toBeUndefined();
});

test.each([
  ['2026-01-15 10:00:00', '2026-01-15T09:00:00.000Z', 'winter'],
  ['2026-07-15T10:00:00', '2026-07-15T08:00:00.000Z', 'summer'],
  ['2025-03-30 02:30:00', '2025-03-30T01:30:00.000Z', 'the hour that is left out'],
  ['2025-10-26 02:30:00', '2025-10-26T01:30:00.000Z', 'the hour that comes twice'],
])('%s in Berlin is %s (%s)', (text, expected) => {
  expect(isLocalTime(text)).toBe(true);
  expect(instantOf(text, 'Europe/Berlin')).toBe(expected);
});

test('zones have IANA names', () => {
  expect(['Europe/Berlin', 'UTC', '+02:00', 'Europe/Berlln', ''].map(isZone)).toEqual([true, true, false, false, false]);
});
