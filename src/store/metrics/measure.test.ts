import { afterEach, describe, expect, test } from 'vitest';
import { type MeasureRequest, measure } from '../../measure.ts';
import type { MetricName } from '../../model/metric-names.ts';
import type { Database } from '../database.ts';
import { storeEvents } from '../merge-events.ts';
import { openStore } from '../open-store.ts';
import { engines } from '../testing.ts';
import { assignFirstDeployments } from './assign-first-deployments.ts';

/** Monday 2026-06-01 is day 0. */
const at = (day: number, clock = '10:00') => `2026-06-${String(day + 1).padStart(2, '0')}T${clock}:00.000Z`;
const request: MeasureRequest = {
  subjects: 'services',
  environment: 'production',
  window: { from: new Date(at(0, '00:00')), to: new Date(at(28, '00:00')) },
  asOf: new Date(at(28, '00:00')),
  zone: 'UTC',
  unit: 'week',
  definition: 'opsex/1',
  linkHours: 24,
};
const deployment = (id: string, succeeded_at: string, more: object = {}) => ({
  source: 'ci',
  id,
  service: 'shop',
  environment: 'production',
  production: true,
  succeeded_at,
  ...more,
});
const incident = (id: string, started_at: string | null, resolved_at: string | null, more: object = {}) => ({
  source: 'pager',
  id,
  service: 'shop',
  service_at: at(0),
  started_at,
  resolved_at,
  ...more,
});

describe.each(engines)('%s', (_, newAddress) => {
  let store: Database | undefined;

  afterEach(async () => {
    await store?.close();
    store = undefined;
  });

  async function stored(events: {
    deployment?: object[];
    incident?: object[];
    change?: object[];
    page?: object[];
    toil?: object[];
    drift?: object[];
  }) {
    store = await openStore(await newAddress());
    for (const [kind, rows] of Object.entries(events)) await storeEvents(store, kind as 'deployment', rows as never);
    await assignFirstDeployments(store, { environment: 'production', productionNames: [], outdone: [] });
    return store;
  }

  async function valuesOf(database: Database, subject: string, changes: Partial<MeasureRequest> = {}) {
    const all = await measure(database, { ...request, ...changes });
    const found = all.find(each => each.subject === subject);
    return (name: MetricName) => found?.values.find(value => value.name === name);
  }

  test('deployments, their frequency and days', async () => {
    const database = await stored({
      deployment: [
        deployment('1', at(0)),
        deployment('2', at(0, '23:30')),
        deployment('3', at(3)),
        deployment('4', at(8)),
        deployment('5', at(9), { production: null, environment: 'prod-eu' }),
        deployment('6', at(9), { production: false, environment: 'staging' }),
        deployment('7', at(9), { succeeded_at: null, failed_at: at(9) }),
        deployment('8', at(28, '00:00')),
        deployment('9', at(10), { service: 'web' }),
      ],
    });
    const shop = await valuesOf(database, 'shop');
    expect(shop('deployments')).toMatchObject({
      value: 5,
      n: 5,
      unit: 'count',
      window: { days: 28 },
      timezone: 'UTC',
      definition: 'opsex/1',
    });
    expect(shop('deployment-frequency')?.value).toBeCloseTo(5 / 28);
    expect(shop('deployment-days-per-week')).toMatchObject({ value: 1, n: 4 }); // 2, 2, 0, 0
    expect((await valuesOf(database, ''))('deployments')?.value).toBe(6);
    const firstWeek = { window: { from: new Date(at(0, '00:00')), to: new Date(at(7, '00:00')) } };
    expect((await valuesOf(database, 'shop', firstWeek))('deployment-days-per-week')).toMatchObject({ value: 2, n: 1 });
    const inBerlin = { zone: 'Europe/Berlin', window: { from: new Date('2026-05-31T22:00Z'), to: new Date('2026-06-07T22:00Z') } };
    expect((await valuesOf(database, 'shop', inBerlin))('deployment-days-per-week')).toMatchObject({ value: 3, n: 1 }); // one late in the evening
  });

  test('lead times by the graph: a baseline has none, a negative span is left out, what waits is counted', async () => {
    const repository = 'example.org/acme/shop';
    const change = (sha: string, parents: string, committed_at: string, more: object = {}) => ({
      repository,
      sha,
      parents,
      committed_at,
      ...more,
    });
    const database = await stored({
      change: [
        change('a', '', at(0)),
        change('b', 'a', at(1)),
        change('c', 'b', at(2)),
        change('d', 'c', at(9)),
        change('e', 'd', at(20)),
        change('f', 'e', at(21), { pull_request: 7, opened_at: at(21) }),
      ],
      deployment: [
        deployment('1', at(1), { repository, sha: 'a' }),
        deployment('2', at(3), { repository, sha: 'c' }),
        deployment('3', at(4), { repository, sha: 'b', kind: 'rollback' }),
        deployment('4', at(5), { repository, sha: 'c' }),
        deployment('5', at(8), { repository, sha: 'd' }),
      ],
    });
    const shop = await valuesOf(database, 'shop');
    expect(shop('lead-time-median')).toMatchObject({ value: 36 * 60, n: 2, excluded: { baseline: 1, negative: 1 } });
    expect(shop('lead-time-p90')?.value).toBeCloseTo(45.6 * 60);
    expect(shop('undeployed-commits')).toMatchObject({ value: 1 });
    expect(shop('undeployed-age')?.value).toBeCloseTo(7 * 24 + 14);
  });

  test('failures: linked by name, by time within the window, by rollback and hotfix; young deployments are pending', async () => {
    const database = await stored({
      deployment: [
        deployment('1', at(0)),
        deployment('2', at(1), { sha: 'abc' }),
        deployment('3', at(2)),
        deployment('4', at(4)),
        deployment('5', at(4, '10:30'), { kind: 'rollback' }),
        deployment('6', at(10)),
        deployment('7', at(27, '12:00')),
        deployment('8', at(12), { service: 'web' }),
      ],
      incident: [
        incident('at the very end', at(0), at(0, '10:40')),
        incident('by commit', at(9), at(9, '11:00'), { caused_by: 'abc' }),
        incident('a day and a minute', at(3, '10:01'), at(3, '11:00')),
        incident('open again', at(10, '12:00'), at(10, '13:00'), { reopened_at: at(10, '14:00') }),
        incident('of another service', at(12, '10:05'), at(12, '10:20'), { service: 'api' }),
        incident('by id over services', at(12, '10:05'), at(12, '10:20'), { service: 'api', caused_by: '8', source: 'ci' }),
      ],
    });
    const shop = await valuesOf(database, 'shop');
    // 1 (at its end), 2 (named, days later), 4 (rolled back), 6 (open incident); not 3; 7 is pending
    expect(shop('change-failure-rate')).toMatchObject({
      value: 4 / 6,
      n: 6,
      excluded: { pending: 1 },
      confidence: { links: (1 + 3 * 0.5) / 4 },
    });
    // 40 minutes, 8 days and an hour, 30 minutes
    expect(shop('failed-change-recovery')).toMatchObject({ value: 40, n: 3, excluded: { not_recovered: 1 } });
    expect(shop('mttr-median')).toMatchObject({ value: 59, n: 3 });
    expect(shop('rework-rate')).toMatchObject({ value: 1 / 7, n: 7 });
    expect((await valuesOf(database, 'web'))('change-failure-rate')).toMatchObject({ value: 1, n: 1, confidence: { links: 1 } });
    expect((await valuesOf(database, ''))('change-failure-rate')).toMatchObject({ value: 5 / 7, n: 7 });
  });

  test('times to restore: the start falls back to detection, what ends before it begins is left out', async () => {
    const database = await stored({
      incident: [
        incident('1', at(1), at(1, '11:00')),
        incident('2', null, at(2, '10:20'), { detected_at: at(2) }),
        incident('3', at(3), at(3, '09:00')),
        incident('4', null, at(4)),
        incident('5', at(5), at(5, '19:00')),
        incident('6', at(6), null),
        incident('7', '2026-05-01T10:00:00Z', '2026-05-01T11:00:00Z'),
      ],
    });
    const shop = await valuesOf(database, 'shop');
    const rest = { n: 3, excluded: { negative: 1, no_start: 1 }, assumed: { start_from_detection: 1 } };
    expect(shop('mttr-median')).toMatchObject({ value: 60, ...rest });
    expect(shop('mttr-mean')?.value).toBeCloseTo((60 + 20 + 540) / 3);
    expect(shop('mttr-p90')?.value).toBeCloseTo(60 + 0.8 * 480);
  });

  test('pages, toil and drift', async () => {
    const page = (id: string, engineer: string | null, paged_at: string) => ({ source: 'pager', id, service: 'shop', engineer, paged_at });
    const database = await stored({
      page: [page('1', 'ann', at(0)), page('2', 'ann', at(1)), page('3', 'bob', at(2)), page('4', null, at(3)), page('5', 'ann', at(15))],
      toil: [
        { source: 'csv', id: '1', team: 'payments', week: at(0), toil_hours: 10, total_hours: 40 },
        { source: 'csv', id: '2', team: 'payments', week: at(7), toil_hours: 2, total_hours: 40 },
        { source: 'csv', id: '3', team: 'payments', week: at(14), toil_hours: 2, total_hours: null },
      ],
      drift: [
        { source: 'plan', id: '1', root: 'network', detected_at: at(26), resolved_at: null },
        { source: 'plan', id: '2', root: 'network', detected_at: at(1), resolved_at: at(2) },
      ],
    });
    const shop = await valuesOf(database, 'shop');
    expect(shop('pages-per-engineer-week')).toMatchObject({ value: 0.5, n: 4, excluded: { without_engineer: 1 } }); // 1.5, 0, 1, 0
    const team = await valuesOf(database, 'payments', { subjects: [{ name: 'payments', services: ['shop'] }] });
    expect(team('toil-share')).toMatchObject({ value: 0.15, n: 2, excluded: { incomplete: 1 } });
    expect((await valuesOf(database, '', { subjects: [] }))('drift-open-hours')).toMatchObject({ value: 38, n: 2 });
  });

  test('nothing is null, not 0; a quiet service counts 0 only when it was known and others show life', async () => {
    const database = await stored({ deployment: [deployment('1', '2026-05-20T10:00:00Z'), deployment('2', at(3), { service: 'web' })] });
    const values = async (subject: string) => {
      const read = await valuesOf(database, subject, {
        subjects: [
          { name: 'shop', services: ['shop'] },
          { name: 'new', services: ['new'] },
        ],
      });
      return (['deployments', 'deployment-frequency', 'change-failure-rate', 'lead-time-median', 'mttr-median'] as const).map(
        name => read(name)?.value,
      );
    };
    expect(await values('shop')).toEqual([0, 0, null, null, null]);
    expect(await values('new')).toEqual([null, null, null, null, null]);
  });

  test('as DevLake counts: requests, pipelines, incidents of any age', async () => {
    const repository = 'example.org/acme/shop';
    const ofRequest = { pull_request: 7, opened_at: at(2), merged_at: at(3) };
    const database = await stored({
      change: [
        { repository, sha: 'a', parents: '' },
        { repository, sha: 'w', authored_at: at(1), pull_request: 7 },
        { repository, sha: 'b', parents: 'a', ...ofRequest },
      ],
      deployment: [
        deployment('1', at(0), { repository, sha: 'a', pipeline: 'p1' }),
        deployment('2', at(4), { repository, sha: 'b', pipeline: 'p2' }),
        deployment('3', at(4, '11:00'), { pipeline: 'p2' }),
      ],
      incident: [
        incident('much later', at(20), at(20, '11:00'), { created_at: at(20) }),
        incident('too', at(21), null, { created_at: at(21) }),
      ],
    });
    const shop = await valuesOf(database, 'shop', { definition: 'devlake/2023' });
    expect(shop('deployments')).toMatchObject({ value: 2, n: 2, definition: 'devlake/2023' });
    expect(shop('lead-time-median')).toMatchObject({ value: 3 * 24 * 60, n: 1 }); // a day each: coding, open, waiting
    expect(shop('change-failure-rate')).toMatchObject({ value: 0.5, n: 2, confidence: { links: 0.5 } });
    expect(shop('failed-change-recovery')).toMatchObject({ value: 16 * 24 * 60, n: 1 });
    expect(shop('mttr-median')).toMatchObject({ value: 60, n: 1 });
    expect(shop('mttr-p90')).toBeUndefined();
  });

  test('periods of each kind in a zone', async () => {
    const database = await stored({
      deployment: [deployment('1', at(0)), deployment('2', '2026-06-30T22:30:00Z'), deployment('3', '2026-08-01T10:00:00Z')],
    });
    const counts = async (unit: MeasureRequest['unit']) => {
      const window = { from: new Date('2026-05-31T22:00:00Z'), to: new Date('2026-08-31T22:00:00Z') };
      const [shop] = await measure(database, {
        ...request,
        subjects: [{ name: 'shop', services: ['shop'] }],
        unit,
        window,
        asOf: window.to,
        zone: 'Europe/Berlin',
      });
      return shop?.periods.map(({ period, values }) => `${period.label} ${values[0]?.value}`).filter(line => !line.endsWith(' 0'));
    };
    expect(await counts('month')).toEqual(['2026-06 1', '2026-07 1', '2026-08 1']);
    expect(await counts('quarter')).toEqual(['2026-Q2 1', '2026-Q3 2']);
    expect(await counts('week')).toEqual(['2026-W23 1', '2026-W27 1', '2026-W31 1']);
  });
});
