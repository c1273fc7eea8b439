import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { Unavailable, UserError } from '../lib/user-error.ts';
import type { Database, Row, Value } from './database.ts';

/** Connects to PostgreSQL. Throws a `UserError` when nobody answers or the login is refused. */
export async function openPostgreSql(url: string): Promise<PostgreSql> {
  const client = new pg.Client({ connectionString: url, application_name: 'opsex', connectionTimeoutMillis: 10_000, types });
  const database = new PostgreSql(client, withoutPassword(url));
  client.on('error', () => {}); // the statement that is under way, or the next one, reports it
  try {
    await client.connect();
    await client.query("set timezone = 'UTC'");
    return database;
  } catch (error) {
    throw database.explained(error as pg.DatabaseError);
  }
}

export class PostgreSql implements Database {
  readonly engine = 'postgresql';

  constructor(
    readonly client: pg.Client,
    readonly name: string,
  ) {}

  async query<R extends Row>(sql: string, parameters: readonly Value[] = []): Promise<readonly R[]> {
    return (await this.#send(sql, parameters)).rows as R[];
  }

  async columns(sql: string, parameters: readonly Value[] = []): Promise<readonly (readonly Value[])[]> {
    try {
      const { rows, fields } = await this.client.query({ text: sql, values: [...parameters], rowMode: 'array' });
      return fields.map((_, at) => (rows as Value[][]).map(row => row[at] ?? null));
    } catch (error) {
      throw this.explained(error as pg.DatabaseError);
    }
  }

  async run(sql: string, parameters: readonly Value[] = []): Promise<number> {
    return (await this.#send(sql, parameters)).rowCount ?? 0;
  }

  async transaction<T>(work: () => Promise<T>): Promise<T> {
    await this.run('begin');
    try {
      const result = await work();
      await this.run('commit');
      return result;
    } catch (error) {
      await this.run('rollback').catch(() => {}); // a lost connection has rolled back already
      throw error;
    }
  }

  async append(
    table: string,
    columns: readonly string[],
    rows: Iterable<readonly Value[]> | AsyncIterable<readonly Value[]>,
  ): Promise<number> {
    let count = 0;
    async function* lines() {
      let chunk = '';
      for await (const row of rows) {
        chunk += `${row.map(copyText).join('\t')}\n`;
        count++;
        if (chunk.length < 65_536) continue;
        yield chunk;
        chunk = '';
      }
      if (chunk) yield chunk;
    }
    try {
      await pipeline(Readable.from(lines()), this.client.query(copyFrom(`copy ${table} (${columns.join(', ')}) from stdin`)));
    } catch (error) {
      throw this.explained(error as pg.DatabaseError);
    }
    return count;
  }

  /** One connection answers one question after the other. */
  aside<T>(read: (database: Database) => Promise<T>): Promise<T> {
    return read(this);
  }

  close(): Promise<void> {
    return this.client.end();
  }

  explained(error: pg.DatabaseError): Error {
    const code = error.code ?? '';
    if (
      /^(?:ECONN|ENOTFOUND|ETIMEDOUT|EHOSTUNREACH|EAI_AGAIN|EPIPE|ENOENT)/.test(code) ||
      /terminat|timeout|not queryable|closed/i.test(error.message)
    )
      return new Unavailable(
        `${this.name}: the connection failed or was lost (${code || error.message})`,
        'What was acknowledged is stored. Look whether the server runs, and start the command again',
      );
    if (code.startsWith('28') || code === '3D000')
      return new UserError(`${this.name}: ${error.message}`, 'Look at user, password and database in the address');
    return error;
  }

  async #send(sql: string, parameters: readonly Value[]): Promise<pg.QueryResult> {
    try {
      return await this.client.query(sql, [...parameters]);
    } catch (error) {
      throw this.explained(error as pg.DatabaseError);
    }
  }
}

const int8 = 20;
const numeric = 1700;
const timestamptz = 1184;

/** Numbers as numbers, times as ISO texts. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') => {
    if (oid === int8 || oid === numeric) return Number;
    if (oid === timestamptz) return (text: string) => new Date(text).toISOString();
    return pg.types.getTypeParser(oid, format);
  },
};

function copyText(value: Value): string {
  if (value === null) return '\\N';
  return typeof value === 'string' ? value.replace(/[\\\n\r\t]/g, escaped) : String(value);
}

function escaped(character: string): string {
  return { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }[character] ?? character;
}

function withoutPassword(url: string): string {
  return url.replace(/\/\/([^:@/]*):[^@/]*@/, '//$1:***@');
}
