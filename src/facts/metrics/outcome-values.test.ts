import { expect, test } from 'vitest';
import type { Fact } from '../../model/fact.ts';
import { measuredDays } from './cadence-values.ts';
import { driftWithinLimit } from './drift-values.ts';
import type { IncidentEntry } from './incident-entries.ts';
import { missingPostmortems, postmortemDelay, reviewedIncidents } from './incident-reviews.ts';
import { percentile } from './percentile.ts';
import { repeatTrend } from './repeated-incidents.ts';
import { failureTrend, quartersImproved } from './trend-values.ts';
import { type Frame, metric } from './values.ts';
import { workingDaysBetween } from './working-days.ts';

const frame: Frame = {
  subject: 'shop',
  window: { from: '2026-04-01T00:00:00.000Z', to: '2026-06-30T00:00:00.000Z', days: 90 },
  timezone: 'UTC',
  definition: 'opsex/1',
  quietIsZero: false,
};

test.each([
  ['2026-06-01', '2026-06-05', 4],
  ['2026-06-05', '2026-06-08', 1],
  ['2026-06-06', '2026-06-07', 0],
  ['2026-06-05', '2026-06-05', 0],
  ['2026-06-01', '2026-06-15', 10],
])('working days from %s to %s', (from, to, days) => {
  expect(workingDaysBetween(from, to)).toBe(days);
});

test('percentiles lie between values', () => {
  expect(percentile([1, 2, 4, 9], 0.9)).toBeCloseTo(7.5);
  expect(percentile([], 0.9)).toBeNull();
});

test.each([
  ['all of the window', '2026-01-01T00:00:00.000Z', '2026-06-29T12:00:00.000Z', 90],
  ['from the first deployment on', '2026-06-20T12:00:00.000Z', '2026-06-29T12:00:00.000Z', 10],
  ['until events stopped coming in', '2026-01-01T00:00:00.000Z', '2026-04-10T12:00:00.000Z', 10],
  ['events stopped before the window', '2026-01-01T00:00:00.000Z', '2026-03-10T12:00:00.000Z', 0],
  ['no events', null, null, null],
])('days measured: %s', (_, first, last, days) => {
  expect(measuredDays(first, last, frame).value).toBe(days);
});

const quarter = (frequency: number | null, leadTime: number, failures: number, restore: number) => [
  metric(frame, 'deployment-frequency', frequency, 20),
  metric(frame, 'lead-time-median', leadTime, 20),
  metric(frame, 'change-failure-rate', failures, 20),
  metric(frame, 'mttr-median', restore, 5),
];

test.each([
  [
    'everything at its best stays best',
    [quarter(3, 20, 0.01, 10), quarter(3, 20, 0.01, 10), quarter(3, 20, 0.01, 10), quarter(3, 20, 0.01, 10)],
    3,
  ],
  [
    'one figure gets worse in a quarter',
    [quarter(1, 500, 0.2, 90), quarter(1.2, 400, 0.2, 90), quarter(1.4, 300, 0.3, 90), quarter(1.6, 200, 0.2, 80)],
    2,
  ],
  ['nothing moves', [quarter(1, 500, 0.2, 90), quarter(1, 500, 0.2, 90), quarter(1, 500, 0.2, 90), quarter(1, 500, 0.2, 90)], 0],
  ['three quarters are too few', [quarter(1, 500, 0.2, 90), quarter(2, 50, 0.01, 9), quarter(2, 50, 0.01, 9)], null],
  [
    'a quarter without record',
    [quarter(null, 500, 0.2, 90), quarter(2, 50, 0.01, 9), quarter(2, 50, 0.01, 9), quarter(2, 50, 0.01, 9)],
    null,
  ],
])('quarters that improved: %s', (_, quarters, value) => {
  expect(quartersImproved(quarters, frame).value).toBe(value);
});

test('the trend of failures is that of the last two quarters', () => {
  const trend = failureTrend([quarter(1, 1, 0.5, 1), quarter(1, 1, 0.2, 1), quarter(1, 1, 0.1, 1)], frame);
  expect(trend.value).toBeCloseTo(-0.1);
  expect(failureTrend([quarter(1, 1, 0.5, 1)], frame).value).toBeNull();
});

const incident = (id: string, began: string, more: Partial<IncidentEntry> = {}): IncidentEntry => ({
  source: 'pager',
  id,
  service: 'shop',
  severity: 1,
  title: 'Checkout fails',
  began: `${began}T10:00:00.000Z`,
  resolved: `${began}T11:00:00.000Z`,
  postmortem: null,
  url: null,
  ...more,
});
const written = (title: string, date: string, published = '') =>
  ({ kind: 'postmortem', fields: { title, date, published, drill: false } }) as unknown as Fact<'postmortem'>;
const now = new Date('2026-06-30T00:00:00.000Z');
const lacking = (incidents: readonly IncidentEntry[], postmortems: readonly Fact<'postmortem'>[] = [], isConnected = true) =>
  missingPostmortems(reviewedIncidents(incidents, postmortems, now), incidents, isConnected, frame).value;

test.each([
  ['a severe one without any', [incident('a', '2026-05-04')], [], 1],
  ['the record names one', [incident('a', '2026-05-04', { postmortem: 'https://wiki/1' })], [], 0],
  ['a document of its day', [incident('a', '2026-05-04')], [written('Checkout', '2026-05-04')], 0],
  ['a document that names it', [incident('INC-12', '2026-05-04')], [written('inc-12: checkout', '')], 0],
  ['one document for two incidents', [incident('a', '2026-05-04'), incident('b', '2026-05-05')], [written('Checkout', '2026-05-04')], 1],
  ['one that is a week old', [incident('a', '2026-06-24')], [], 0],
  ['one of lower severity', [incident('a', '2026-05-04', { severity: 2 })], [], 0],
  ['one that lasts', [incident('a', '2026-05-04', { resolved: null })], [], 0],
  ['one of unknown severity', [incident('a', '2026-05-04', { severity: null })], [], null],
] as const)('incidents without postmortem: %s', (_, incidents, postmortems, count) => {
  expect(lacking(incidents, postmortems)).toBe(count);
});

test('no incident of a source that is not connected is no proof', () => {
  expect(lacking([], [], false)).toBeNull();
});

test('the delay is counted in working days from the end of the incident', () => {
  const reviewed = reviewedIncidents([incident('a', '2026-05-08')], [written('Checkout', '2026-05-08', '2026-05-12')], now);
  expect(postmortemDelay(reviewed, frame)).toMatchObject({ value: 2, n: 1 });
});

test('repeats are alike but for numbers, and need two years of records', () => {
  const last = ['2026-01-01', '2026-02-01', '2026-03-01', '2026-04-01'].map((day, at) =>
    incident(`n${at}`, day, { title: `Cause ${'abcd'[at]}` }),
  );
  const before = ['2024-09-01', '2024-10-01'].map((day, at) => incident(`o${at}`, day, { title: `Disk full on host ${at}` }));
  expect(repeatTrend([...before, ...last], '2024-01-01T00:00:00.000Z', frame).value).toBe(-0.5);
  expect(repeatTrend([...before, ...last], '2025-09-01T00:00:00.000Z', frame).value).toBeNull();
});

const drift = (severity: string | null, detected_at: string, resolved_at: string | null) => ({
  source: 'plan',
  id: detected_at,
  root: 'infra',
  severity,
  detected_at,
  resolved_at,
});

test('drift has the time of its severity', () => {
  const rows = [
    drift('critical', '2026-06-01T00:00:00.000Z', '2026-06-01T03:00:00.000Z'),
    drift('high', '2026-06-02T00:00:00.000Z', '2026-06-04T00:00:00.000Z'),
    drift(null, '2026-06-03T00:00:00.000Z', null),
    drift('low', '2026-06-29T00:00:00.000Z', null),
  ];
  expect(driftWithinLimit(rows, frame)).toMatchObject({ value: 1 / 3, n: 3, excluded: { open_within_limit: 1 } });
});
