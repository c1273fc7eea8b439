import { afterEach, describe, expect, test } from 'vitest';
import { type OutcomeRequest, readOutcomes } from '../../../measuring/outcomes/read-outcomes.ts';
import type { MetricName } from '../../../model/metric-names.ts';
import type { Database } from '../../database.ts';
import { storeEvents } from '../../merge-events.ts';
import { openStore } from '../../open-store.ts';
import { engines } from '../../testing.ts';
import { workloadServices } from './workload-services.ts';

const asOf = new Date('2026-06-30T00:00:00.000Z');
const ago = (days: number, hours = 0) => new Date(asOf.getTime() - days * 86_400_000 + hours * 3_600_000).toISOString();
const deployment = (id: string, days: number, more: object = {}) => ({
  source: 'ci',
  id,
  service: 'shop',
  environment: 'production',
  production: true,
  repository: 'forge.example/acme/shop',
  sha: `${id}`.padStart(40, '0'),
  pipeline: `run-${id}`,
  started_at: ago(days, 9.5),
  succeeded_at: ago(days, 10),
  ...more,
});
const change = (id: string, days: number, parent: string | null, more: object = {}) => ({
  repository: 'forge.example/acme/shop',
  sha: id.padStart(40, '0'),
  parents: parent === null ? '' : parent.padStart(40, '0'),
  committed_at: ago(days, 8),
  ...more,
});
const request: OutcomeRequest = {
  workload: 'shop',
  services: ['shop'],
  alone: true,
  roots: ['infra/prod'],
  postmortems: [],
  asOf,
  zone: 'UTC',
};

describe.each(engines)('%s', (_, newAddress) => {
  let store: Database | undefined;
  afterEach(async () => {
    await store?.close();
    store = undefined;
  });

  async function filled() {
    store = await openStore(await newAddress());
    const days = Array.from({ length: 400 }, (_, at) => 400 - at);
    await storeEvents(
      store,
      'deployment',
      days.map(day => deployment(String(day), day, day === 20 ? { kind: 'rollback', remedies: '21' } : day === 10 ? { pipeline: '' } : {})),
    );
    await storeEvents(store, 'deployment', [deployment('other', 3, { service: 'cart', repository: 'forge.example/acme/cart' })]);
    await storeEvents(
      store,
      'change',
      days.map(day => change(String(day), day, day === 400 ? null : String(day + 1), { pull_request: day % 2 === 0 ? day : null })),
    );
    await storeEvents(
      store,
      'incident',
      [800, 300, 60, 40, 30].map(day => ({
        source: 'pager',
        id: `INC-${day}`,
        service: 'shop',
        service_at: ago(day),
        severity: 1,
        severity_at: ago(day),
        title: 'Disk full',
        started_at: ago(day, 12),
        resolved_at: ago(day, 13),
      })),
    );
    await storeEvents(store, 'page', [{ source: 'pager', id: 'p1', service: 'shop', engineer: 'ada', paged_at: ago(20) }]);
    await storeEvents(
      store,
      'toil',
      Array.from({ length: 40 }, (_, at) => ({
        source: 'survey',
        id: `w${at}`,
        team: 'shop',
        week: ago(280 - at * 7),
        toil_hours: 40 - at,
        total_hours: 160,
      })),
    );
    await storeEvents(store, 'drift', [
      { source: 'plan', id: 'x', root: 'acme/shop/infra/prod', severity: 'high', detected_at: ago(9), resolved_at: ago(8) },
      { source: 'plan', id: 'y', root: 'elsewhere', severity: 'high', detected_at: ago(9), resolved_at: null },
    ]);
    return store;
  }

  async function outcomes(changes: Partial<OutcomeRequest> = {}) {
    const found = await readOutcomes(await filled(), { ...request, ...changes });
    const names = found.map(each => each.value.name);
    expect(new Set(names).size).toBe(names.length);
    return (name: MetricName) => found.find(each => each.value.name === name);
  }

  test('what events tell of a workload, with the events that say most', async () => {
    const of = await outcomes();
    expect(of('deployments-per-week')?.value).toMatchObject({ value: 7, excluded: { rollback: 1 } });
    expect(of('deployments-per-week')?.events).toEqual(['ci:1', 'ci:2', 'ci:3']);
    expect(of('measured-days')?.value.value).toBe(90);
    expect(of('rollback-duration')).toMatchObject({ value: { value: 30, n: 1 }, events: ['ci:20'] });
    expect(of('deployments-outside-pipeline')).toMatchObject({ value: { value: 1 }, events: ['ci:10'] });
    expect(of('lead-time-median')?.value.value).toBe(120);
    expect(of('linked-change-share')?.value.value).toBeCloseTo(0.5, 1);
    expect(of('change-failure-rate')).toMatchObject({ value: { n: 89 } });
    expect(of('mttr-median')).toMatchObject({ value: { value: 60, n: 3 } });
    expect(of('incidents-without-postmortem')).toMatchObject({
      value: { value: 3, window: { days: 183 } },
      events: ['pager:INC-60', 'pager:INC-40', 'pager:INC-30'],
    });
    expect(of('toil-weeks-recorded')?.value.value).toBe(12);
    expect(of('toil-trend')?.value.value).toBeLessThan(0);
    expect(of('dora-quarters-improved')?.value.n).toBe(3);
    expect(of('drift-open-hours')?.value.value).toBeGreaterThan(200);
  });

  test('the pipeline of a commit ends with its last run; what failed, waited for people or is open does not count', async () => {
    const database = await filled();
    const run = (id: string, sha: string, from: number, to: number | null, more: object = {}) => ({
      source: 'ci',
      id,
      service: 'shop',
      repository: 'forge.example/acme/shop',
      sha: sha.repeat(40),
      branch: 'main',
      pipeline: id,
      created_at: ago(5, from / 60),
      succeeded_at: to === null ? null : ago(5, to / 60),
      ...more,
    });
    await storeEvents(database, 'deployment', [deployment('waited', 5, { pipeline: 'w', created_at: ago(5, 2), started_at: ago(5, 3) })]);
    await storeEvents(database, 'run', [
      run('a1', 'a', 0, 10),
      run('a2', 'a', 2, 14),
      run('b1', 'b', 0, 600, { seconds: 360 }),
      run('c1', 'c', 0, 3),
      run('c2', 'c', 0, null, { failed_at: ago(5, 0.1) }),
      run('d1', 'd', 0, null),
      run('w', 'e', 0, 90),
      run('t1', 'f', 0, 1, { branch: 'topic' }),
      run('o1', '0', 0, 1, { service: 'cart' }),
    ]);
    const found = await readOutcomes(database, request);
    expect(found.find(each => each.value.name === 'pipeline-duration-median')).toMatchObject({
      value: { value: 10, n: 2, excluded: { failed: 1, unfinished: 1, approval: 1 } },
    });
  });

  test('where the store is shared, toil and drift need a team and a root', async () => {
    const of = await outcomes({ alone: false });
    expect(of('toil-share')?.value.value).toBeNull();
    expect(of('drift-open-hours')?.value).toMatchObject({ value: 0, n: 1 });
    expect((await outcomes({ alone: false, team: 'Shop' }))('toil-share')?.value.value).toBeGreaterThan(0);
  });

  test('services are named, else deployed from the repository, else called so', async () => {
    const database = await filled();
    const names = { asked: [], repositories: [], names: [] };
    const found = async (more: object) => {
      const { services, by } = await workloadServices(database, { ...names, ...more });
      return [...services, by];
    };
    expect(await found({ asked: ['CART'], repositories: ['forge.example/acme/shop'] })).toEqual(['cart', 'named']);
    expect(await found({ repositories: ['forge.example/acme/shop'], names: ['cart'] })).toEqual(['shop', 'repository']);
    expect(await found({ repositories: ['forge.example/acme/x'], names: ['Shop'] })).toEqual(['shop', 'name']);
    expect(await found({ names: ['x'] })).toEqual(['none']);
  });
});
