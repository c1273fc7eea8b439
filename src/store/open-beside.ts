import type { Database } from './database.ts';

/** A second connection, and how it ends. */
export interface Beside {
  readonly database: Database;
  close(): Promise<void>;
}

/** Another connection to a store that is open: its statements do not wait for those of the first, and it has transactions of its own. */
export async function openBeside(store: Database, address: string): Promise<Beside> {
  if (store.engine === 'postgresql') {
    const database = await (await import('./postgresql.ts')).openPostgreSql(address);
    return { database, close: () => database.close() };
  }
  const { DuckDb } = await import('./duckdb.ts');
  if (!(store instanceof DuckDb)) throw new Error('a store of an engine that is not known');
  const database = await store.beside();
  return { database, close: async () => database.connection.closeSync() };
}
