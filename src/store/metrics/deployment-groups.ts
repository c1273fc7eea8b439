import type { Database } from '../database.ts';
import { goesWhereAsked, type Place } from './question.ts';
import { type Statement, statement, type Writer } from './statement.ts';

/** The deployments of one service from one repository, with what tells whether anything came in since they were looked at. */
export interface DeploymentGroup {
  readonly service: string;
  /** As the changes name it. */
  readonly repository: string;
  /** As the deployments name it: the same repository may be known by several names. */
  readonly names: readonly string[];
  readonly newest: string;
  readonly deployments: number;
  readonly deploymentSum: number;
  readonly changes: number;
  readonly changeSum: number;
}

/** All groups of deployments with a known commit repository. */
export async function deploymentGroups(database: Database, place: Place): Promise<readonly DeploymentGroup[]> {
  const deployed = await query<DeployedRow>(database, statement(deployedRows(place)));
  const changes = await database.query<ChangeRow>(changeCounts);
  const known = new Map(changes.map(row => [row.repository, row]));
  const elsewhere = deployed.some(row => !known.has(row.named)) ? await repositoriesBySha(database, place) : new Map<string, string>();
  const groups = new Map<string, DeploymentGroup>();
  for (const row of deployed) {
    const repository = known.has(row.named) ? row.named : elsewhere.get(keyOf(row.service, row.named));
    const change = repository === undefined ? undefined : known.get(repository);
    if (!change) continue;
    const key = keyOf(row.service, change.repository);
    groups.set(key, joined(groups.get(key), row, change));
  }
  return [...groups.values()];
}

/** A number that changes when any of the rows does; sums of small remainders stay exact. */
export const deploymentCheck = 'sum(mod(cast(floor(extract(epoch from d.succeeded_at) * 1000) as bigint), 1000003))';

/** Deployments that can be looked for in the commit graph. */
export function walkable(place: Place, write: Writer): string {
  return `d.succeeded_at is not null and d.service is not null and d.sha is not null and ${goesWhereAsked('d', place, write)}`;
}

interface DeployedRow {
  readonly [column: string]: string | number;
  readonly service: string;
  readonly named: string;
  readonly newest: string;
  readonly deployments: number;
  readonly sum: number;
}

interface ChangeRow {
  readonly [column: string]: string | number;
  readonly repository: string;
  readonly changes: number;
  readonly sum: number;
}

const deployedRows = (place: Place) => (write: Writer) =>
  `
  select d.service, coalesce(d.repository, '') as named, max(d.succeeded_at) as newest, count(*) as deployments, ${deploymentCheck} as sum
  from deployment d where ${walkable(place, write)} group by 1, 2 order by 1, 2`;

const changeCounts = `select repository, count(*) as changes,
    sum(coalesce(length(parents), 0) + case when pull_request is not null and merged_at is null then 1000003 else 0 end + coalesce(mod(cast(floor(extract(epoch from committed_at)) as bigint), 1000003), 0)) as sum
  from change group by repository`;

/** Where the commits are of deployments whose repository is not given, or not by the name that the changes have. */
async function repositoriesBySha(database: Database, place: Place): Promise<ReadonlyMap<string, string>> {
  const rows = await query<{ service: string; named: string; repository: string }>(
    database,
    statement(
      write => `select d.service, coalesce(d.repository, '') as named, c.repository, count(*) as n from deployment d join change c on c.sha = d.sha
        where ${walkable(place, write)} and not exists (select 1 from change k where k.repository = d.repository)
        group by 1, 2, 3 order by n, 3 desc`,
    ),
  );
  return new Map(rows.map(row => [keyOf(row.service, row.named), row.repository]));
}

function joined(group: DeploymentGroup | undefined, row: DeployedRow, change: ChangeRow): DeploymentGroup {
  return {
    service: row.service,
    repository: change.repository,
    names: [...(group?.names ?? []), row.named],
    newest: group && group.newest > row.newest ? group.newest : row.newest,
    deployments: (group?.deployments ?? 0) + row.deployments,
    deploymentSum: (group?.deploymentSum ?? 0) + row.sum,
    changes: change.changes,
    changeSum: change.sum,
  };
}

function keyOf(service: string, repository: string): string {
  return JSON.stringify([service, repository]);
}

function query<R extends Record<string, string | number>>(database: Database, { sql, parameters }: Statement): Promise<readonly R[]> {
  return database.query<R>(sql, parameters);
}
