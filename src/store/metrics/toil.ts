import type { Database } from '../database.ts';
import { localDayOf, periodOf, type Question, within } from './question.ts';
import { statement } from './statement.ts';

/** Recorded hours of a team and period. A record without all hours shows no share. */
export interface ToilRow {
  readonly [column: string]: string | number | null;
  readonly team: string;
  readonly period: number;
  readonly toil_hours: number | null;
  readonly total_hours: number | null;
  /** Records that count, and weeks that they are of. */
  readonly records: number;
  readonly weeks: number;
  readonly incomplete: number;
}

/** Toil of all teams, or of the named ones. */
export function toilRows(database: Database, question: Question, teams: readonly string[] | 'all'): Promise<readonly ToilRow[]> {
  const { sql, parameters } = statement(write => {
    const counts = 't.toil_hours >= 0 and t.total_hours > 0';
    return `select team, ${periodOf('day', question)} as period, sum(case when counts then toil_hours end) as toil_hours,
      sum(case when counts then total_hours end) as total_hours, sum(case when counts then 1 else 0 end) as records,
      count(distinct case when counts then floor((day + 3) / 7.0) end) as weeks, sum(case when counts then 0 else 1 end) as incomplete
    from (
      select coalesce(t.team, '') as team, t.toil_hours, t.total_hours, coalesce(${counts}, false) as counts, ${localDayOf('t.week', question)} as day
      from toil t where ${within('t.week', question.window, write)} ${teams === 'all' ? '' : `and t.team in ${write.texts(teams)}`}) as record
    group by 1, 2 order by 1, 2`;
  });
  return database.query<ToilRow>(sql, parameters);
}
