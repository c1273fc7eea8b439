import type { Database } from '../database.ts';
import type { News } from './group-news.ts';

/** Takes over what a walk has left in the temporary tables, and notes what it has seen. */
export async function keepGroups(database: Database, environment: string, batch: readonly News[]): Promise<void> {
  const ofGroup = (table: string) =>
    `${table}.environment = $1 and exists (select 1 from walk_group g where g.service = ${table}.service and g.repository = ${table}.repository`;
  await database.run(`delete from first_deployment where ${ofGroup('first_deployment')} and g.anew)`, [environment]);
  await database.run(
    `update first_deployment set committed_at = c.committed_at from change c
      where c.repository = first_deployment.repository and c.sha = first_deployment.sha
        and first_deployment.committed_at is distinct from c.committed_at and ${ofGroup('first_deployment')})`,
    [environment],
  );
  await database.run(
    `insert into first_deployment (service, environment, repository, sha, source, id, deployed_at, committed_at, baseline)
      select g.service, cast($1 as text), g.repository, c.sha, d.source, d.id, d.deployed_at, c.committed_at,
        g.anew and d.place = b.place
      from walk_first w join walk_commit c on c.node = w.node join walk_deployment d on d.place = w.place
        join walk_group g on g.number = c.number
        join (select number, min(place) as place from walk_deployment group by number) as b on b.number = g.number`,
    [environment],
  );
  await keepState(database, environment, batch, ofGroup('first_deployment_state'));
}

async function keepState(database: Database, environment: string, batch: readonly News[], isOfGroup: string): Promise<void> {
  const found = await statesFound(database, environment);
  const rows = batch.map(({ group, state }, number) => {
    const { anew, baseline_at, waiting, oldest } = found.get(number) ?? { anew: false, baseline_at: null, waiting: 0, oldest: null };
    const baseline = anew ? baseline_at : (state?.baseline_at ?? null);
    const seen = [group.newest, group.deployments, group.deploymentSum, group.changes, group.changeSum];
    return [group.service, environment, group.repository, ...seen, baseline, waiting, oldest];
  });
  await database.run(`delete from first_deployment_state where ${isOfGroup})`, [environment]);
  await database.append('first_deployment_state', stateColumns, rows);
}

const stateColumns = [
  'service',
  'environment',
  'repository',
  'newest',
  'deployments',
  'deployment_sum',
  'changes',
  'change_sum',
  'baseline_at',
  'waiting',
  'oldest_waiting',
];

interface Found {
  readonly [column: string]: string | number | boolean | null;
  readonly number: number;
  readonly anew: boolean;
  readonly baseline_at: string | null;
  readonly waiting: number;
  readonly oldest: string | null;
}

/** The first deployment of each group, and its commits that wait for one: later than it, and on no request that is still open. */
async function statesFound(database: Database, environment: string): Promise<ReadonlyMap<number, Found>> {
  const rows = await database.query<Found>(
    `with first as (
      select g.number, g.service, g.repository, g.anew, coalesce(min(d.deployed_at), min(s.baseline_at)) as baseline_at
      from walk_group g left join walk_deployment d on d.number = g.number and g.anew
        left join first_deployment_state s on s.service = g.service and s.repository = g.repository and s.environment = $1 and not g.anew
      group by 1, 2, 3, 4)
    select first.number, first.anew, first.baseline_at, count(c.node) as waiting, min(c.committed_at) as oldest
    from first left join walk_commit c on c.number = first.number and not c.on_request and c.committed_at > first.baseline_at
      and c.node not in (select node from walk_first)
    group by 1, 2, 3`,
    [environment],
  );
  return new Map(rows.map(row => [row.number, row]));
}
