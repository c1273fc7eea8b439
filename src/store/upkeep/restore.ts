import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { UserError } from '../../lib/user-error.ts';
import type { Database, Value } from '../database.ts';
import { migrations } from '../migrations.ts';
import { type BackupEnd, type BackupHead, backupFormat } from './backup.ts';
import { countRows, keptTables } from './tables.ts';

const bundle = 20_000;

/** Puts a backup into an empty store: all of it or nothing. The file is read to its end and checked before anything is written. */
export async function restore(database: Database, file: string): Promise<Readonly<Record<string, number>>> {
  const head = await checked(file);
  await mustBeEmpty(database);
  const own = new Map((await keptTables(database)).map(({ name, columns }) => [name, new Set(columns)]));
  for (const [table, columns] of Object.entries(head.tables)) {
    const missing = columns.find(column => !own.get(table)?.has(column));
    if (missing)
      throw new UserError(`the store has no column ${table}.${missing}`, 'Restore with the opsex that made the backup, or a newer one');
  }
  const counts: Record<string, number> = {};
  await database.transaction(async () => {
    for await (const { table, rows } of bundlesOf(file)) {
      const columns = head.tables[table] ?? [];
      counts[table] = (counts[table] ?? 0) + (await database.append(table, columns, rows));
    }
  });
  return counts;
}

async function mustBeEmpty(database: Database): Promise<void> {
  for (const { name } of await keptTables(database))
    if ((await countRows(database, name)) > 0)
      throw new UserError('the store is not empty', 'Restore into a new one (--database NEW), so that nothing is mixed or lost');
}

/** The head of a backup that is whole. Throws a `UserError` when it is not. */
async function checked(file: string): Promise<BackupHead> {
  const digest = createHash('sha256');
  let head: BackupHead | undefined;
  let last = '';
  for await (const line of linesOf(file)) {
    if (!head) head = headOf(line, file);
    if (last !== '') digest.update(`${last}\n`);
    last = line;
  }
  const end = parsed(last) as BackupEnd | undefined;
  if (!head) throw damaged(file, 'it is empty');
  if (typeof end?.digest !== 'string') throw damaged(file, 'its end is missing');
  if (end.digest !== digest.digest('hex')) throw damaged(file, 'its content is not what was written');
  return head;
}

function headOf(line: string, file: string): BackupHead {
  const head = parsed(line) as Partial<BackupHead> | undefined;
  if (typeof head?.backup !== 'number' || typeof head.schema !== 'number' || typeof head.tables !== 'object')
    throw new UserError(`${file} is no backup of opsex`, 'Name a file that "opsex store backup" has written');
  const known = migrations.at(-1)?.id ?? 0;
  if (head.backup > backupFormat || head.schema > known)
    throw new UserError(`${file} was made by a newer opsex (schema ${head.schema})`, 'Restore with the opsex that made it, or a newer one');
  if (Object.entries(head.tables).some(([table, columns]) => ![table, ...columns].every(name => /^[a-z_]+$/.test(name))))
    throw damaged(file, 'it names tables as no opsex does');
  return head as BackupHead;
}

/** Rows of one table at a time. */
async function* bundlesOf(file: string): AsyncGenerator<{ readonly table: string; readonly rows: readonly (readonly Value[])[] }> {
  let table = '';
  let rows: (readonly Value[])[] = [];
  for await (const line of linesOf(file)) {
    const row = parsed(line);
    if (!Array.isArray(row)) continue; // the head and the end
    const [name, values] = row as [string, readonly Value[]];
    if (rows.length > 0 && (name !== table || rows.length >= bundle)) {
      yield { table, rows };
      rows = [];
    }
    table = name;
    rows.push(values);
  }
  if (rows.length > 0) yield { table, rows };
}

async function* linesOf(file: string): AsyncGenerator<string> {
  const source = createReadStream(file);
  const unpacked = createGunzip();
  source.on('error', error => unpacked.destroy(error));
  source.pipe(unpacked);
  const failure: { error?: NodeJS.ErrnoException } = {};
  unpacked.on('error', error => {
    failure.error = error;
  });
  try {
    for await (const line of createInterface({ input: unpacked, crlfDelay: Number.POSITIVE_INFINITY })) yield line;
  } catch (error) {
    failure.error = error as NodeJS.ErrnoException;
  } finally {
    source.destroy();
  }
  if (failure.error?.code === 'ENOENT') throw new UserError(`${file} does not exist`, 'Name a file that "opsex store backup" has written');
  if (failure.error) throw damaged(file, failure.error.message);
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function damaged(file: string, why: string): UserError {
  return new UserError(`${file} is damaged or cut off: ${why}`, 'Nothing was restored. Take another backup');
}
