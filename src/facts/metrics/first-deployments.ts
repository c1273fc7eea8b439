import { type CommitGraph, walkBack } from './commit-graph.ts';

/**
 * For each commit the first deployment that contained it, as its place in `deployed`; -1 when none did. `deployed` holds the commit of each
 * deployment, in order of finish, and -1 where it is not known. Every commit is visited once, whatever the number of deployments: a walk stops
 * where an earlier deployment has been. A rollback to an earlier commit finds nothing new.
 */
export function firstDeployments(graph: CommitGraph, deployed: ArrayLike<number>): Int32Array {
  const first = new Int32Array(graph.commits).fill(-1);
  const stack = new Int32Array(graph.commits);
  for (let place = 0; place < deployed.length; place++) {
    const commit = deployed[place] ?? -1;
    if (commit < 0) continue;
    walkBack(graph, commit, stack, each => {
      if (first[each] !== -1) return false;
      first[each] = place;
      return true;
    });
  }
  return first;
}

/**
 * The commits that each deployment brought over the one before it: what is reachable from its commit and not from the other. A commit may be
 * brought again after a deployment that did not contain it. This is the commit set of `devlake/2023`.
 */
export function* commitsSincePrevious(graph: CommitGraph, deployed: Iterable<number>): Generator<readonly number[]> {
  const held = new Uint8Array(graph.commits);
  const stack = new Int32Array(graph.commits);
  let previous = -1;
  for (const commit of deployed) {
    const brought: number[] = [];
    let descends = previous === -1 || commit === previous;
    walkBack(graph, commit, stack, each => {
      if (each === previous) descends = true;
      if (held[each] === 1) return false;
      held[each] = 1;
      brought.push(each);
      return true;
    });
    if (!descends) holdOnly(graph, commit, held, stack);
    previous = commit;
    yield brought;
  }
}

/** After a step back or aside, what is held is no longer a part of what is reachable. */
function holdOnly(graph: CommitGraph, commit: number, held: Uint8Array, stack: Int32Array): void {
  held.fill(0);
  walkBack(graph, commit, stack, each => {
    if (held[each] === 1) return false;
    held[each] = 1;
    return true;
  });
}
