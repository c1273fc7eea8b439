import type { Database } from '../../database.ts';
import { failures } from '../failures.ts';
import { goesWhereAsked, type Question, within } from '../question.ts';
import { statement } from '../statement.ts';

/** Incidents of the window that can be put down to no deployment. */
export async function unlinkedIncidents(database: Database, question: Question): Promise<{ readonly count: number; readonly of: number }> {
  const { sql, parameters } = statement(
    write => `with ${failures(question, write)}
      select count(*) as incidents, sum(case when exists (select 1 from named where named.number = s.number)
        or exists (select 1 from timed where timed.number = s.number) then 0 else 1 end) as unlinked
      from signs s where s.sign = 'incident' and ${within('s.began', question.window, write)}`,
  );
  const [row] = await database.query<{ incidents: number; unlinked: number | null }>(sql, parameters);
  return { count: row?.unlinked ?? 0, of: row?.incidents ?? 0 };
}

/** The days between two deployments of a service that lie furthest apart, where that is unusual for it. */
export interface GapRow {
  readonly [column: string]: string | number | null;
  readonly service: string;
  readonly days: number;
  readonly usual: number;
  readonly since: string;
  readonly until: string | null;
}

const leastDays = 14;
const unusual = 5;

/** Services that were not deployed for a time several times as long as usual: perhaps events are missing. `until` is null when it lasts. */
export function gapRows(database: Database, question: Question): Promise<readonly GapRow[]> {
  const { sql, parameters } = statement(write => {
    const end = write.time(question.window.to);
    return `with step as (
        select d.service, d.succeeded_at as since, lead(d.succeeded_at) over (partition by d.service order by d.succeeded_at) as until
        from deployment d where d.service is not null and ${within('d.succeeded_at', question.window, write)} and ${goesWhereAsked('d', question, write)}),
      timed as (
        select service, since, until, cast(extract(epoch from coalesce(until, ${end}) - since) as double precision) / 86400 as days from step),
      usual as (
        select service, percentile_cont(0.5) within group (order by days) as usual from timed where until is not null group by 1 having count(*) >= 4),
      longest as (
        select t.*, usual.usual, row_number() over (partition by t.service order by t.days desc, t.since) as place
        from timed t join usual on usual.service = t.service)
      select service, days, usual, since, until from longest
      where place = 1 and days >= ${leastDays} and days >= ${unusual} * usual order by days desc, service limit 20`;
  });
  return database.query<GapRow>(sql, parameters);
}

/** Deployments whose commits are younger than they are: the clocks of two machines differ. */
export async function negativeLeadTimes(database: Database, question: Question): Promise<{ readonly count: number; readonly of: number }> {
  const { sql, parameters } = statement(
    write => `select count(*) as commits, sum(case when f.committed_at > f.deployed_at then 1 else 0 end) as negative from first_deployment f
      where f.environment = ${write.text(question.environment)} and not f.baseline and ${within('f.deployed_at', question.window, write)}`,
  );
  const [row] = await database.query<{ commits: number; negative: number | null }>(sql, parameters);
  return { count: row?.negative ?? 0, of: row?.commits ?? 0 };
}
