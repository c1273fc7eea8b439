import { commitGraph } from '../../../facts/metrics/commit-graph.ts';
import { commitsSincePrevious } from '../../../facts/metrics/first-deployments.ts';
import type { Database } from '../../database.ts';
import type { Question } from '../question.ts';
import { type PreviousSuccess, previousSuccesses } from './previous-success.ts';

/** The commits that a deployment brought over the one before it. `previous` is absent for the first of its line. */
export interface BroughtCommits {
  readonly deployment: PreviousSuccess;
  readonly commits: readonly string[];
}

/** Commit sets of deployments, line by line (a service, repository and environment). Commits are known by their sha, whatever the repository. */
export async function broughtCommits(database: Database, question: Question): Promise<readonly BroughtCommits[]> {
  const deployments = await previousSuccesses(database, question);
  const { names, numbers, graph } = await loadGraph(database);
  const brought: BroughtCommits[] = [];
  for (const line of lines(deployments)) {
    const known = line.filter(each => numbers.has(each.sha ?? ''));
    const sets = commitsSincePrevious(
      graph,
      known.map(each => numbers.get(each.sha ?? '') ?? -1),
    );
    let at = 0;
    for (const set of sets) {
      const deployment = known[at++];
      if (deployment) brought.push({ deployment, commits: set.map(each => names[each] ?? '') });
    }
  }
  return brought;
}

async function loadGraph(database: Database) {
  const [shas = [], parents = []] = await database.columns('select sha, max(parents) as parents from change group by sha order by sha');
  const names = shas.map(String);
  const numbers = new Map(names.map((sha, number) => [sha, number]));
  const children: number[] = [];
  const parentOf: number[] = [];
  for (const [child, list] of parents.entries())
    for (const parent of String(list ?? '').split(' ')) {
      const number = numbers.get(parent);
      if (number === undefined) continue;
      children.push(child);
      parentOf.push(number);
    }
  return { names, numbers, graph: commitGraph(names.length, children, parentOf) };
}

function lines(deployments: readonly PreviousSuccess[]): readonly (readonly PreviousSuccess[])[] {
  const byLine = new Map<string, PreviousSuccess[]>();
  for (const each of deployments) {
    const key = JSON.stringify([each.service, each.repository, each.environment]);
    const line = byLine.get(key);
    if (line) line.push(each);
    else byLine.set(key, [each]);
  }
  return [...byLine.values()];
}
