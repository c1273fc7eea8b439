import type { PageRow } from '../../facts/metrics/rows.ts';
import type { Database } from '../database.ts';
import { bySubjectAndPeriod, isAsked, joinSubjects, localDayOf, periodOf, type Question, subjectAndPeriod, within } from './question.ts';
import { statement } from './statement.ts';

export function pageRows(database: Database, question: Question): Promise<readonly PageRow[]> {
  const { sql, parameters } = statement(write => {
    const { join, subject } = joinSubjects('p.service', question, write);
    return `select ${subjectAndPeriod}, count(*) as pages, count(distinct engineer) as engineers, count(*) - count(engineer) as without_engineer,
      count(actionable) as judged, sum(case when not actionable then 1 else 0 end) as needless
    from (
      select subject, engineer, actionable, ${periodOf('day', question)} as period
      from (
        select ${subject} as subject, p.engineer, p.actionable, ${localDayOf('p.paged_at', question)} as day
        from page p ${join} where ${within('p.paged_at', question.window, write)} and ${isAsked('p.service', question, write)}) as page) as placed
    ${bySubjectAndPeriod(question)} order by 1, 2`;
  });
  return database.query<PageRow>(sql, parameters);
}
