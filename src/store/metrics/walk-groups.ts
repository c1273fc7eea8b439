import { commitGraph } from '../../facts/metrics/commit-graph.ts';
import { firstDeployments } from '../../facts/metrics/first-deployments.ts';
import type { Database } from '../database.ts';
import { deploymentCheck, walkable } from './deployment-groups.ts';
import type { News } from './group-news.ts';
import { keepGroups } from './keep-groups.ts';
import type { Place } from './question.ts';
import { statement } from './statement.ts';

/** Walks from the new deployments of some groups over their commits, and keeps what was found. */
export async function walkGroups(
  database: Database,
  batch: readonly News[],
  place: Place,
): Promise<{ readonly anew: number; readonly commits: number }> {
  if (database.engine === 'postgresql') await database.query(`select pg_advisory_xact_lock(${lock})`);
  await makeTables(database, batch);
  await findLate(database, place);
  await loadNodes(database, place);
  const commits = await walk(database);
  await keepGroups(database, place.environment, batch);
  const [{ anew } = { anew: 0 }] = await database.query<{ anew: number }>('select count(*) as anew from walk_group where anew');
  for (const table of tables) await database.run(`drop table ${table}`);
  return { anew, commits };
}

/** Any number that no other program is likely to lock by: one process at a time assigns. */
const lock = 7_261_984;
const tables = ['walk_group', 'walk_name', 'walk_commit', 'walk_deployment', 'walk_first'] as const;

async function makeTables(database: Database, batch: readonly News[]): Promise<void> {
  for (const table of tables) await database.run(`drop table if exists ${table}`);
  for (const sql of [
    `create temp table walk_group (number integer, service text, repository text, anew boolean, newest timestamptz, deployments bigint,
      deployment_sum bigint)`,
    'create temp table walk_name (number integer, service text, name text)',
    'create temp table walk_commit (node integer, number integer, sha text, parents text, committed_at timestamptz, on_request boolean)',
    'create temp table walk_deployment (place integer, number integer, source text, id text, deployed_at timestamptz, node integer)',
    'create temp table walk_first (node integer, place integer)',
  ])
    await database.run(sql);
  await database.append(
    'walk_group',
    ['number', 'service', 'repository', 'anew', 'newest', 'deployments', 'deployment_sum'],
    batch.map(({ group, state }, number) => [
      number,
      group.service,
      group.repository,
      !state?.baseline_at,
      state?.newest ?? null,
      state?.deployments ?? null,
      state?.deployment_sum ?? null,
    ]),
  );
  const names = batch.flatMap(({ group }, number) => group.names.map(name => [number, group.service, name]));
  await database.append('walk_name', ['number', 'service', 'name'], names);
}

const deploymentsOfGroups = `walk_group g join walk_name n on n.number = g.number
  join deployment d on d.service = n.service and coalesce(d.repository, '') = n.name`;
const isUnassigned = `not exists (select 1 from first_deployment f
  where f.service = g.service and f.repository = g.repository and f.sha = c.sha and f.environment = `;

/** Marks groups to be walked anew: older deployments are others than before, or commits came in below those that are assigned. */
async function findLate(database: Database, place: Place): Promise<void> {
  const older = statement(
    write => `update walk_group set anew = true where not anew and not exists (
      select 1 from (
        select g.number, count(*) as deployments, ${deploymentCheck} as deployment_sum from ${deploymentsOfGroups}
        where ${walkable(place, write)} and d.succeeded_at <= g.newest group by g.number) as older
      where older.number = walk_group.number and older.deployments = walk_group.deployments
        and older.deployment_sum = walk_group.deployment_sum)`,
  );
  await database.run(older.sql, older.parameters);
  const late = statement(write => {
    const environment = write.text(place.environment);
    return `update walk_group set anew = true where number in (
      with free as (
        select g.number, g.service, g.repository, g.newest, c.sha from walk_group g join change c on c.repository = g.repository
        where not g.anew and ${isUnassigned}${environment}))
      select free.number from free
        join (
          select f.service, f.repository, unnest(string_to_array(c.parents, ' ')) as parent
          from first_deployment f join change c on c.repository = f.repository and c.sha = f.sha
          where f.environment = ${environment}) as held
        on held.service = free.service and held.repository = free.repository and held.parent = free.sha
      union
      select free.number from free join walk_name n on n.number = free.number
        join deployment d on d.service = n.service and coalesce(d.repository, '') = n.name and d.sha = free.sha
      where ${walkable(place, write)} and d.succeeded_at <= free.newest)`;
  });
  await database.run(late.sql, late.parameters);
}

/** Numbers the commits to walk over, group by group, and the deployments to walk from, in order of finish. */
async function loadNodes(database: Database, place: Place): Promise<void> {
  const commits = statement(
    write => `insert into walk_commit
      select cast(row_number() over () - 1 as integer), g.number, c.sha, c.parents, c.committed_at,
        c.pull_request is not null and c.merged_at is null
      from walk_group g join change c on c.repository = g.repository where g.anew or ${isUnassigned}${write.text(place.environment)})`,
  );
  await database.run(commits.sql, commits.parameters);
  if (database.engine === 'postgresql') await database.run('analyze walk_commit');
  const deployments = statement(
    write => `insert into walk_deployment
      select cast(row_number() over (order by g.number, d.succeeded_at, d.source, d.id) - 1 as integer), g.number, d.source, d.id,
        d.succeeded_at, c.node
      from ${deploymentsOfGroups} join walk_commit c on c.number = g.number and c.sha = d.sha
      where ${walkable(place, write)} and (g.anew or d.succeeded_at > g.newest)`,
  );
  await database.run(deployments.sql, deployments.parameters);
}

/** Only numbers leave the database; it puts the answer together again. */
async function walk(database: Database): Promise<number> {
  const [count = []] = await database.columns('select count(*) as n from walk_commit');
  const [children = [], parents = []] = await database.columns(`
    select child.node as child, parent.node as parent
    from (select node, number, unnest(string_to_array(parents, ' ')) as sha from walk_commit) as child
      join walk_commit parent on parent.number = child.number and parent.sha = child.sha`);
  const [deployed = []] = await database.columns('select node from walk_deployment order by place');
  const graph = commitGraph(Number(count[0] ?? 0), children as readonly number[], parents as readonly number[]);
  const first = firstDeployments(graph, deployed as readonly number[]);
  return database.append('walk_first', ['node', 'place'], placed(first));
}

function* placed(first: Int32Array): Generator<readonly [number, number]> {
  for (const [node, place] of first.entries()) if (place !== -1) yield [node, place];
}
