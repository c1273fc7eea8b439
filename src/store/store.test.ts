import { afterEach, describe, expect, test } from 'vitest';
import type { Database } from './database.ts';
import { migrate } from './migrate.ts';
import { migrations } from './migrations.ts';
import { openStore } from './open-store.ts';
import { engines } from './testing.ts';

describe.each(engines)('%s', (engine, newAddress) => {
  const opened: Database[] = [];
  const open = async (address: string) => {
    const store = await openStore(address);
    opened.push(store);
    return store;
  };

  afterEach(async () => {
    for (const store of opened.splice(0)) await store.close();
  });

  test('an empty store gets the schema, and keeps what is stored when it is opened again', async () => {
    const address = await newAddress();
    const store = await open(address);
    expect(store.engine).toBe(engine);
    await store.run('insert into milestone values ($1, $2, $3, $4)', ['shop', 'start', 'a1', '2026-06-01T10:00:00.000Z']);
    await opened.pop()?.close();
    const again = await open(address);
    expect(await again.query('select * from milestone')).toEqual([
      { workload: 'shop', name: 'start', assessment: 'a1', set_at: '2026-06-01T10:00:00.000Z' },
    ]);
    expect(await again.query('select id from schema_migration order by id')).toEqual(migrations.map(({ id }) => ({ id })));
  });

  test('a later step changes the schema and keeps the rows', async () => {
    const store = await open(await newAddress());
    await store.run("insert into milestone values ('shop', 'start', 'a1', '2026-06-01T10:00:00Z')");
    const step = { id: 90, title: 'notes', statements: ["alter table milestone add column note text default 'none'"] };
    await migrate(store, [...migrations, step]);
    await migrate(store, [...migrations, step]);
    expect(await store.query('select name, note from milestone')).toEqual([{ name: 'start', note: 'none' }]);
  });

  test('a step that fails leaves the schema as it was', async () => {
    const store = await open(await newAddress());
    const broken = { id: 90, title: 'broken', statements: ['create table half (a text)', 'create table half (a text)'] };
    await expect(migrate(store, [...migrations, broken])).rejects.toThrow();
    await expect(store.query('select * from half')).rejects.toThrow();
    expect(await store.query('select max(id) as newest from schema_migration')).toEqual([{ newest: migrations.at(-1)?.id }]);
  });

  test('a store of a newer opsex is refused', async () => {
    const address = await newAddress();
    const store = await open(address);
    await store.run("insert into schema_migration values (99, 'future', now())");
    await opened.pop()?.close();
    await expect(openStore(address)).rejects.toThrow(/schema 99/);
  });

  test('values come back as they went in', async () => {
    const store = await open(await newAddress());
    await store.run('create table sample (a text, b boolean, c integer, d bigint, e double precision, f timestamptz)');
    const row = ['tab\there \\ ü\nline', true, -3, 9_007_199_254_740_991, 0.25, '2026-06-01T10:00:00.123Z'] as const;
    const nothing = [null, null, null, null, null, null] as const;
    await store.run('insert into sample values ($1, $2, $3, $4, $5, $6)', row);
    expect(await store.append('sample', ['a', 'b', 'c', 'd', 'e', 'f'], [row, nothing])).toBe(2);
    const expected = { a: row[0], b: row[1], c: row[2], d: row[3], e: row[4], f: row[5] };
    const empty = { a: null, b: null, c: null, d: null, e: null, f: null };
    expect(await store.query('select * from sample order by a nulls last')).toEqual([expected, expected, empty]);
    expect(await store.query('select count(*) as n, avg(c) as mean, sum(c) as total from sample')).toEqual([{ n: 3, mean: -3, total: -6 }]);
  });

  test('a transaction that fails leaves nothing', async () => {
    const store = await open(await newAddress());
    const insert = () => store.run("insert into milestone values ('shop', 'start', 'a1', '2026-06-01T10:00:00Z')");
    await expect(
      store.transaction(async () => {
        await insert();
        await insert();
      }),
    ).rejects.toThrow();
    expect(await store.query('select * from milestone')).toEqual([]);
    expect(await store.transaction(insert)).toBe(1);
  });

  test('both engines count weeks, medians and percentiles alike', async () => {
    const store = await open(await newAddress());
    const [row] = await store.query(
      `select percentile_cont(0.5) within group (order by x) as median, percentile_disc(0.5) within group (order by x) as lower,
        percentile_cont(0.9) within group (order by x) as p90,
        cast(date_trunc('week', timestamptz '2026-01-01 00:30:00+00' at time zone 'America/New_York') as text) as week,
        extract(epoch from timestamptz '2026-01-02 00:00:00+00' - timestamptz '2026-01-01 00:00:00+00') as seconds
       from (values (1.0), (2.0), (4.0), (9.0)) as t(x)`,
    );
    expect(row).toEqual({ median: 3, lower: 2, p90: expect.closeTo(7.5), week: '2025-12-29 00:00:00', seconds: 86_400 });
  });
});
