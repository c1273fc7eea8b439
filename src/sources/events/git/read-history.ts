import type { Git } from '../../../lib/git.ts';

/** A commit of a repository. */
export interface HistoryCommit {
  readonly sha: string;
  readonly parents: readonly string[];
  readonly authoredAt: string | undefined;
  readonly committedAt: string | undefined;
  readonly author: string;
  readonly subject: string;
}

const fields = ['%H', '%P', '%at', '%ct', '%ae', '%s'];
const longestSubject = 300;

/**
 * All commits that branches and tags lead to, newest first. Subjects and addresses cannot hold the zero byte that stands between fields, so
 * that nobody can fake a commit with them.
 */
export async function* readHistory(git: Git): AsyncGenerator<HistoryCommit> {
  const args = ['log', '-z', `--format=${fields.join('%x00')}`, '--branches', '--tags', '--remotes', 'HEAD', '--'];
  let values: string[] = [];
  for await (const value of zeroSeparated(git.stream(args))) {
    values.push(value);
    if (values.length < fields.length) continue;
    yield toCommit(values);
    values = [];
  }
}

/** Commit -> the commit that it says it reverts. */
export async function readReverts(git: Git): Promise<ReadonlyMap<string, string>> {
  const args = [
    'log',
    '-z',
    '--format=%H%x00%b',
    '--grep=^This reverts commit [0-9a-f]',
    '--branches',
    '--tags',
    '--remotes',
    'HEAD',
    '--',
  ];
  const reverts = new Map<string, string>();
  let sha: string | undefined;
  for await (const value of zeroSeparated(git.stream(args))) {
    if (sha === undefined) sha = value;
    else {
      const [, target] = /^This reverts commit ([0-9a-f]{7,64})/m.exec(value) ?? [];
      if (target) reverts.set(sha, target);
      sha = undefined;
    }
  }
  return reverts;
}

/** Commits and the name of the branch that merges them, newest first, along the line of first parents of the default branch. */
export async function readMainline(git: Git): Promise<readonly string[]> {
  const output = await git.run(['rev-list', '--first-parent', await defaultBranch(git), '--'], { seconds: 120 });
  return output.split('\n').filter(Boolean);
}

async function defaultBranch(git: Git): Promise<string> {
  const candidates = [
    'refs/remotes/origin/HEAD',
    'refs/remotes/origin/main',
    'refs/remotes/origin/master',
    'refs/heads/main',
    'refs/heads/master',
  ];
  for (const name of candidates) {
    const found = await git.run(['rev-parse', '--verify', '--quiet', `${name}^{commit}`]).catch(() => '');
    if (found.trim() !== '') return name;
  }
  return 'HEAD';
}

function toCommit([sha = '', parents = '', authored = '', committed = '', author = '', subject = '']: readonly string[]): HistoryCommit {
  return {
    sha,
    parents: parents === '' ? [] : parents.split(' '),
    authoredAt: toInstant(authored),
    committedAt: toInstant(committed),
    author,
    subject: subject.slice(0, longestSubject),
  };
}

/** Seconds since 1970 as ISO text; nothing for dates that no commit can have. */
export function toInstant(seconds: string): string | undefined {
  const number = Number(seconds);
  return seconds !== '' && number > 315_532_800 && number < 32_503_680_000 ? new Date(number * 1000).toISOString() : undefined;
}

async function* zeroSeparated(bytes: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of bytes) {
    const buffer = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let from = 0;
    for (let at = buffer.indexOf(0, from); at !== -1; at = buffer.indexOf(0, from)) {
      yield buffer.toString('utf8', from, at);
      from = at + 1;
    }
    rest = buffer.subarray(from);
  }
  if (rest.length > 0) yield rest.toString('utf8');
}
