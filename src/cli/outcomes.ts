import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { plainText } from '../lib/plain-text.ts';
import { UserError } from '../lib/user-error.ts';
import type { Settings } from '../model/settings.ts';
import type { FindOutcomes } from '../with-outcomes.ts';
import { storeAddress } from './store-address.ts';

interface Options {
  readonly database?: string;
  readonly events?: boolean;
  readonly service?: readonly string[];
  /** The store is made where it is missing. */
  readonly save?: boolean;
}

/**
 * Where the outcomes of an assessment come from: the named store, that of `OPSEX_DATABASE_URL`, or the default file if it is there. Nothing is
 * loaded where there is none. A store that nobody named and that cannot be read is told and left out.
 */
export function outcomesOf(options: Options, settings: Settings | undefined): { readonly outcomes?: FindOutcomes } {
  if (options.events === false) return {};
  const address = storeAddress(options.database);
  const isServer = /^postgres(?:ql)?:\/\//.test(address);
  if (!isServer && !existsSync(address)) {
    if (options.database === undefined || options.save) return {};
    throw new UserError(
      `${plainText(address)} does not exist`,
      'Name the store that events were imported into, or import some: opsex events import --help',
    );
  }
  const shown = plainText(shownAddress(address));
  const find: FindOutcomes = async (found, asOf) => {
    const { openStore } = await import('../store/open-store.ts');
    const { findOutcomes } = await import('../find-outcomes.ts');
    const database = await openStore(address);
    try {
      return await findOutcomes(database, found, asOf, {
        services: options.service ?? [],
        ...(settings ? { settings } : {}),
        zone: 'UTC',
        shown,
      });
    } finally {
      await database.close();
    }
  };
  const isNamed = options.database !== undefined || isServer;
  return { outcomes: isNamed ? find : tolerant(find, shown) };
}

function tolerant(find: FindOutcomes, shown: string): FindOutcomes {
  return async (found, asOf) => {
    try {
      return await find(found, asOf);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return {
        facts: [],
        notes: [`outcomes are unknown: ${shown} cannot be read (${error.message.split('\n')[0]})`],
        detectors: [],
        operates: false,
      };
    }
  };
}

/** Without a password, and short where it is the caller's own file. */
export function shownAddress(address: string): string {
  if (/^postgres(?:ql)?:\/\//.test(address)) return address.replace(/\/\/[^@/]*@/, '//').replace(/[?#].*$/, '');
  return address.startsWith(`${homedir()}/`) ? `~${address.slice(homedir().length)}` : address;
}
