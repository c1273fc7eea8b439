import { rmSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';

export type Engine = 'duckdb' | 'postgresql';

/** The address of a store that holds nothing: a file of `folder`, or a database of the server at `url`. What was there before is gone. */
export async function emptyStore(engine: Engine, folder: string, url: string): Promise<string> {
  if (engine === 'duckdb') {
    const path = join(folder, 'store.duckdb');
    for (const each of [path, `${path}.wal`]) rmSync(each, { force: true });
    return path;
  }
  const client = new pg.Client({ connectionString: `${url}/postgres` });
  await client.connect();
  await client.query('drop database if exists bench');
  await client.query('create database bench');
  await client.end();
  return `${url}/bench`;
}
