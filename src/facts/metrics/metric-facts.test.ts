import { expect, test } from 'vitest';
import { metricFacts } from './metric-facts.ts';
import { type Frame, metric } from './values.ts';

const frame: Frame = {
  subject: 'shop',
  window: { from: '2026-04-01T00:00:00.000Z', to: '2026-06-30T00:00:00.000Z', days: 90 },
  timezone: 'UTC',
  definition: 'opsex/1',
  quietIsZero: false,
};

test('a number with its events', () => {
  const [fact] = metricFacts([{ value: metric(frame, 'mttr-median', 42, 5), events: ['pager:1', 'pager:2'] }]);
  expect(fact).toMatchObject({
    kind: 'metric',
    fields: {
      name: 'mttr-median',
      known: true,
      quiet: false,
      value: 42,
      unit: 'minutes',
      n: 5,
      definition: 'opsex/1',
      windowDays: 90,
      basis: 'events',
    },
    origin: { kind: 'events', reference: 'pager:1, pager:2 and 3 more' },
    strength: 'observed',
    scope: { service: '' },
  });
});

test('null is never 0', () => {
  const [fact] = metricFacts([{ value: metric(frame, 'mttr-median', null, 0), events: [] }]);
  expect(fact?.fields).toMatchObject({ known: false, n: 0 });
  expect(fact?.origin).toEqual({ kind: 'events', reference: 'no event' });
});

test.each([
  ['events', 'observed'],
  ['releases', 'applied'],
  ['git', 'declared'],
  ['attested', 'declared'],
] as const)('what rests on %s is %s', (basis, strength) => {
  const [fact] = metricFacts([{ value: metric(frame, 'deployments', 3, 3, { basis }), events: [] }]);
  expect(fact?.strength).toBe(strength);
});
