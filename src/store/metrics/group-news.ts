import type { Database } from '../database.ts';
import type { DeploymentGroup } from './deployment-groups.ts';

export interface News {
  readonly group: DeploymentGroup;
  /** What was seen before; absent where all is new. */
  readonly state: State | undefined;
}

/** What an assignment has seen of a group, as it is stored. */
interface State {
  readonly [column: string]: string | number | null;
  readonly service: string;
  readonly repository: string;
  readonly newest: string;
  readonly deployments: number;
  readonly deployment_sum: number;
  readonly changes: number;
  readonly change_sum: number;
  readonly baseline_at: string | null;
}

/** Groups that differ from what was seen; rows of groups that are gone are removed. */
export async function groupsWithNews(
  database: Database,
  groups: readonly DeploymentGroup[],
  environment: string,
): Promise<readonly News[]> {
  const states = await database.query<State>('select * from first_deployment_state where environment = $1', [environment]);
  const known = new Map(states.map(state => [JSON.stringify([state.service, state.repository]), state]));
  const news: News[] = [];
  for (const group of groups) {
    const key = JSON.stringify([group.service, group.repository]);
    const state = known.get(key);
    known.delete(key);
    if (!state || !isSeen(group, state)) news.push({ group, state });
  }
  for (const gone of known.values())
    for (const table of ['first_deployment', 'first_deployment_state'])
      await database.run(`delete from ${table} where service = $1 and environment = $2 and repository = $3`, [
        gone.service,
        environment,
        gone.repository,
      ]);
  return news;
}

function isSeen(group: DeploymentGroup, state: State): boolean {
  return (
    group.deployments === state.deployments &&
    group.deploymentSum === state.deployment_sum &&
    group.changes === state.changes &&
    group.changeSum === state.change_sum &&
    group.newest === state.newest
  );
}
