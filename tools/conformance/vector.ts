import { join } from 'node:path';
import type { Database } from '../../src/store/database.ts';
import { openStore } from '../../src/store/open-store.ts';

/** A value that was published, and what opsex computes from the same input. */
export interface Comparison {
  readonly what: string;
  readonly expected: unknown;
  readonly actual: unknown;
}

export interface Vector {
  /** The folder below the vectors. */
  readonly folder: string;
  readonly definition: string;
  compare(folder: string): Promise<readonly Comparison[]>;
}

export type Table = readonly Readonly<Record<string, string | null>>[];

/** Works on an empty store in memory. */
export async function inStore<T>(work: (store: Database) => Promise<T>): Promise<T> {
  const store = await openStore(':memory:');
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

export function readTable(store: Database, ...path: readonly string[]): Promise<Table> {
  const file = join(...path).replaceAll("'", "''");
  return store.query(`select * from read_csv('${file}', header = true, all_varchar = true, auto_detect = true)`) as Promise<Table>;
}

/** Times without an offset are UTC: `2023-4-11 4:51:47`. */
export function utc(text: string | null | undefined): string | null {
  if (!text) return null;
  const [, year, month = '', day = '', hour = '', rest] = /^(\d{4})-(\d{1,2})-(\d{1,2})[ T](\d{1,2})(:\d{2}:\d{2})/.exec(text) ?? [];
  if (!year || /[+-]\d{2}:\d{2}$/.test(text)) return new Date(text).toISOString();
  return new Date(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}T${hour.padStart(2, '0')}${rest}Z`).toISOString();
}
