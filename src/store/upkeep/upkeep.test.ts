import { mkdtempSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import type { Database } from '../database.ts';
import { storeEvents } from '../merge-events.ts';
import { openStore } from '../open-store.ts';
import { engines } from '../testing.ts';
import { backUp } from './backup.ts';
import { checkStore, forgetDerived } from './check-store.ts';
import { prune } from './prune.ts';
import { restore } from './restore.ts';
import { storeInfo } from './store-info.ts';

const deployment = (id: string, day: string) => ({
  source: 'ci',
  id,
  service: 'shop',
  environment: 'production',
  production: true,
  sha: 'a',
  succeeded_at: `${day}T10:00:00.000Z`,
});
const incident = (id: string, day: string, resolved: string | null) => ({
  source: 'pager',
  id,
  service: 'shop',
  title: 'tab\there "ü"\nline',
  started_at: `${day}T10:00:00.000Z`,
  resolved_at: resolved,
});
const newFile = () => join(mkdtempSync(join(tmpdir(), 'opsex-backup-')), 'all.backup');

describe.each(engines)('%s', (_, newAddress) => {
  const opened: Database[] = [];
  const open = async () => {
    const store = await openStore(await newAddress());
    opened.push(store);
    return store;
  };
  afterEach(async () => {
    for (const store of opened.splice(0)) await store.close();
  });

  async function filled() {
    const store = await open();
    await storeEvents(store, 'deployment', [deployment('1', '2024-01-01'), deployment('2', '2026-01-01')]);
    await storeEvents(store, 'incident', [incident('1', '2024-01-01', '2024-01-02T10:00:00.000Z'), incident('2', '2024-02-01', null)]);
    await storeEvents(store, 'change', [{ repository: 'shop', sha: 'a', committed_at: '2024-01-01T09:00:00.000Z', author: 'ada' }]);
    for (const [at, id] of ['2024-01-01', '2024-06-01', '2026-01-01'].entries()) {
      await store.run('insert into assessment values ($1, $2, $3, null, $4, $4, $4, 2, 3, $5)', [
        'shop',
        `a${at}`,
        `${id}T00:00:00Z`,
        'm',
        '{}',
      ]);
    }
    await store.run("insert into verdict_change values ('shop', 'x', 'a0', '2024-01-01T00:00:00Z', 'met', null, null, '{}')");
    await store.run("insert into verdict_change values ('shop', 'y', 'a0', '2024-01-01T00:00:00Z', 'met', null, null, '{}')");
    await store.run("insert into verdict_change values ('shop', 'y', 'a1', '2024-06-01T00:00:00Z', 'not_met', null, null, '{}')");
    return store;
  }
  const changes = (store: Database) =>
    store.query('select criterion, assessment, verdict from verdict_change order by criterion, assessment');

  test('a backup holds everything, and goes into a new store of either engine', async () => {
    const store = await filled();
    const file = newFile();
    const counts = await backUp(store, file);
    expect(counts).toMatchObject({ deployment: 2, incident: 2, assessment: 3, verdict_change: 3 });
    for (const [, address] of engines) {
      const copy = await openStore(await address());
      opened.push(copy);
      expect(await restore(copy, file)).toMatchObject({ deployment: 2, incident: 2 });
      for (const table of ['deployment', 'incident', 'verdict_change'])
        expect(await copy.query(`select * from ${table} order by 1, 2, 3`)).toEqual(
          await store.query(`select * from ${table} order by 1, 2, 3`),
        );
      expect((await storeInfo(copy)).rows).toEqual((await storeInfo(store)).rows);
    }
  });

  test('many rows come in bundles', async () => {
    const store = await open();
    await store.run("insert into setting select 'n' || cast(i as text), 'v' from generate_series(1, 45000) as t(i)");
    const file = newFile();
    expect((await backUp(store, file)).setting).toBe(45_000);
    const copy = await open();
    await restore(copy, file);
    expect((await storeInfo(copy)).rows.setting).toBe(45_000);
  });

  test('a backup never takes the place of another, and a full store is not mixed with one', async () => {
    const store = await filled();
    const file = newFile();
    await backUp(store, file);
    await expect(backUp(store, file)).rejects.toThrow(/there already/);
    await expect(restore(store, file)).rejects.toThrow(/not empty/);
  });

  test.each<[string, (file: string) => void, RegExp]>([
    ['is cut off', file => truncateSync(file, 200), /damaged or cut off/],
    [
      'lost its end',
      file => writeFileSync(file, gzipSync(gunzipSync(readFileSync(file)).toString().split('\n').slice(0, -2).join('\n'))),
      /its end is missing/,
    ],
    [
      'was changed',
      file => writeFileSync(file, gzipSync(gunzipSync(readFileSync(file)).toString().replace('"shop"', '"shot"'))),
      /not what was written/,
    ],
    ['is something else', file => writeFileSync(file, gzipSync('{"a":1}\n')), /is no backup of opsex/],
    ['is from the future', file => writeFileSync(file, gzipSync('{"backup":1,"schema":99,"tables":{}}\n')), /newer opsex/],
  ])('a backup that %s changes nothing', async (_what, spoil, message) => {
    const file = newFile();
    await backUp(await filled(), file);
    spoil(file);
    const copy = await open();
    await expect(restore(copy, file)).rejects.toThrow(message);
    expect((await storeInfo(copy)).rows.deployment).toBe(0);
  });

  test('a sound store has no problems; loose ends are told', async () => {
    const store = await filled();
    expect(await checkStore(store)).toEqual([]);
    await store.run("insert into milestone values ('shop', 'launch', 'gone', now())");
    await store.run("insert into import values ('i', 'big.csv', 'ci', 'deployment', now(), null, 0, 0, 0, null, null, null, null)");
    await store.run("insert into first_deployment values ('shop', 'production', 'shop', 'a', 'ci', 'gone', now(), null, false)");
    expect((await checkStore(store)).map(each => each.says)).toEqual([
      '1 milestones name an assessment that is gone',
      '1 commits are assigned to deployments that are gone',
      'the import of big.csv was interrupted',
    ]);
    await forgetDerived(store);
    expect(await checkStore(store)).toHaveLength(2);
  });

  test('pruning removes what is old; open incidents, milestones and what still holds stay', async () => {
    const store = await filled();
    const before = new Date('2025-01-01T00:00:00Z');
    const counts = { deliveries: 0, events: 2, authors: 1, imports: 0, assessments: 2 };
    expect(await prune(store, before, true)).toEqual(counts);
    expect((await storeInfo(store)).rows.deployment).toBe(2);
    expect(await prune(store, before, false)).toEqual(counts);
    expect(await store.query('select id from deployment')).toEqual([{ id: '2' }]);
    expect(await store.query('select id from incident')).toEqual([{ id: '2' }]);
    expect(await store.query('select author from change')).toEqual([{ author: null }]);
    expect(await changes(store)).toEqual([
      { criterion: 'x', assessment: 'a2', verdict: 'met' },
      { criterion: 'y', assessment: 'a2', verdict: 'not_met' },
    ]);
    expect(await checkStore(store)).toEqual([]);
  });

  test('a milestone keeps its assessment, and what changed with it', async () => {
    const store = await filled();
    await store.run("insert into milestone values ('shop', 'launch', 'a1', now())");
    expect(await prune(store, new Date('2027-01-01T00:00:00Z'), false)).toMatchObject({ assessments: 1 });
    expect(await changes(store)).toEqual([
      { criterion: 'x', assessment: 'a1', verdict: 'met' },
      { criterion: 'y', assessment: 'a1', verdict: 'not_met' },
    ]);
  });
});
