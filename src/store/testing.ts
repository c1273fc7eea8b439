import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';

/** The contract of the store is tested on both engines: `describe.each(engines)('%s', (_, newAddress) => …)`. */
export const engines: readonly (readonly [name: string, newAddress: () => Promise<string>])[] = [
  ['duckdb', async () => join(mkdtempSync(join(tmpdir(), 'opsex-store-')), 'opsex.duckdb')],
  ['postgresql', newPostgreSqlDatabase],
];

async function newPostgreSqlDatabase(): Promise<string> {
  const server = inject('postgresql');
  const name = `t${randomUUID().replaceAll('-', '')}`;
  const client = new pg.Client({ connectionString: `${server}/postgres` });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  return `${server}/${name}`;
}
