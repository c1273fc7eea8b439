import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type DuckDBConnection, DuckDBInstance, DuckDBTimestampTZValue, type DuckDBValue } from '@duckdb/node-api';
import { plainText } from '../lib/plain-text.ts';
import { UserError } from '../lib/user-error.ts';
import type { Database, Row, Value } from './database.ts';
import { explained, notOpened } from './duckdb-errors.ts';

/** Opens a DuckDB file, made when it is missing; `:memory:` keeps nothing. Throws a `UserError` when it is locked, damaged or of another kind. */
export async function openDuckDb(path: string): Promise<DuckDb> {
  if (path !== ':memory:') await makeFolder(path);
  try {
    const instance = await DuckDBInstance.create(path);
    const connection = await instance.connect();
    await connection.run("set timezone = 'UTC'");
    await connection.run('set autoinstall_known_extensions = false');
    await connection.run('set autoload_known_extensions = false');
    return new DuckDb(instance, connection, path);
  } catch (error) {
    throw explained(path, error as Error) ?? notOpened(path, error as Error);
  }
}

export class DuckDb implements Database {
  readonly engine = 'duckdb';

  constructor(
    readonly instance: DuckDBInstance,
    readonly connection: DuckDBConnection,
    readonly path: string,
  ) {}

  async query<R extends Row>(sql: string, parameters: readonly Value[] = []): Promise<readonly R[]> {
    const reader = await this.#explaining(this.connection.runAndReadAll(sql, [...parameters]));
    const names = reader.deduplicatedColumnNames();
    return reader.getRows().map(values => Object.fromEntries(names.map((name, at) => [name, plain(values[at] ?? null)])) as R);
  }

  async columns(sql: string, parameters: readonly Value[] = []): Promise<readonly (readonly Value[])[]> {
    const reader = await this.#explaining(this.connection.runAndReadAll(sql, [...parameters]));
    const columns = reader.getColumns();
    return reader.columnNames().map((_, at) => (columns[at] ?? []).map(plain));
  }

  async run(sql: string, parameters: readonly Value[] = []): Promise<number> {
    return (await this.#explaining(this.connection.run(sql, [...parameters]))).rowsChanged;
  }

  async transaction<T>(work: () => Promise<T>): Promise<T> {
    await this.connection.run('begin transaction');
    try {
      const result = await work();
      await this.run('commit');
      return result;
    } catch (error) {
      await this.connection.run('rollback').catch(() => {}); // a failed commit has rolled back already
      throw error;
    }
  }

  async append(
    table: string,
    columns: readonly string[],
    rows: Iterable<readonly Value[]> | AsyncIterable<readonly Value[]>,
  ): Promise<number> {
    const types = await this.#typesOf(table, columns);
    const staged = `append_${table}`;
    await this.connection.run(`create or replace temp table ${staged} as select ${columns.join(', ')} from ${table} limit 0`);
    const appender = await this.connection.createAppender(staged);
    let count = 0;
    for await (const row of rows) {
      for (const [at, value] of row.entries()) appendValue(appender, value, types[at] ?? 'VARCHAR');
      appender.endRow();
      count++;
    }
    appender.closeSync();
    await this.run(`insert into ${table} (${columns.join(', ')}) select * from ${staged}`);
    await this.connection.run(`drop table ${staged}`);
    return count;
  }

  async aside<T>(read: (database: Database) => Promise<T>): Promise<T> {
    const other = await this.beside();
    try {
      return await read(other);
    } finally {
      other.connection.closeSync();
    }
  }

  /** Another connection to the same file; whoever asks for it closes its `connection`. */
  async beside(): Promise<DuckDb> {
    const connection = await this.instance.connect();
    await connection.run("set timezone = 'UTC'");
    return new DuckDb(this.instance, connection, this.path);
  }

  async close(): Promise<void> {
    this.connection.closeSync();
    this.instance.closeSync();
  }

  /** Damage and a full disk often show only when a block is read or written. */
  async #explaining<Result>(result: Promise<Result>): Promise<Result> {
    try {
      return await result;
    } catch (error) {
      throw explained(this.path, error as Error) ?? error;
    }
  }

  async #typesOf(table: string, columns: readonly string[]): Promise<readonly string[]> {
    const rows = await this.query<{ column_name: string; column_type: string }>(`describe ${table}`);
    const types = new Map(rows.map(row => [row.column_name, row.column_type]));
    return columns.map(column => types.get(column) ?? 'VARCHAR');
  }
}

type Appender = Awaited<ReturnType<DuckDBConnection['createAppender']>>;

function appendValue(appender: Appender, value: Value, type: string): void {
  if (value === null) appender.appendNull();
  else if (type.startsWith('TIMESTAMP')) appender.appendTimestampTZ(new DuckDBTimestampTZValue(BigInt(Date.parse(String(value))) * 1000n));
  else if (type === 'BOOLEAN') appender.appendBoolean(value === true);
  else if (type === 'INTEGER') appender.appendInteger(Number(value));
  else if (type === 'BIGINT') appender.appendBigInt(BigInt(value));
  else if (type === 'DOUBLE') appender.appendDouble(Number(value));
  else appender.appendVarchar(String(value));
}

function plain(value: DuckDBValue): Value {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof DuckDBTimestampTZValue) return new Date(Number(value.micros / 1000n)).toISOString();
  const number = Number(value.toString());
  return Number.isNaN(number) ? value.toString() : number;
}

async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new UserError(
      `the folder of ${plainText(path)} cannot be made (${(error as NodeJS.ErrnoException).code})`,
      'Name a file that can be written with --database',
    );
  }
}
