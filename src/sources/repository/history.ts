import { randomUUID } from 'node:crypto';
import type { Commit, FileHistory } from '../../facts/detector.ts';
import type { Git } from '../../lib/git.ts';

const mostPaths = 1500;
const bulkCommit = 50;
/** Begins each commit in the output of git. Whoever writes commits cannot know it, so that no subject or name looks like one. */
const record = `\x01${randomUUID()}\x01`;

/**
 * When each path was added and last changed in substance. Commits that touch more than 50 files, pure renames, changes of nothing but
 * whitespace, and bots do not count as changes of substance; a renamed file keeps the date of its first name. `undefined` when git takes
 * too long. A file that came with more than 50 others was mostly imported: when it was written is unknown.
 */
export async function fileHistories(git: Git, paths: readonly string[]): Promise<ReadonlyMap<string, FileHistory> | undefined> {
  const wanted = new Set(paths.slice(0, mostPaths));
  if (wanted.size === 0) return new Map();
  const touches = new Map<string, Touch[]>();
  const earlier = await collect(git, wanted, touches);
  if (!earlier) return undefined;
  const oldNames = new Set([...earlier.keys()].filter(path => !wanted.has(path)));
  if (oldNames.size > 0) {
    const before = new Map<string, Touch[]>();
    await collect(git, oldNames, before);
    for (const [oldName, newName] of earlier) touches.set(newName, [...(touches.get(newName) ?? []), ...(before.get(oldName) ?? [])]);
  }
  return new Map([...touches].flatMap(([path, list]) => (wanted.has(path) ? [[path, summarise(list)] as const] : [])));
}

interface Touch {
  readonly date: string;
  readonly substance: boolean;
  readonly bulk: boolean;
}

/** Adds the touches of the wanted paths, and returns old name -> new name of their renames. */
async function collect(git: Git, wanted: ReadonlySet<string>, touches: Map<string, Touch[]>): Promise<Map<string, string> | undefined> {
  const renames = new Map<string, string>();
  const format = `--format=${record}%H%x00%cI%x00%an`;
  const output = await git
    .run(['log', '-z', format, '--name-status', '-M', '--no-ext-diff', '--no-textconv', '--full-diff', '--no-merges', '--', ...wanted], {
      seconds: 30,
    })
    .catch(() => undefined);
  if (output === undefined) return undefined;
  const isBlank = await blankChanges(git, wanted);
  for (const entry of output.split(record).slice(1)) {
    const [sha = '', date = '', author = '', ...rest] = entry.split('\0');
    const changes = readChanges(rest);
    const bulk = changes.length > bulkCommit;
    const minor = bulk || isBot(author);
    for (const { path, from, pure } of changes) {
      if (!wanted.has(path)) continue;
      touches.set(path, [...(touches.get(path) ?? []), { date: toUtc(date), bulk, substance: !minor && !pure && !isBlank(sha, path) }]);
      if (from && !renames.has(from)) renames.set(from, path);
    }
  }
  return renames;
}

/** A test whether a commit changed nothing but whitespace and empty lines in a path; never, when git does not tell. */
async function blankChanges(git: Git, wanted: ReadonlySet<string>): Promise<(sha: string, path: string) => boolean> {
  const options = ['--numstat', '-w', '--ignore-blank-lines', '-M', '--no-ext-diff', '--no-textconv', '--no-merges'];
  const output = await git.run(['log', '-z', `--format=${record}%H`, ...options, '--', ...wanted], { seconds: 30 }).catch(() => '');
  const filled = new Set<string>();
  for (const entry of output.split(record).slice(1)) {
    const [sha = '', ...fields] = entry.split('\0');
    for (const [at, field] of fields.entries()) {
      const [, added, removed, path] = /^\s*(\d+|-)\t(\d+|-)\t(.*)$/s.exec(field) ?? [];
      if (added !== undefined && (added !== '0' || removed !== '0')) filled.add(`${sha} ${path || fields[at + 2]}`);
    }
  }
  return (sha, path) => output !== '' && !filled.has(`${sha} ${path}`);
}

interface Change {
  readonly path: string;
  readonly from?: string;
  readonly pure: boolean;
}

function readChanges(fields: readonly string[]): readonly Change[] {
  const changes: Change[] = [];
  for (let at = 0; at < fields.length; at++) {
    const status = fields[at]?.trim() ?? '';
    if (!/^[A-Z]\d*$/.test(status)) continue;
    if (status.startsWith('R') || status.startsWith('C')) {
      changes.push({ from: fields[at + 1] ?? '', path: fields[at + 2] ?? '', pure: status === 'R100' });
      at += 2;
    } else {
      changes.push({ path: fields[at + 1] ?? '', pure: false });
      at += 1;
    }
  }
  return changes;
}

function summarise(touches: readonly Touch[]): FileHistory {
  const [first] = [...touches].sort((a, b) => a.date.localeCompare(b.date));
  const changes = touches.filter(touch => touch.substance).map(touch => touch.date);
  const added = first?.bulk ? '' : (first?.date ?? '');
  const newest = [...changes].sort().reverse();
  return { added, updated: newest[0] ?? added, changes: newest.slice(0, 200) };
}

/** The first-parent line of the checked-out branch, newest first: at most 1,000 commits. */
export async function recentCommits(git: Git): Promise<readonly Commit[]> {
  const format = `--format=${record}%H%x00%cI%x00%an%x00%s%x00%P`;
  const output = await git
    .run([
      'log',
      '-z',
      '-n',
      '1000',
      '--first-parent',
      '--diff-merges=first-parent',
      '--no-renames',
      '--name-only',
      '--no-ext-diff',
      '--no-textconv',
      format,
    ])
    .catch(() => '');
  return output
    .split(record)
    .slice(1)
    .map(entry => {
      const [sha = '', date = '', author = '', subject = '', parents = '', ...paths] = entry.split('\0');
      return {
        sha,
        date: toUtc(date),
        author,
        subject: subject.slice(0, 300),
        parents: parents.trim() === '' ? 0 : parents.trim().split(' ').length,
        paths: paths
          .map(path => path.replace(/^\n/, ''))
          .filter(Boolean)
          .slice(0, 200),
      };
    });
}

function isBot(author: string): boolean {
  return /\[bot\]|\bbot\b|renovate|dependabot/i.test(author);
}

function toUtc(date: string): string {
  const time = Date.parse(date);
  return Number.isNaN(time) ? '' : new Date(time).toISOString();
}
