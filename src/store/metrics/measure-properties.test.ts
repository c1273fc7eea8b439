import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Measured, type MeasureRequest, measure } from '../../measure.ts';
import type { MetricName } from '../../model/metric-names.ts';
import type { Database } from '../database.ts';
import { storeEvents } from '../merge-events.ts';
import { openStore } from '../open-store.ts';
import { engines } from '../testing.ts';
import {
  arbitraryEvents,
  type Delivery,
  days,
  deliveriesOf,
  type Events,
  inOtherDeliveries,
  quarterHour,
  start,
  timeAt,
} from './arbitrary-events.ts';
import { assignFirstDeployments } from './assign-first-deployments.ts';

const end = start + days * 86_400_000;
const request: MeasureRequest = {
  subjects: 'services',
  environment: 'production',
  window: { from: new Date(start), to: new Date(end) },
  asOf: new Date(end + 30 * 86_400_000),
  zone: 'UTC',
  unit: 'week',
  definition: 'opsex/1',
  linkHours: 24,
};
const runs = { seed: 5, numRuns: 5 };
const patience = 120_000;

describe.each(engines)('%s', (_, newAddress) => {
  let store: Database;

  beforeAll(async () => {
    store = await openStore(await newAddress());
  });
  afterAll(() => store.close());

  async function measured(bundles: readonly (readonly Delivery[])[], changes: Partial<MeasureRequest> = {}): Promise<readonly Measured[]> {
    for (const table of ['change', 'deployment', 'incident', 'first_deployment', 'first_deployment_state'])
      await store.run(`delete from ${table}`);
    for (const bundle of bundles)
      for (const kind of new Set(bundle.map(([each]) => each)))
        await storeEvents(
          store,
          kind,
          bundle.filter(([each]) => each === kind).map(([, row]) => row),
        );
    await assignFirstDeployments(store, { environment: 'production', productionNames: [], outdone: [] });
    return measure(store, { ...request, ...changes });
  }

  const ofAll = (events: Events, changes: Partial<MeasureRequest> = {}) => measured([deliveriesOf(events)], changes);

  test('deliveries may come twice, in any order, in parts and in any bundles', { timeout: patience }, async () => {
    const cases = arbitraryEvents.chain(events => fc.tuple(fc.constant(events), inOtherDeliveries(events)));
    await fc.assert(
      fc.asyncProperty(cases, fc.constantFrom('opsex/1' as const, 'devlake/2023' as const), async ([events, bundles], definition) => {
        expect(await measured(bundles, { definition })).toEqual(await ofAll(events, { definition }));
      }),
      runs,
    );
  });

  test('all moved by some hours gives the same durations and counts; a zone moves days only', { timeout: patience }, async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryEvents, fc.integer({ min: -14, max: 14 }), async (events, hours) => {
        const here = summary(await ofAll(events));
        const elsewhere = { from: new Date(start + hours * 3_600_000), to: new Date(end + hours * 3_600_000) };
        expect(summary(await ofAll(moved(events, hours * 3_600_000), { window: elsewhere }))).toEqual(here);
        expect(summary(await ofAll(events, { zone: hours < 0 ? 'America/New_York' : 'Asia/Tokyo' }))).toEqual(here);
      }),
      runs,
    );
  });

  test('a service counts the same alone and beside others, and all together are their sum', { timeout: patience }, async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryEvents, async events => {
        const together = await ofAll(withoutCauses(events));
        for (const service of ['shop', 'web']) {
          const [, alone] = await ofAll(only(withoutCauses(events), service));
          expect(summary([alone])).toEqual(summary(together.filter(each => each.subject === service)));
        }
        const count = (name: string) =>
          together
            .filter(each => (each.subject === '') === (name === ''))
            .reduce((sum, each) => sum + (valueIn(each, 'deployments') ?? 0), 0);
        expect(count('')).toBe(count('parts'));
      }),
      runs,
    );
  });

  test('counts, rates and times are those of the definition, computed plainly', { timeout: patience }, async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryEvents, async events => {
        const [all] = await ofAll(events);
        const failed = new Set([...linked(events), ...remedied(events)]);
        const inWindow = events.deployment.map(each => String(each.id));
        expect(valueIn(all, 'deployments') ?? 0).toBe(inWindow.length);
        expect(valueIn(all, 'change-failure-rate')).toEqual(
          inWindow.length === 0 ? null : expect.closeTo(failed.size / inWindow.length, 9),
        );
        const times = events.incident
          .flatMap(each => (each.resolved_at && Date.parse(String(each.resolved_at)) < end ? [minutesOf(each)] : []))
          .sort((a, b) => a - b); // prettier-ignore
        const middle = ((times[times.length >> 1] ?? 0) + (times[(times.length - 1) >> 1] ?? 0)) / 2;
        expect(valueIn(all, 'mttr-median')).toEqual(times.length === 0 ? null : expect.closeTo(middle, 6));
      }),
      { ...runs, numRuns: 12 },
    );
  });

  test('a rollback to an earlier commit changes no lead time', { timeout: patience }, async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryEvents, fc.nat(), fc.integer({ min: 0, max: 300 }), async (events, which, later) => {
        const target = events.deployment[which % Math.max(1, events.deployment.length)];
        if (!target) return;
        const at = new Date(Math.min(end - quarterHour, Date.parse(String(target.succeeded_at)) + later * quarterHour)).toISOString();
        const rollback = { ...target, id: 'z-rollback', kind: 'rollback', started_at: at, succeeded_at: at };
        const lead = (all: readonly Measured[]) =>
          all.map(each =>
            each.values
              .filter(({ name }) => name.startsWith('lead-time'))
              .map(({ name, value, n }) => ({ subject: each.subject, name, value, n })),
          );
        expect(lead(await ofAll({ ...events, deployment: [...events.deployment, rollback] }))).toEqual(lead(await ofAll(events)));
      }),
      runs,
    );
  });

  test('an incident belongs to a deployment from its very finish to the end of the hours after it', { timeout: patience }, async () => {
    const offset = fc.oneof(
      fc.constantFrom(-1, 0, 1, 96 * quarterHour, 96 * quarterHour + 1),
      fc.integer({ min: -quarterHour, max: 100 * quarterHour }),
    );
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 10, max: 1000 }), offset, async (step, after) => {
        const finished = timeAt(step);
        const began = new Date(Date.parse(finished) + after).toISOString();
        const [all] = await measured([
          [
            ['deployment', { source: 'ci', id: '1', service: 'shop', production: true, succeeded_at: finished }],
            ['incident', { source: 'pager', id: '1', service: 'shop', service_at: began, started_at: began }],
          ],
        ]);
        expect(valueIn(all, 'change-failure-rate')).toBe(after >= 0 && after <= 24 * 3_600_000 ? 1 : 0);
      }),
      { ...runs, numRuns: 10 },
    );
  });

  test('an empty window, and one before everything, measure nothing', { timeout: patience }, async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryEvents, fc.integer({ min: 0, max: days }), async (events, day) => {
        const at = new Date(start + day * 86_400_000);
        const early = { from: new Date(start - 60 * 86_400_000), to: new Date(start - 30 * 86_400_000) };
        for (const window of [{ from: at, to: at }, early])
          for (const { values } of await ofAll(events, { window, definition: 'devlake/2023' }).then(async all => [
            ...all,
            ...(await measure(store, { ...request, window })),
          ]))
            for (const { name, value, n } of values.filter(each => each.name !== 'rework-rate'))
              expect({ name, n, value: value || null }).toEqual({ name, n: 0, value: null });
      }),
      { ...runs, numRuns: 4 },
    );
  });
});

function valueIn(measuredSubject: Measured | undefined, name: MetricName): number | null | undefined {
  return measuredSubject?.values.find(value => value.name === name)?.value;
}

const exact: readonly MetricName[] = [
  'deployments',
  'change-failure-rate',
  'failed-change-recovery',
  'lead-time-median',
  'lead-time-p90',
  'mttr-median',
  'rework-rate',
];

/** What does not depend on days. */
function summary(all: readonly (Measured | undefined)[]) {
  return all.map(each => ({
    subject: each?.subject,
    values: (each?.values ?? [])
      .filter(({ name }) => exact.includes(name))
      .map(({ name, value, n, excluded }) => ({ name, value, n, excluded })),
  }));
}

function moved(events: Events, by: number): Events {
  const row = (each: Events['change'][number]) =>
    Object.fromEntries(
      Object.entries(each).map(([name, value]) => [
        name,
        name.endsWith('_at') && value ? new Date(Date.parse(String(value)) + by).toISOString() : value,
      ]),
    );
  return { change: events.change.map(row), deployment: events.deployment.map(row), incident: events.incident.map(row) };
}

function withoutCauses(events: Events): Events {
  return { ...events, incident: events.incident.map(each => ({ ...each, caused_by: null })) };
}

function only(events: Events, service: string): Events {
  return {
    change: events.change,
    deployment: events.deployment.filter(each => each.service === service),
    incident: events.incident.filter(each => each.service === service),
  };
}

/** The deployments that incidents name, or that were the last of the service in the day before one. */
function linked({ deployment, incident }: Events): readonly string[] {
  return incident.flatMap(each => {
    const named = deployment.find(({ id, service }) => id === each.caused_by && service === each.service);
    return named ? [String(named.id)] : lastBefore(deployment, each.service, Date.parse(String(each.started_at)), () => true);
  });
}

/** The deployments before a rollback or hotfix of their service, in the day before it. */
function remedied({ deployment }: Events): readonly string[] {
  return deployment
    .filter(({ kind }) => kind !== 'normal')
    .flatMap(remedy => {
      const at = Date.parse(String(remedy.succeeded_at));
      return lastBefore(
        deployment,
        remedy.service,
        at,
        each => Date.parse(String(each.succeeded_at)) < at || String(each.id) < String(remedy.id),
      );
    });
}

function lastBefore(
  deployment: Events['deployment'],
  service: unknown,
  at: number,
  counts: (each: Events['deployment'][number]) => boolean,
): readonly string[] {
  const before = deployment
    .filter(each => each.service === service && counts(each))
    .map(each => ({ id: String(each.id), time: Date.parse(String(each.succeeded_at)) }))
    .filter(({ time }) => time <= at && at - time <= 24 * 3_600_000)
    .sort((a, b) => a.time - b.time || (a.id < b.id ? -1 : 1));
  const last = before.at(-1);
  return last ? [last.id] : [];
}

function minutesOf(incident: Events['incident'][number]): number {
  return (Date.parse(String(incident.resolved_at)) - Date.parse(String(incident.started_at))) / 60_000;
}
