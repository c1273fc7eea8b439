import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isProduction } from '../../../facts/production.ts';
import { repositoryName } from '../../../lib/repository-name.ts';
import type { Value } from '../../../store/database.ts';
import type { Staging } from '../../../store/staging.ts';
import { type CheckWishes, checkSql, goodSql, type Lookups, openFields } from './check-sql.ts';
import type { ColumnMap } from './map-columns.ts';
import type { TableShape } from './read-header.ts';
import type { Rows, SpoiledRow } from './row-collector.ts';
import { literal, wordMeanings } from './sql-values.ts';

/** Rows that were checked: a query of those that can be stored, and the others. */
export interface CheckedRows {
  /** A query in parentheses with the columns of the kind. */
  readonly good: string;
  readonly stored: number;
  readonly rejected: readonly SpoiledRow[];
}

/** The number of a row and what is wrong with it. */
type Refused = { readonly n: number; readonly reason: string };

/** Reads and checks rows by DuckDB, a bundle at a time; the last two bundles are kept. */
export class RowStage {
  #turn = 0;

  private constructor(
    readonly staging: Staging,
    readonly folder: string,
    readonly shape: TableShape,
    readonly map: ColumnMap,
    readonly wishes: CheckWishes,
  ) {}

  static async open(staging: Staging, shape: TableShape, map: ColumnMap, wishes: CheckWishes): Promise<RowStage> {
    const stage = new RowStage(staging, await mkdtemp(join(tmpdir(), 'opsex-import-')), shape, map, wishes);
    for (const [field, table] of Object.entries(stage.#lookups))
      await staging.database.run(
        `create or replace table ${table} (raw text primary key, value ${field === 'environment' ? 'boolean' : 'text'})`,
      );
    for (const field of ['status', 'kind'] as const) await stage.#note(stage.#lookups[field], wordMeanings(field));
    return stage;
  }

  async check(rows: Rows): Promise<CheckedRows> {
    const { database } = this.staging;
    const file = join(this.folder, 'rows');
    await writeFile(file, rows.bytes);
    const checked = this.staging.table(`checked${this.#turn++ % 2}`);
    const read = this.#readSql(file, rows);
    await this.#check(checked, read);
    if (await this.#learnNames(checked)) await this.#check(checked, read);
    const refused = await database.query<Refused>(`select n, reason from ${checked} where reason is not null`);
    const rejected = [...(await this.#unreadRows()), ...refused].map(({ n, reason }) => ({ ...rows.place(n), reason }));
    const [{ n: stored } = { n: 0 }] = await database.query<{ n: number }>(`select count(*) as n from ${checked} where reason is null`);
    return {
      good: goodSql(checked, this.map, this.wishes),
      stored,
      rejected: [...rejected, ...rows.spoiled].sort((a, b) => a.line - b.line),
    };
  }

  async close(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }

  get #lookups(): Lookups {
    const [status, kind, environment, repository] = ['status', 'kind', 'environment', 'repository'].map(this.staging.table);
    return { status, kind, environment, repository } as Lookups;
  }

  async #check(checked: string, read: string): Promise<void> {
    await this.staging.database.run(`create or replace table ${checked} as ${checkSql(read, this.map, this.wishes, this.#lookups)}`);
  }

  #readSql(file: string, { multiline }: Rows): string {
    const { form, columns, delimiter } = this.shape;
    const names = form === 'csv' ? columns.map((_, at) => `c${at}`) : ['json'];
    const types = ["'n': 'BIGINT'", ...names.map(name => `'${name}': 'VARCHAR'`)].join(', ');
    const quote = form === 'csv' ? '"' : '';
    const options = [
      `columns = {${types}}`,
      'header = false, auto_detect = false',
      `delim = ${literal(delimiter)}, quote = ${literal(quote)}, escape = ${literal(quote)}, new_line = '\\n'`,
      `null_padding = true, store_rejects = true, parallel = ${!multiline}, max_line_size = 4194304, buffer_size = 8388608`,
    ];
    const rows = `read_csv(${literal(file)}, ${options.join(', ')})`;
    if (form === 'csv') return `(select *, false as broken from ${rows})`;
    const paths = columns.map(({ path }) => literal(`$${path.map(key => `."${key.replace(/["\\]/g, '\\$&')}"`).join('')}`));
    const values = columns.map((_, at) => `v[${at + 1}] as c${at}`);
    return `(select n, ${values.join(', ')}, v is null as broken from
      (select n, case when json_valid(json) and json_type(json) = 'OBJECT' then json_extract_string(json, [${paths.join(', ')}]) end as v from ${rows}))`;
  }

  /** Rows of CSV with fields that DuckDB cannot read, as it has noted them. */
  async #unreadRows(): Promise<readonly Refused[]> {
    const { database } = this.staging;
    const errors = await database.query<{ csv_line: string; error_type: string; error_message: string }>(
      'select csv_line, error_type, error_message from reject_errors',
    );
    if (errors.length > 0) await database.run('truncate reject_errors');
    const found = new Map<number, string>();
    for (const { csv_line, error_type, error_message } of errors)
      found.set(Number.parseInt(csv_line, 10), csvProblem(error_type, error_message));
    return [...found].map(([n, reason]) => ({ n, reason }));
  }

  /** Asks what names mean that came for the first time; whether there were any. */
  async #learnNames(checked: string): Promise<boolean> {
    let learned = false;
    for (const field of openFields(this.map)) {
      const names = await this.staging.database.query<{ name: string }>(
        `select distinct open_${field} as name from ${checked} where open_${field} is not null limit 10000`,
      );
      await this.#note(
        this.#lookups[field],
        names.map(({ name }) => [name, field === 'environment' ? meanings[isProduction(name)] : repositoryName(name)]),
      );
      learned ||= names.length > 0;
    }
    return learned;
  }

  async #note(table: string, entries: readonly (readonly Value[])[]): Promise<void> {
    for (let from = 0; from < entries.length; from += 500) {
      const some = entries.slice(from, from + 500);
      const places = some.map((_, at) => `($${at * 2 + 1}, $${at * 2 + 2})`);
      await this.staging.database.run(`insert into ${table} values ${places.join(', ')}`, some.flat());
    }
  }
}

const meanings = { yes: true, no: false, unknown: null } as const;

function csvProblem(type: string, message: string): string {
  const [, expected, found] = /Columns: (\d+) Found: (\d+)/.exec(message) ?? [];
  if (found) return `has ${Number(found) - 1} fields, but the header has ${Number(expected) - 1}`;
  return type === 'UNQUOTED VALUE' ? 'has a quote in a field that is not doubled' : `cannot be read as CSV (${type.toLowerCase()})`;
}
