import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, openSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface ServerProcess {
  readonly url: string;
  readonly child: ChildProcess;
  /** Settles with the exit code once the process is gone; null when it was killed. */
  readonly gone: Promise<number | null>;
  /** The file that its log goes to. */
  readonly log: string;
}

/** The built `opsex serve` as a process of its own, on a free port, ready to answer. */
export async function serverProcess(address: string, environment: Readonly<Record<string, string>>): Promise<ServerProcess> {
  const log = join(mkdtempSync(join(tmpdir(), 'opsex-server-')), 'log');
  const command = process.env.OPSEX_COMMAND ?? join(import.meta.dirname, '../dist/opsex.js');
  const child = spawn('node', [command, 'serve', '--port', '0', '--no-open', '--database', address], {
    stdio: ['ignore', openSync(log, 'w'), 'pipe'],
    env: { ...process.env, ...environment },
  });
  const gone = new Promise<number | null>(resolve => child.once('close', resolve));
  const url = await new Promise<string>((resolve, reject) => {
    let said = '';
    child.stderr?.on('data', chunk => {
      said += chunk;
      const [, found] = /opsex is at: *(\S+)\n/.exec(said) ?? [];
      if (found) resolve(found);
    });
    child.once('close', () => reject(new Error(said)));
  });
  return { url, child, gone, log };
}
