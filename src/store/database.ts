/** A value of a row: times are ISO texts in UTC with milliseconds, whole and broken numbers are numbers. */
export type Value = string | number | boolean | null;
export type Row = Readonly<Record<string, Value>>;

/**
 * What the store needs of an SQL engine. Both engines understand the same statements: PostgreSQL's syntax, parameters `$1`, types `text`,
 * `boolean`, `integer`, `bigint`, `double precision` and `timestamptz`.
 */
export interface Database {
  readonly engine: 'duckdb' | 'postgresql';
  query<R extends Row = Row>(sql: string, parameters?: readonly Value[]): Promise<readonly R[]>;
  /** The values column by column: the way to read millions of rows of numbers. */
  columns(sql: string, parameters?: readonly Value[]): Promise<readonly (readonly Value[])[]>;
  /** Runs a statement and tells how many rows it changed. */
  run(sql: string, parameters?: readonly Value[]): Promise<number>;
  /** All or nothing. Transactions do not nest. */
  transaction<T>(work: () => Promise<T>): Promise<T>;
  /** Appends rows to a table as fast as the engine can; values stand in the order of the columns. */
  append(table: string, columns: readonly string[], rows: Iterable<readonly Value[]> | AsyncIterable<readonly Value[]>): Promise<number>;
  /** Reads beside what else is asked at the same time, where the engine can; it sees only what is committed. */
  aside<T>(read: (database: Database) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}
