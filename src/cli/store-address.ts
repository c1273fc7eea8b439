import { homedir } from 'node:os';
import { join } from 'node:path';
import { Option } from 'commander';

/** The option of every command that uses the store. */
export function databaseOption(): Option {
  return new Option('--database <address>', 'a DuckDB file or postgres://… (default: OPSEX_DATABASE_URL, else a file in your data folder)');
}

/** Where events are kept: as the caller says, else `OPSEX_DATABASE_URL`, else a file in the place that the system gives to data of the user. */
export function storeAddress(named: string | undefined): string {
  return named ?? (process.env.OPSEX_DATABASE_URL || join(dataFolder(), 'opsex.duckdb'));
}

function dataFolder(): string {
  const { XDG_DATA_HOME, LOCALAPPDATA } = process.env;
  if (process.platform === 'win32' && LOCALAPPDATA) return join(LOCALAPPDATA, 'opsex', 'data');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'opsex');
  return join(XDG_DATA_HOME?.startsWith('/') ? XDG_DATA_HOME : join(homedir(), '.local', 'share'), 'opsex');
}
