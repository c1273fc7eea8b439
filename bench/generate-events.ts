import type { Database } from '../src/store/database.ts';

export interface EventSizes {
  readonly deployments: number;
  readonly incidents: number;
  readonly services: number;
}

/** Two years that end here. */
export const end = new Date('2026-11-23T00:00:00Z');
export const days = 728;

/**
 * Fills an empty store by SQL alone, the same on both engines and in every run: deployments in order of time over all services, one commit
 * each on a line of its own per service, some rollbacks, incidents of which a third name their cause, and the first deployments that follow.
 */
export async function generateEvents(database: Database, { deployments, incidents, services }: EventSizes): Promise<void> {
  const start = `(timestamptz '${end.toISOString()}' - interval '${days} days')`;
  const time = (share: string) => `to_timestamp(extract(epoch from ${start}) + ${share} * ${days * 86_400})`;
  const random = (seed: string, factor: number, below: number) => `mod(mod(cast(${seed} as bigint) * ${factor}, 2147483647), ${below})`;
  const service = (seed: string) => `lpad(cast(${random(seed, 48_271, services)} as text), 3, '0') || '-service'`;
  const sha = (seed: string) => `md5(cast(${seed} as text)) || substr(md5(cast(${seed} + 1 as text)), 1, 8)`;
  await database.run(`create temp table line as
    select i, ${service('i')} as service, ${time(`(i / ${deployments}.0)`)} as succeeded_at,
      ${random('i', 69_621, 1000)} < 20 as is_rollback, ${random('i', 16_807, 259_200)} + 600 as lead
    from generate_series(1, ${deployments}) as g(i)`);
  await database.run(`insert into deployment (source, id, service, environment, production, repository, sha, kind, pipeline, started_at, succeeded_at)
    select 'github', cast(i as text), service, 'production', true, 'github.com/acme/' || service, ${sha('i')},
      case when is_rollback then 'rollback' else 'normal' end, 'run-' || i, succeeded_at, succeeded_at
    from line order by i`);
  await database.run(`insert into change (repository, sha, parents, authored_at, committed_at)
    select 'github.com/acme/' || service, ${sha('i')}, coalesce(${sha('before')}, ''), committed_at, committed_at
    from (select i, service, lag(i) over (partition by service order by i) as before,
        to_timestamp(extract(epoch from succeeded_at) - lead) as committed_at from line) as chain
    order by service, i`);
  const cause = `cast(floor(i * ${deployments / incidents}) as bigint)`;
  await database.run(`insert into incident (source, id, service, service_at, severity, severity_at, started_at, resolved_at, caused_by)
    select 'pagerduty', cast(trouble.i as text), service, began, 2, began, began,
      to_timestamp(extract(epoch from began) + 300 + ${random('trouble.i', 39_373, 14_400)}),
      case when mod(trouble.i, 3) = 0 then cast(cause as text) end
    from (select trouble.i, trouble.cause, line.service, to_timestamp(extract(epoch from succeeded_at) + ${random('trouble.i', 16_807, 80_000)}) as began
      from (select i, ${cause} as cause from generate_series(1, ${incidents}) as g(i)) as trouble join line on line.i = trouble.cause) as trouble
    order by trouble.i`);
  await database.run(`insert into first_deployment (service, environment, repository, sha, source, id, deployed_at, committed_at, baseline)
    select service, 'production', 'github.com/acme/' || service, ${sha('i')}, 'github', cast(i as text), succeeded_at,
      to_timestamp(extract(epoch from succeeded_at) - lead), row_number() over (partition by service order by i) = 1
    from line order by service, i`);
  await database.run(`insert into first_deployment_state
    select service, 'production', 'github.com/acme/' || service, max(succeeded_at), count(*), 0, count(*), 0, min(succeeded_at), 0, null from line group by service`);
  await database.run('drop table line');
}
