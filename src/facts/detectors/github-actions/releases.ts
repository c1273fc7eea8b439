import type { Tree } from '../../../lib/tree.ts';
import { wordsOf } from '../../production.ts';
import { areReleaseBranches } from '../pipeline-findings.ts';

const byPeople = new Set(['workflow_dispatch', 'workflow_call', 'repository_dispatch']);
const releaseWords = new Set(['version', 'versions', 'release', 'releases', 'tag', 'tags', 'promote', 'promotion']);

/**
 * Whether a workflow, apart from starts by hand, only runs when somebody releases: a release or tag, a branch that is there for releases, or a
 * change of the one file that says which version is out.
 */
export function isOfReleases(on: Tree | undefined): boolean {
  const events = on?.kind === 'map' ? on.pairs().filter(([name]) => !byPeople.has(name)) : [];
  return events.length > 0 && events.every(([name, filter]) => name === 'release' || (name === 'push' && isReleasePush(filter)));
}

function isReleasePush(filter: Tree): boolean {
  const branches = filter.texts('branches');
  if (branches.length > 0 && areReleaseBranches(branches)) return true;
  if (branches.length === 0) return filter.has('tags');
  const paths = filter.texts('paths');
  return (
    paths.length > 0 && paths.every(path => !/[*?[!]/.test(path) && wordsOf(path.replace(/^.*\//, '')).some(word => releaseWords.has(word)))
  );
}

/** `github.ref == 'refs/heads/production'` in a condition without alternatives. */
export function asksForReleaseBranch(condition: string): boolean {
  if (condition.includes('||')) return false;
  const branch = /\bgithub\.(?:event\.)?ref(?:_name)?\s*==\s*'(?:refs\/heads\/)?([\w./-]{1,80})'/.exec(condition)?.[1];
  return branch !== undefined && areReleaseBranches([branch]);
}
