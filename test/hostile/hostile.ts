import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { FactsJson } from '../../src/report/contract.ts';
import { commitAll, type Files, folderOf, git } from '../repository.ts';

export const workflow = 'on: pull_request\njobs:\n  test:\n    steps:\n      - run: npm test\n';

/** A file that every hostile repository also holds: its facts must come out whatever stands beside it. */
const healthy: Files = {
  '.github/workflows/healthy.yml': workflow,
};

/** A repository with the healthy file and these, committed. */
export function hostileRepository(files: Files = {}): string {
  const root = folderOf({ ...healthy, ...files });
  git(root, ['init', '-q', '-b', 'main']);
  commitAll(root, 'Add everything', '2026-06-01T12:00:00Z');
  return root;
}

/** The same as a folder without git. */
export function hostileFolder(files: Files = {}): string {
  return folderOf({ ...healthy, ...files });
}

export interface Survived {
  readonly facts: FactsJson['facts'];
  /** Reasons by path. */
  readonly unread: Readonly<Record<string, string>>;
  readonly stdout: string;
}

export interface Bounds {
  /** Of the processor, where the system tells: others may use it at the same time. */
  readonly seconds?: number;
  readonly megabytes?: number;
  readonly env?: Readonly<Record<string, string>>;
  /** More for the command line. */
  readonly args?: readonly string[];
}

/** Reads the repository, which must end well, in time and in memory, with the facts of the healthy file. */
export function survive(root: string, { seconds = 25, megabytes = 1024, env = {}, args = [] }: Bounds = {}): Survived {
  const { stdout, took } = run(['facts', root, '--json', '--no-cache', ...args], megabytes, env);
  expect(took).toBeLessThan(seconds);
  const { facts, unread } = JSON.parse(stdout) as FactsJson;
  expect(healthyFacts(facts)).toEqual(['pipeline.job', 'pipeline.workflow']);
  return { facts, unread: Object.fromEntries(unread.map(({ path, reason }) => [path, reason])), stdout };
}

/** Reads and judges it, and returns what is printed. */
export function outputOf(args: readonly string[], { seconds = 25, megabytes = 1024, env = {} }: Bounds = {}): string {
  const { stdout, took } = run([...args, '--no-cache'], megabytes, env);
  expect(took).toBeLessThan(seconds);
  return stdout;
}

/** What the processor has spent on programs that this process has waited for, in seconds; `undefined` where the system does not tell. */
function processorSeconds(): number | undefined {
  try {
    const fields = readFileSync('/proc/self/stat', 'utf8').split(') ').pop()?.split(' ') ?? [];
    return (Number(fields[13]) + Number(fields[14])) / 100; // cutime and cstime: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
  } catch {
    return undefined;
  }
}

function run(args: readonly string[], megabytes: number, env: Readonly<Record<string, string>>) {
  const start = performance.now();
  const before = processorSeconds();
  const { status, stdout, stderr } = spawnSync(
    'node',
    [`--max-old-space-size=${megabytes}`, join(import.meta.dirname, '../../dist/opsex.js'), ...args],
    {
      encoding: 'utf8',
      env: { ...process.env, NO_COLOR: '1', ...env },
      maxBuffer: 512 * 1024 * 1024,
      timeout: 120_000,
      killSignal: 'SIGKILL',
    },
  );
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const after = processorSeconds();
  const isTold = before !== undefined && after !== undefined;
  return { stdout, took: isTold ? after - before : (performance.now() - start) / 1000 };
}

function healthyFacts(facts: FactsJson['facts']): readonly string[] {
  const own = facts.filter(({ origin }) => origin.kind === 'file' && origin.path === '.github/workflows/healthy.yml');
  return [...new Set(own.map(({ kind }) => kind))].sort();
}

/** A program outside of the repository that leaves a trace when anything runs it. */
export interface Canary {
  readonly script: string;
  readonly ran: () => boolean;
}

export function canary(): Canary {
  const folder = folderOf({});
  const trace = join(folder, 'ran');
  const script = join(folder, 'canary.sh');
  writeFileSync(script, `#!/bin/sh\ntouch '${trace}'\ncat\n`);
  chmodSync(script, 0o755);
  return { script, ran: () => existsSync(trace) };
}

/** `open` so many times, then `close` as often. */
export function nested(open: string, close: string, times: number): string {
  return open.repeat(times) + close.repeat(times);
}

/** Characters that a terminal or an editor obeys instead of showing them. */
export function hiddenIn(text: string): readonly string[] {
  return [...new Set(text.replaceAll('\n', '').match(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu) ?? [])];
}
