import { expect, test } from 'vitest';
import { localDay, startOfDay, zoneOffsets } from './time-zone.ts';

const utc = (text: string) => new Date(`${text}Z`);

test.each([
  ['UTC', [{ until: null, seconds: 0 }]],
  ['Asia/Kathmandu', [{ until: null, seconds: 20_700 }]],
  [
    'Europe/Berlin',
    [
      { until: utc('2026-03-29T01:00:00'), seconds: 3600 },
      { until: utc('2026-10-25T01:00:00'), seconds: 7200 },
      { until: null, seconds: 3600 },
    ],
  ],
])('offsets of %s in 2026', (zone, expected) => {
  expect(zoneOffsets(zone, utc('2026-01-01T00:00:00.123'), utc('2026-12-31T00:00:00'))).toEqual(expected);
});

test.each([
  ['Europe/Berlin', '2026-03-29', '2026-03-28T23:00:00'],
  ['Europe/Berlin', '2026-03-30', '2026-03-29T22:00:00'],
  ['America/New_York', '2026-11-02', '2026-11-02T05:00:00'],
  ['America/Sao_Paulo', '2018-11-04', '2018-11-04T03:00:00'], // there was no midnight
  ['America/Havana', '2026-11-01', '2026-11-01T04:00:00'], // midnight came once, one o'clock twice
  ['Pacific/Apia', '2011-12-31', '2011-12-30T10:00:00'], // there was no 30th
])('a day begins in %s: %s', (zone, day, expected) => {
  const number = new Date(day).getTime() / 86_400_000;
  const start = startOfDay(zone, number);
  expect(start).toEqual(utc(expected));
  expect(localDay(zone, start)).toBe(number);
});
