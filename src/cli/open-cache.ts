import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Cache } from '../sources/cache/cache.ts';

/** The cache of this user and this build; none where it is not wanted or opsex does not run from its built files. */
export function cached(wanted: boolean): { readonly cache?: Cache } {
  const build = fileURLToPath(new URL('./build-id', import.meta.url));
  return wanted && existsSync(build) ? { cache: new Cache(cacheFolder(), readFileSync(build, 'utf8')) } : {};
}

/** Where entries are kept: `OPSEX_CACHE_DIR`, or the place that the system gives to caches of the user. */
export function cacheFolder(): string {
  const { OPSEX_CACHE_DIR, XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
  if (OPSEX_CACHE_DIR) return resolve(OPSEX_CACHE_DIR);
  if (process.platform === 'win32' && LOCALAPPDATA) return join(LOCALAPPDATA, 'opsex', 'cache');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'opsex');
  return join(XDG_CACHE_HOME?.startsWith('/') ? XDG_CACHE_HOME : join(homedir(), '.cache'), 'opsex');
}
