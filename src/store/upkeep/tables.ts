import type { Database, Row, Value } from '../database.ts';

/** Computed from the others, and computed again when they are gone. */
export const derivedTables = ['first_deployment', 'first_deployment_state'] as const;
const ownTables: readonly string[] = ['schema_migration', ...derivedTables];

export interface Table {
  readonly name: string;
  readonly columns: readonly string[];
}

/** The tables that hold what cannot be computed again, by name. */
export async function keptTables(database: Database): Promise<readonly Table[]> {
  const rows = await database.query<{ table_name: string; column_name: string }>(
    `select c.table_name, c.column_name from information_schema.columns c
     join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name and t.table_type = 'BASE TABLE'
     where c.table_schema = current_schema() ${database.engine === 'duckdb' ? 'and c.table_catalog = current_database() and t.table_catalog = current_database()' : ''}
     order by c.table_name, c.ordinal_position`,
  );
  const columns = new Map<string, string[]>();
  for (const { table_name, column_name } of rows) columns.set(table_name, [...(columns.get(table_name) ?? []), column_name]);
  return [...columns].filter(([name]) => !ownTables.includes(name)).map(([name, own]) => ({ name, columns: own }));
}

export async function countRows(database: Database, table: string): Promise<number> {
  const [{ n } = { n: 0 }] = await database.query<{ n: number }>(`select count(*) as n from ${table}`);
  return n;
}

const bundle = 20_000;

/** All rows of a table, bundle by bundle. Within a transaction. */
export async function* rowsOf(database: Database, { name, columns }: Table): AsyncGenerator<readonly (readonly Value[])[]> {
  const select = `select ${columns.join(', ')} from ${name}`;
  for await (const rows of database.engine === 'duckdb' ? byRowId(database, name, select) : byCursor(database, name, select))
    if (rows.length > 0) yield rows.map(row => columns.map(column => row[column] ?? null));
}

async function* byRowId(database: Database, name: string, select: string): AsyncGenerator<readonly Row[]> {
  const [{ last } = { last: null }] = await database.query<{ last: number | null }>(`select max(rowid) as last from ${name}`);
  for (let from = 0; last !== null && from <= last; from += bundle)
    yield await database.query(`${select} where rowid >= ${from} and rowid < ${from + bundle} order by rowid`);
}

async function* byCursor(database: Database, name: string, select: string): AsyncGenerator<readonly Row[]> {
  const cursor = `rows_of_${name}`;
  await database.run(`declare ${cursor} no scroll cursor for ${select}`);
  for (;;) {
    const rows = await database.query(`fetch ${bundle} from ${cursor}`);
    if (rows.length === 0) break;
    yield rows;
  }
  await database.run(`close ${cursor}`);
}
