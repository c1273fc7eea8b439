import { existsSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { plainText } from '../lib/plain-text.ts';
import { UserError } from '../lib/user-error.ts';
import type { Database } from '../store/database.ts';
import { shownAddress } from './outcomes.ts';
import { openSettings } from './settings-source.ts';
import { storeAddress } from './store-address.ts';

/** Opens the store that holds assessments, and closes it after the work. It must be there already: nothing is made by looking. */
export async function inStore<T>(named: string | undefined, work: (database: Database, shown: string) => Promise<T>): Promise<T> {
  const address = storeAddress(named);
  const shown = plainText(shownAddress(address));
  if (!isServer(address) && !existsSync(address))
    throw new UserError(
      `there is no store at ${shown}`,
      'Store an assessment with: opsex assess --save, or name another store with --database',
    );
  return withStore(address, database => work(database, shown));
}

/** Opens the store at an address, making it where it is missing, and closes it after the work. */
export async function withStore<T>(address: string, work: (database: Database) => Promise<T>): Promise<T> {
  const { openStore } = await import('../store/open-store.ts');
  const database = await openStore(address);
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

export function isServer(address: string): boolean {
  return /^postgres(?:ql)?:\/\//.test(address);
}

/** What the workload in a folder is called. */
export async function workloadAt(path: string): Promise<string> {
  const settings = await openSettings(path, undefined);
  return settings?.workload.name ?? basename(resolve(path));
}

/** The workload that was named, else that of the current folder, else the only one of the store. */
export async function chooseWorkload(database: Database, named: string | undefined, shown: string): Promise<string> {
  const { storedWorkloads } = await import('../store/history/assessments.ts');
  const known = await storedWorkloads(database);
  const wanted = named ?? (await workloadAt('.').catch(() => ''));
  const [only, ...others] = known;
  if (known.includes(wanted)) return wanted;
  if (named === undefined && only !== undefined && others.length === 0) return only;
  if (only === undefined) throw new UserError(`${shown} holds no assessments yet`, 'Store one with: opsex assess --save');
  const list = known.slice(0, 8).map(plainText).join(', ');
  throw new UserError(
    named === undefined ? `${shown} holds several workloads` : `${shown} holds no assessments of "${plainText(named)}"`,
    `Name one of: ${list}${known.length > 8 ? ` and ${known.length - 8} more` : ''}`,
  );
}
