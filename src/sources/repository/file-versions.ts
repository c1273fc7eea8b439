import type { FileVersion } from '../../facts/detector.ts';
import type { Git } from '../../lib/git.ts';

const mostCommits = 5_000;

/** The last version of a file in each of the latest `months` months in which it changed, oldest first. None where the history is not known. */
export async function monthlyVersions(git: Git, path: string, months = 24): Promise<readonly FileVersion[]> {
  const output = await git.run(['log', '-z', '-n', String(mostCommits), '--format=%H %cI', '--', path]).catch(() => '');
  const last = new Map<string, string>();
  for (const entry of output.split('\0').filter(Boolean)) {
    const [sha = '', date = ''] = entry.trim().split(' ');
    const month = new Date(date).toISOString().slice(0, 7);
    if (!last.has(month)) last.set(month, sha);
  }
  const wanted = [...last].sort(([a], [b]) => a.localeCompare(b)).slice(-months);
  const versions = await Promise.all(wanted.map(async ([month, sha]) => ({ month, text: await textAt(git, sha, path) })));
  return versions.flatMap(({ month, text }) => (text === undefined ? [] : { month, text }));
}

async function textAt(git: Git, sha: string, path: string): Promise<string | undefined> {
  return git.run(['cat-file', 'blob', `${sha}:./${path}`], { mostBytes: 4 * 1024 * 1024 }).catch(() => undefined);
}
