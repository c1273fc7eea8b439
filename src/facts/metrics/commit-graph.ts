/** A commit graph by number: the parents of commit `c` are `parents[starts[c]]` to `parents[starts[c + 1] - 1]`. */
export interface CommitGraph {
  readonly commits: number;
  readonly starts: Int32Array;
  readonly parents: Int32Array;
}

/** The graph of `commits` commits from pairs of a child and one of its parents, in any order. */
export function commitGraph(commits: number, children: ArrayLike<number>, parentOf: ArrayLike<number>): CommitGraph {
  const starts = new Int32Array(commits + 1);
  for (let edge = 0; edge < children.length; edge++) starts[at(children, edge) + 1] = at(starts, at(children, edge) + 1) + 1;
  for (let commit = 0; commit < commits; commit++) starts[commit + 1] = at(starts, commit + 1) + at(starts, commit);
  const next = starts.slice();
  const parents = new Int32Array(children.length);
  for (let edge = 0; edge < children.length; edge++) {
    const child = at(children, edge);
    parents[at(next, child)] = at(parentOf, edge);
    next[child] = at(next, child) + 1;
  }
  return { commits, starts, parents };
}

/**
 * Walks from `from` to all ancestors that `enters` lets in, itself included; each commit that is entered must not be let in again. `stack` is
 * room for all commits, made once for many walks.
 */
export function walkBack(graph: CommitGraph, from: number, stack: Int32Array, enters: (commit: number) => boolean): void {
  if (!enters(from)) return;
  let height = 0;
  stack[height++] = from;
  while (height > 0) {
    const commit = at(stack, --height);
    for (let edge = at(graph.starts, commit); edge < at(graph.starts, commit + 1); edge++) {
      const parent = at(graph.parents, edge);
      if (enters(parent)) stack[height++] = parent;
    }
  }
}

/** Arrays of numbers have no holes; the type does not say so. */
function at(numbers: ArrayLike<number>, index: number): number {
  return numbers[index] as number;
}
