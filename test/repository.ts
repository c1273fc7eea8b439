import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export type Files = Readonly<Record<string, string | Buffer>>;

/** A new folder with these files, removed with the system's temporary files. */
export function folderOf(files: Files): string {
  const root = mkdtempSync(join(tmpdir(), 'opsex-test-'));
  writeFiles(root, files);
  return root;
}

function writeFiles(root: string, files: Files): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
}

/** A git repository whose files were committed on 1 June 2026. */
export function repositoryOf(files: Files, date = '2026-06-01T12:00:00Z'): string {
  const root = folderOf(files);
  git(root, ['init', '-q', '-b', 'main']);
  commitAll(root, 'Add everything', date);
  return root;
}

export function commitAll(root: string, subject: string, date: string): void {
  git(root, ['add', '-A', '-f']);
  git(root, ['commit', '-q', '--allow-empty', '-m', subject], { GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date });
}

export function git(root: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): string {
  const identity = {
    GIT_AUTHOR_NAME: 'Ada',
    GIT_AUTHOR_EMAIL: 'ada@example.org',
    GIT_COMMITTER_NAME: 'Ada',
    GIT_COMMITTER_EMAIL: 'ada@example.org',
  };
  const { status, stdout, stderr } = spawnSync('git', args, { cwd: root, encoding: 'utf8', env: { ...process.env, ...identity, ...env } });
  if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`);
  return stdout;
}

export interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The tests share a cache of their own, as the repositories of one user do. */
const cacheOfTests = join(tmpdir(), 'opsex-test-cache');

/** Runs the built command line as a user would. */
export function opsex(
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: Readonly<Record<string, string>> } = {},
): Run {
  const { status, stdout, stderr } = spawnSync(
    'node',
    [join(import.meta.dirname, '..', process.env.OPSEX_BUILT_IN ?? 'dist', 'opsex.js'), ...args],
    {
      encoding: 'utf8',
      cwd: options.cwd,
      env: { ...process.env, NO_COLOR: '1', OPSEX_CACHE_DIR: cacheOfTests, ...options.env },
      maxBuffer: 64 * 1024 * 1024,
    },
  );
  return { status, stdout, stderr };
}

export function assessJson(path: string, ...more: readonly string[]) {
  const run = opsex(['assess', path, '--json', '--as-of', '2026-06-30', ...more]);
  if (run.status !== 0) throw new Error(run.stderr);
  return JSON.parse(run.stdout) as import('../src/report/contract.ts').AssessmentJson;
}
