import type { Git } from '../../lib/git.ts';
import { UserError } from '../../lib/user-error.ts';

export interface ChangedLines {
  readonly path: string;
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly lines: number;
}

export interface CommitRange {
  readonly base: string;
  readonly head: string;
}

/** `main..HEAD`, `main...HEAD` or `main`: what came on the way from where both part. */
export async function rangeOf(git: Git, written: string): Promise<CommitRange> {
  const [from = '', to = 'HEAD'] = written.split(/\.{2,3}/);
  const [base, head] = [await commitOf(git, from || 'HEAD'), await commitOf(git, to || 'HEAD')];
  const shared = await git.run(['merge-base', base, head]).catch(() => '');
  return { base: shared.trim() || base, head };
}

async function commitOf(git: Git, revision: string): Promise<string> {
  const found = await git.run(['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`]).catch(() => '');
  if (found.trim() !== '') return found.trim();
  throw new UserError(`${revision} is no commit here`, 'Write two commits, branches or tags that the clone has: main..HEAD');
}

const options = ['--no-ext-diff', '--no-textconv', '--no-renames', '--no-color', '--submodule=short', '--ignore-submodules=none'];
const mostBytes = 64 * 1024 * 1024;
/** Beyond it lines are counted, but not looked at. */
const mostLines = 200_000;

/** The files that differ between two commits, below the folder, with the lines that came and went. */
export async function readChange(git: Git, { base, head }: CommitRange): Promise<readonly ChangedLines[]> {
  const [numbers, patch] = await Promise.all([
    git.run(['diff', '--numstat', '-z', '--relative', ...options, base, head, '--', '.'], { mostBytes }),
    git
      .run(['diff', '--patch', '--unified=0', '--relative', ...options, base, head, '--', '.'], { mostBytes, seconds: 60 })
      .catch(() => ''),
  ]);
  const parts = partsOf(patch);
  return numbers
    .split('\0')
    .filter(Boolean)
    .map((entry, index) => {
      const [added = '', removed = '', path = ''] = entry.split('\t');
      const lines = (Number(added) || 0) + (Number(removed) || 0);
      return { path, lines, ...(parts[index] ?? { added: [], removed: [] }) };
    });
}

interface Part {
  readonly added: string[];
  readonly removed: string[];
}

/** One part for each file, in the order of the numbers. Without context only git itself begins a line with `diff --git`. */
function partsOf(patch: string): readonly Part[] {
  const parts: Part[] = [];
  let inHunk = false;
  for (const line of patch.split('\n', mostLines)) {
    if (line.startsWith('diff --git ')) {
      parts.push({ added: [], removed: [] });
      inHunk = false;
    } else if (line.startsWith('@@ ')) inHunk = true;
    else if (inHunk && line.startsWith('+')) parts.at(-1)?.added.push(line.slice(1, 2_000));
    else if (inHunk && line.startsWith('-')) parts.at(-1)?.removed.push(line.slice(1, 2_000));
  }
  return parts;
}

/** The text of a file in a commit. */
export async function textIn(git: Git, commit: string, path: string): Promise<string | undefined> {
  return git.run(['cat-file', 'blob', `${commit}:./${path}`], { mostBytes: 2 * 1024 * 1024 }).catch(() => undefined);
}

export async function pathsIn(git: Git, commit: string): Promise<readonly string[]> {
  return (await git.run(['ls-tree', '-r', '-z', '--name-only', commit])).split('\0').filter(Boolean);
}
