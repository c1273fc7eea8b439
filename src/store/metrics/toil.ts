import type { ToilRow } from '../../facts/metrics/rows.ts';
import type { Database } from '../database.ts';
import { bySubjectAndPeriod, localDayOf, periodOf, type Question, subjectAndPeriod, within } from './question.ts';
import { statement } from './statement.ts';

/** Toil of all teams, or of the named ones. */
export function toilRows(database: Database, question: Question, teams: readonly string[] | 'all'): Promise<readonly ToilRow[]> {
  const { sql, parameters } = statement(write => {
    const counts = 't.toil_hours >= 0 and t.total_hours > 0';
    return `select ${subjectAndPeriod}, sum(case when counts then toil_hours end) as toil_hours,
      sum(case when counts then total_hours end) as total_hours, count(distinct case when counts then floor((day + 3) / 7.0) end) as weeks,
      sum(case when counts then 0 else 1 end) as incomplete
    from (
      select *, ${periodOf('day', question)} as period
      from (
        select coalesce(t.team, 'nobody') as subject, t.toil_hours, t.total_hours, coalesce(${counts}, false) as counts,
          ${localDayOf('t.week', question)} as day
        from toil t where ${within('t.week', question.window, write)} ${teams === 'all' ? '' : `and t.team in ${write.texts(teams)}`}) as record
      ) as placed
    ${bySubjectAndPeriod(question)} order by 1, 2`;
  });
  return database.query<ToilRow>(sql, parameters);
}
