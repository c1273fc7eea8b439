import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { link, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { UserError } from '../../lib/user-error.ts';
import type { Database } from '../database.ts';
import { keptTables, rowsOf } from './tables.ts';

/** The version of the format: lines of JSON, packed by gzip. First the head, then the rows, last how many there are and their digest. */
export const backupFormat = 1;

export interface BackupHead {
  readonly backup: number;
  readonly schema: number;
  readonly tables: Readonly<Record<string, readonly string[]>>;
}

export interface BackupEnd {
  readonly rows: Readonly<Record<string, number>>;
  readonly digest: string;
}

/** Writes all that a store holds into a new file, as it is at one moment. The file is there whole or not at all. */
export async function backUp(database: Database, file: string): Promise<Readonly<Record<string, number>>> {
  const partial = `${file}.partial`;
  const rows: Record<string, number> = {};
  try {
    await database.transaction(async () => {
      if (database.engine === 'postgresql') await database.run('set transaction isolation level repeatable read');
      await pipeline(Readable.from(linesOf(database, rows)), createGzip(), createWriteStream(partial, { flags: 'wx', mode: 0o600 }));
    });
    await link(partial, file);
    return rows;
  } catch (error) {
    throw explained(error as NodeJS.ErrnoException, file);
  } finally {
    await rm(partial, { force: true });
  }
}

async function* linesOf(database: Database, counts: Record<string, number>): AsyncGenerator<string> {
  const digest = createHash('sha256');
  const signed = (text: string) => {
    digest.update(text);
    return text;
  };
  const tables = await keptTables(database);
  const [{ schema } = { schema: 0 }] = await database.query<{ schema: number }>('select max(id) as schema from schema_migration');
  const head: BackupHead = { backup: backupFormat, schema, tables: Object.fromEntries(tables.map(({ name, columns }) => [name, columns])) };
  yield signed(`${JSON.stringify(head)}\n`);
  for (const table of tables) {
    counts[table.name] = 0;
    for await (const rows of rowsOf(database, table)) {
      counts[table.name] = (counts[table.name] ?? 0) + rows.length;
      yield signed(rows.map(row => `${JSON.stringify([table.name, row])}\n`).join(''));
    }
  }
  const end: BackupEnd = { rows: counts, digest: digest.digest('hex') };
  yield `${JSON.stringify(end)}\n`;
}

function explained(error: NodeJS.ErrnoException, file: string): Error {
  if (error.code === 'EEXIST')
    return new UserError(`${file} is there already`, 'Name a new file: a backup never takes the place of another');
  if (error.code === 'ENOENT' || error.code === 'EACCES' || error.code === 'ENOTDIR')
    return new UserError(`${file} cannot be written (${error.code})`, 'Name a file in a folder that exists and that you may write to');
  return error;
}
