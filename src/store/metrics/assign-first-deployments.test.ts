import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Database } from '../database.ts';
import { storeEvents } from '../merge-events.ts';
import { openStore } from '../open-store.ts';
import { engines } from '../testing.ts';
import { assignFirstDeployments } from './assign-first-deployments.ts';

const time = (minute: number) => new Date(Date.UTC(2026, 5, 1, 0, minute)).toISOString();
const production = { environment: 'production', productionNames: [], outdone: [] };
const repository = 'example.org/acme/shop';

const commit = (sha: string, parents: string, minute: number) => ({ repository, sha, parents, committed_at: time(minute) });
const deployed = (id: string, sha: string, minute: number, more: object = {}) => ({
  source: 'ci',
  id,
  service: 'shop',
  environment: 'production',
  production: true,
  repository,
  sha,
  succeeded_at: time(minute),
  ...more,
});

const firsts = async (store: Database) => {
  const rows = await store.query('select sha, id, baseline from first_deployment order by sha');
  return rows.map(row => `${row.sha} ${row.id}${row.baseline ? ' baseline' : ''}`);
};

describe.each(engines)('%s', (_, newAddress) => {
  test('commits go to the first deployment that contained them, new ones to new deployments', async () => {
    const store = await openStore(await newAddress());
    await storeEvents(store, 'change', [commit('a', '', 0), commit('b', 'a', 1), commit('c', 'b', 2), commit('x', 'a', 2)]);
    await storeEvents(store, 'deployment', [deployed('1', 'b', 10), deployed('2', 'c', 20), deployed('3', 'b', 30, { kind: 'rollback' })]);
    expect(await assignFirstDeployments(store, production)).toEqual({ groups: 1, anew: 1, commits: 3 });
    expect(await firsts(store)).toEqual(['a 1 baseline', 'b 1 baseline', 'c 2']);
    expect(await assignFirstDeployments(store, production)).toEqual({ groups: 0, anew: 0, commits: 0 });
    await storeEvents(store, 'change', [commit('d', 'c x', 40), commit('e', 'd', 41)]);
    await storeEvents(store, 'deployment', [deployed('4', 'd', 50), deployed('5', 'unknown', 60)]);
    expect(await assignFirstDeployments(store, production)).toEqual({ groups: 1, anew: 0, commits: 2 });
    expect(await firsts(store)).toEqual(['a 1 baseline', 'b 1 baseline', 'c 2', 'd 4', 'x 4']);
    await store.close();
  });

  test.each([
    ['a deployment that comes late', 'deployment', [deployed('0', 'b', 5)], ['a 0 baseline', 'b 0 baseline', 'c 2']],
    ['an earlier success', 'deployment', [deployed('2', 'c', 8)], ['a 2 baseline', 'b 2 baseline', 'c 2 baseline']],
    [
      'commits below those that are known',
      'change',
      [commit('a', 'z', 0), commit('z', '', 0)],
      ['a 1 baseline', 'b 1 baseline', 'c 2', 'z 1 baseline'],
    ],
    ['the commit of an old deployment', 'change', [commit('m', 'b', 3)], ['a 1 baseline', 'b 1 baseline', 'c 2', 'm 1b']],
  ] as const)('%s moves what it must', async (_title, kind, rows, expected) => {
    const store = await openStore(await newAddress());
    await storeEvents(store, 'change', [commit('a', '', 0), commit('b', 'a', 1), commit('c', 'b', 2)]);
    await storeEvents(store, 'deployment', [deployed('1', 'b', 10), deployed('1b', 'm', 12), deployed('2', 'c', 20)]);
    await assignFirstDeployments(store, production);
    await storeEvents(store, kind, rows);
    expect(await assignFirstDeployments(store, production)).toMatchObject({ anew: 1 });
    expect(await firsts(store)).toEqual(expected);
    await store.close();
  });

  test('repositories go by other names in deployments, services and environments are apart', async () => {
    const store = await openStore(await newAddress());
    await storeEvents(store, 'change', [commit('a', '', 0), commit('b', 'a', 1)]);
    await storeEvents(store, 'deployment', [
      deployed('1', 'a', 10, { repository: 'acme/shop' }),
      deployed('2', 'b', 20, { repository: null }),
      deployed('3', 'b', 5, { environment: 'staging', production: false }),
      deployed('4', 'b', 30, { service: 'web', environment: 'prod-eu', production: null }),
      deployed('5', 'b', 4, { succeeded_at: null, failed_at: time(4) }),
    ]);
    await assignFirstDeployments(store, { environment: 'production', productionNames: ['prod-eu'], outdone: [] });
    expect(await firsts(store)).toEqual(['a 1 baseline', 'a 4 baseline', 'b 2', 'b 4 baseline']);
    await assignFirstDeployments(store, { environment: 'staging', productionNames: [], outdone: [] });
    expect(await store.query("select distinct id from first_deployment where environment = 'staging'")).toEqual([{ id: '3' }]);
    await store.run("update deployment set service = 'store' where service = 'web'");
    await assignFirstDeployments(store, { environment: 'production', productionNames: ['prod-eu'], outdone: [] });
    expect(await store.query("select distinct service from first_deployment where environment = 'production' order by service")).toEqual([
      { service: 'shop' },
      { service: 'store' },
    ]);
    await store.close();
  });

  test('a commit time that comes later is taken over', async () => {
    const store = await openStore(await newAddress());
    await storeEvents(store, 'change', [{ repository, sha: 'a', parents: '' }]);
    await storeEvents(store, 'deployment', [deployed('1', 'a', 10)]);
    await assignFirstDeployments(store, production);
    await storeEvents(store, 'change', [commit('a', '', 3)]);
    await assignFirstDeployments(store, production);
    expect(await store.query('select committed_at, deployed_at from first_deployment')).toEqual([
      { committed_at: time(3), deployed_at: time(10) },
    ]);
    await store.close();
  });

  test('whatever comes in which order, the outcome is that of all at once', async () => {
    const history = fc
      .array(fc.uniqueArray(fc.nat(), { maxLength: 2 }), { minLength: 1, maxLength: 9 })
      .chain(rows =>
        fc.record({
          changes: fc.constant(
            rows.map((row, at) => commit(`c${at}`, at === 0 ? '' : [...new Set(row.map(each => `c${each % at}`))].join(' '), at)),
          ),
          deployments: fc
            .array(fc.record({ commit: fc.nat({ max: rows.length - 1 }), minute: fc.integer({ min: 0, max: 30 }) }), { maxLength: 6 })
            .map(list => list.map((each, at) => deployed(`d${at}`, `c${each.commit}`, each.minute))),
        }),
      )
      .chain(({ changes, deployments }) =>
        fc.record({
          all: fc.constant([...changes.map(row => ['change', row] as const), ...deployments.map(row => ['deployment', row] as const)]),
          order: fc.shuffledSubarray([...changes.keys(), ...deployments.map((_row, at) => changes.length + at)], {
            minLength: changes.length + deployments.length,
          }),
          cuts: fc.array(fc.nat({ max: 15 }), { maxLength: 3 }),
        }),
      );
    const store = await openStore(await newAddress());
    const clear = async () => {
      for (const table of ['change', 'deployment', 'first_deployment', 'first_deployment_state']) await store.run(`delete from ${table}`);
    };
    await fc.assert(
      fc.asyncProperty(history, async ({ all, order, cuts }) => {
        await clear();
        for (const [kind, row] of all) await storeEvents(store, kind, [row]);
        await assignFirstDeployments(store, production);
        const expected = await firsts(store);
        await clear();
        for (const [at, index] of order.entries()) {
          const [kind, row] = all[index] ?? all[0] ?? [];
          if (kind && row) await storeEvents(store, kind, [row]);
          if (cuts.includes(at)) await assignFirstDeployments(store, production);
        }
        await assignFirstDeployments(store, production);
        expect(await firsts(store)).toEqual(expected);
      }),
      { seed: 3, numRuns: 15 },
    );
    await store.close();
  });
});
