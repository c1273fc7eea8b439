import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CommitGraph, commitGraph } from './commit-graph.ts';
import { commitsSincePrevious, firstDeployments } from './first-deployments.ts';

/** `parents[c]` are the parents of commit c. */
function graphOf(parents: readonly (readonly number[])[]): CommitGraph {
  const edges = parents.flatMap((each, child) => each.map(parent => [child, parent] as const));
  return commitGraph(
    parents.length,
    edges.map(([child]) => child),
    edges.map(([, parent]) => parent),
  );
}

test('a commit belongs to the first deployment that contains it', () => {
  // 0 - 1 - 2 ---- 4 - 5
  //      \- 3 ----/
  const graph = graphOf([[], [0], [1], [1], [2, 3], [4]]);
  expect([...firstDeployments(graph, [1, 4])]).toEqual([0, 0, 1, 1, 1, -1]);
  expect([...firstDeployments(graph, [3, 2, 5])]).toEqual([0, 0, 1, 0, 2, 2]);
});

test('a rollback to an earlier commit, a repeated and an unknown deployment bring nothing', () => {
  const graph = graphOf([[], [0], [1], [2]]);
  expect([...firstDeployments(graph, [2, 1, 2, -1, 3])]).toEqual([0, 0, 0, 4]);
});

test('against the deployment before, a commit can be brought twice', () => {
  const graph = graphOf([[], [0], [1], [2]]);
  const brought = [...commitsSincePrevious(graph, [2, 0, 2, 3])].map(commits => [...commits].sort());
  expect(brought).toEqual([[0, 1, 2], [], [1, 2], [3]]);
});

const history = fc
  .array(fc.array(fc.nat(), { maxLength: 3 }), { minLength: 1, maxLength: 25 })
  .map(rows => rows.map((row, commit) => (commit === 0 ? [] : [...new Set(row.map(each => each % commit))])))
  .chain(parents =>
    fc.record({ parents: fc.constant(parents), deployed: fc.array(fc.nat({ max: parents.length - 1 }), { maxLength: 8 }) }),
  );

test('the fast walks agree with sets of ancestors', () => {
  fc.assert(
    fc.property(history, ({ parents, deployed }) => {
      const reach = (commit: number): Set<number> => new Set([commit, ...(parents[commit] ?? []).flatMap(parent => [...reach(parent)])]);
      const graph = graphOf(parents);
      const sets = deployed.map(reach);
      const expected = parents.map((_, commit) => sets.findIndex(set => set.has(commit)));
      expect([...firstDeployments(graph, deployed)]).toEqual(expected);
      const brought = sets.map((set, place) => [...set].filter(each => !sets[place - 1]?.has(each)).sort());
      expect([...commitsSincePrevious(graph, deployed)].map(each => [...each].sort())).toEqual(brought);
    }),
    { seed: 11, numRuns: 200 },
  );
});

test('a million commits take no recursion and little time', () => {
  const commits = 1_000_000;
  const children = Int32Array.from({ length: commits - 1 }, (_, edge) => edge + 1);
  const graph = commitGraph(
    commits,
    children,
    children.map(child => child - 1),
  );
  const first = firstDeployments(
    graph,
    Int32Array.from({ length: 10_000 }, (_, place) => place * 100 + 99),
  );
  expect(first[0]).toBe(0);
  expect(first[999_999]).toBe(9_999);
});
