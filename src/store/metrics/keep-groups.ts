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
  await keepState(database, environment, batch);
}

async function keepState(database: Database, environment: string, batch: readonly News[]): Promise<void> {
  const first = await database.query<{ number: number; baseline_at: string }>(
    `select g.number, min(d.deployed_at) as baseline_at from walk_group g join walk_deployment d on d.number = g.number
      where g.anew group by g.number`,
  );
  const baselines = new Map(first.map(row => [row.number, row.baseline_at]));
  const again = new Set((await database.query<{ number: number }>('select number from walk_group where anew')).map(row => row.number));
  for (const [number, { group, state }] of batch.entries()) {
    const baseline = again.has(number) ? (baselines.get(number) ?? null) : (state?.baseline_at ?? null);
    const key = [group.service, environment, group.repository];
    await database.run(
      `insert into first_deployment_state values ($1, $2, $3, cast($4 as timestamptz), $5, $6, $7, $8, cast($9 as timestamptz))
        on conflict (service, environment, repository) do update set newest = excluded.newest, deployments = excluded.deployments,
          deployment_sum = excluded.deployment_sum, changes = excluded.changes, change_sum = excluded.change_sum,
          baseline_at = excluded.baseline_at`,
      [...key, group.newest, group.deployments, group.deploymentSum, group.changes, group.changeSum, baseline],
    );
  }
}
