import type { Git } from '../../lib/git.ts';
import { repositoryName } from '../../lib/repository-name.ts';

/** Where a forge shows the repository, and which folder of it is assessed. */
export interface WebAddress {
  readonly url?: string;
  readonly folder?: string;
}

/** From the address that git fetches from. It stands in the repository's own configuration, so it is taken only where it has the shape of a forge's. */
export async function webAddressOf(git: Git): Promise<WebAddress> {
  const [address, prefix] = await Promise.all([
    git.run(['config', '--get', 'remote.origin.url']).catch(() => ''),
    git.run(['rev-parse', '--show-prefix']).catch(() => ''),
  ]);
  const url = toWebAddress(address.trim());
  const folder = prefix.replace(/\n$/, '').replace(/\/$/, '');
  return { ...(url ? { url } : {}), ...(folder ? { folder } : {}) };
}

const remote = /^(?:https?:\/\/|ssh:\/\/|git:\/\/|[\w.-]+@[\w.-]+:)/i;
const onForge = /^[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:\/[\w.~-]+){2,}$/;

/** `https://github.com/acme/shop` for `git@github.com:Acme/Shop.git`; nothing for a folder or an address of another shape. */
export function toWebAddress(address: string): string | undefined {
  if (!remote.test(address)) return undefined;
  const name = repositoryName(address);
  return onForge.test(name) && !name.split('/').some(part => /^\.+$/.test(part)) ? `https://${name}` : undefined;
}
