import { expect, test } from 'vitest';
import { daysIn, lastDays, type PeriodUnit, periodsIn } from './periods.ts';

const window = (from: string, to: string) => ({ from: new Date(from), to: new Date(to) });

test.each<[PeriodUnit, string, string, string, readonly string[]]>([
  ['week', 'UTC', '2026-01-01T00:00Z', '2026-01-12T00:00Z', ['2026-W01 2025-12-29 cut', '2026-W02 2026-01-05']],
  ['week', 'UTC', '2024-12-30T00:00Z', '2025-01-06T00:00Z', ['2025-W01 2024-12-30']],
  ['month', 'UTC', '2025-12-15T00:00Z', '2026-02-01T00:00Z', ['2025-12 2025-12-01 cut', '2026-01 2026-01-01']],
  ['quarter', 'UTC', '2026-01-01T00:00Z', '2026-04-01T00:00:01Z', ['2026-Q1 2026-01-01', '2026-Q2 2026-04-01 cut']],
  ['month', 'America/New_York', '2026-03-01T05:00Z', '2026-04-01T04:00Z', ['2026-03 2026-03-01']],
  ['week', 'UTC', '2026-01-05T00:00Z', '2026-01-05T00:00Z', []],
])('%s in %s', (unit, zone, from, to, expected) => {
  const periods = periodsIn(window(from, to), zone, unit);
  expect(periods.map(each => `${each.label} ${each.from.toISOString().slice(0, 10)}${each.complete ? '' : ' cut'}`)).toEqual(expected);
});

test('days are counted in the zone, working days from Monday to Friday', () => {
  expect(daysIn(window('2026-06-01T00:00Z', '2026-06-08T00:00Z'), 'UTC')).toEqual({ all: 7, working: 5 });
  expect(daysIn(window('2026-06-01T00:00Z', '2026-06-01T00:00Z'), 'UTC')).toEqual({ all: 0, working: 0 });
  const last = lastDays(7, new Date('2026-03-30T12:00Z'), 'Europe/Berlin');
  expect(last.from.toISOString()).toBe('2026-03-23T23:00:00.000Z');
  expect(daysIn(last, 'Europe/Berlin').all).toBe(7);
});
