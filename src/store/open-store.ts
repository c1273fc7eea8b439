import { plainText } from '../lib/plain-text.ts';
import { UserError } from '../lib/user-error.ts';
import type { Database } from './database.ts';
import { migrate } from './migrate.ts';

/**
 * Opens the store at an address: `postgres://…` or `postgresql://…`, else the path of a DuckDB file. The schema is brought up to date.
 * Throws a `UserError` when it cannot be opened.
 */
export async function openStore(address: string): Promise<Database> {
  const database = await open(address);
  try {
    await migrate(database);
    return database;
  } catch (error) {
    await database.close().catch(() => {});
    throw error;
  }
}

/** Engines are loaded only when they are used. */
async function open(address: string): Promise<Database> {
  if (/^postgres(?:ql)?:\/\//.test(address)) return (await import('./postgresql.ts')).openPostgreSql(address);
  const [, scheme] = /^([a-z][a-z0-9+.-]+):\/\//i.exec(address) ?? [];
  if (scheme !== undefined)
    throw new UserError(
      `there is no store at addresses that begin with ${plainText(scheme)}://`,
      'Name a DuckDB file, or a PostgreSQL database: postgres://user@host/name',
    );
  return (await import('./duckdb.ts')).openDuckDb(address);
}
