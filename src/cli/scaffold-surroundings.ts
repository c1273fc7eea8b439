import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findWorkload } from '../find-workload.ts';
import { Git } from '../lib/git.ts';
import { dayOf } from '../model/people.ts';
import { type Surroundings, surroundingsOf } from '../scaffold/surroundings.ts';
import { cached } from './open-cache.ts';
import { showProgress } from './output.ts';
import { openSettings } from './settings-source.ts';

/** Looks at the repository for everything that scaffolds are filled in from. */
export async function findSurroundings(
  path: string,
  options: { readonly cache: boolean; readonly config?: string | boolean },
): Promise<Surroundings> {
  const settings = await openSettings(path, options.config);
  const progress = showProgress();
  const { facts, workload } = await findWorkload(path, { ...cached(options.cache), settings, progress: progress.report }).finally(
    progress.done,
  );
  const branch = await defaultBranch(path);
  const url = workload.sources[0]?.url;
  return surroundingsOf({
    name: workload.name,
    facts,
    ...(branch === undefined ? {} : { branch }),
    ...(url === undefined ? {} : { url }),
    has: file => existsSync(join(path, file)),
    read: file => read(join(path, file)),
    today: dayOf(new Date()),
  });
}

/** What the remote calls its default, else the branch at hand when it has a usual name. */
async function defaultBranch(path: string): Promise<string | undefined> {
  const git = await Git.open(path);
  if (!git) return undefined;
  const ask = (...args: readonly string[]) =>
    git.run(args, { seconds: 10 }).then(
      text => text.trim(),
      () => '',
    );
  const remote = await ask('symbolic-ref', '--short', 'refs/remotes/origin/HEAD');
  if (remote.startsWith('origin/')) return remote.slice('origin/'.length);
  const here = await ask('symbolic-ref', '--short', 'HEAD');
  return ['main', 'master', 'trunk', 'develop'].includes(here) ? here : undefined;
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8').slice(0, 1_000_000);
  } catch {
    return ''; // then the cloud is asked for
  }
}
