import { spawn, spawnSync } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';

/** A command on a terminal of its own: 100 columns, 40 lines. */
export interface Session {
  /** Waits until the screen shows the text, after what was waited for before; fails after some seconds. */
  until(text: string): Promise<void>;
  type(keys: string): void;
  /** Waits for the end. */
  end(): Promise<{ readonly code: number | null; readonly screen: string }>;
}

export const keys = { enter: '\r', down: '\u001b[B', leave: '\u0003' } as const;

const patience = 20_000;

/** Python has terminals in its library, util-linux has `script`; without either there is nothing to test on. */
const relay = 'import os,pty,sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))';
const has = (program: string, args: readonly string[]) => spawnSync(program, args).status === 0;
const terminal = has('python3', ['-c', 'import pty,os; os.waitstatus_to_exitcode'])
  ? (command: string) => ['python3', '-c', relay, 'sh', '-c', command]
  : has('script', ['--version'])
    ? (command: string) => ['script', '-qec', command, '/dev/null']
    : undefined;
export const hasTerminal = terminal !== undefined;

export function onTerminal(args: readonly string[], env: Readonly<Record<string, string>> = {}): Session {
  const words = ['node', 'dist/opsex.js', ...args].map(word => `'${word.replaceAll("'", `'\\''`)}'`).join(' ');
  const [program = '', ...rest] = terminal?.(`stty cols 100 rows 40; exec ${words}`) ?? [];
  const child = spawn(program, rest, { env: { ...process.env, TERM: 'xterm', NO_COLOR: '1', CI: '', ...env } });
  let screen = '';
  let seen = 0;
  const waiting = new Set<() => void>();
  const ended = new Promise<number | null>(resolve => child.on('close', resolve));
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      screen += stripVTControlCharacters(chunk.toString());
      for (const look of waiting) look();
    });
  return {
    until: text =>
      new Promise((resolve, reject) => {
        const stop = setTimeout(() => finish(new Error(`"${text}" did not appear after:\n${screen.slice(seen)}`)), patience);
        const finish = (error?: Error) => {
          clearTimeout(stop);
          waiting.delete(look);
          if (error) reject(error);
          else resolve();
        };
        const look = () => {
          const at = screen.indexOf(text, seen);
          if (at < 0) return;
          seen = at + text.length;
          finish();
        };
        waiting.add(look);
        look();
      }),
    type: typed => child.stdin.write(typed),
    end: async () => {
      const code = await ended;
      return { code, screen };
    },
  };
}
