import { availableParallelism } from 'node:os';
import type { Database } from './database.ts';
import { DuckDb, openDuckDb } from './duckdb.ts';

/** Tables in memory, beside a store, in which DuckDB reads and checks files whichever engine keeps the events. */
export interface Staging {
  /** A connection of its own: it can read the next rows while the store takes the last ones. */
  readonly database: DuckDb;
  /** A second one, to read while the first works: a result that is read bit by bit ends with the next query of its connection. */
  readonly reader: DuckDb;
  /** Whether the store can read the tables of the staging itself. */
  readonly shared: boolean;
  /** The full name of a table, understood by both connections. */
  table(name: string): string;
  close(): Promise<void>;
}

const catalog = '_opsex_staging';

export async function openStaging(store: Database): Promise<Staging> {
  const shared = store instanceof DuckDb;
  const whole = shared ? store : await openDuckDb(':memory:');
  const [database, reader] = [await beside(whole), await beside(whole)];
  // two connections work at the same time, and each brings a thread of its own: with more of them than cores, they wait for each other
  await database.run(`set threads = ${Math.max(1, availableParallelism() >> 1)}`);
  await database.run(`attach ':memory:' as ${catalog}`);
  return {
    database,
    reader,
    shared,
    table: name => `${catalog}.${name}`,
    close: async () => {
      await database.run(`detach ${catalog}`);
      await database.run('reset threads');
      for (const { connection } of [database, reader]) connection.closeSync();
      if (!shared) await whole.close();
    },
  };
}

async function beside({ instance, path }: DuckDb): Promise<DuckDb> {
  const database = new DuckDb(instance, await instance.connect(), path);
  await database.run("set timezone = 'UTC'");
  return database;
}
