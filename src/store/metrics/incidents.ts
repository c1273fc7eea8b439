import type { IncidentRow } from '../../facts/metrics/rows.ts';
import type { Database } from '../database.ts';
import { resolvedAt } from './failures.ts';
import {
  bySubjectAndPeriod,
  isAsked,
  joinSubjects,
  localDayOf,
  periodOf,
  type Question,
  secondsOf,
  subjectAndPeriod,
  within,
} from './question.ts';
import { statement } from './statement.ts';

export function incidentRows(database: Database, question: Question): Promise<readonly IncidentRow[]> {
  const { sql, parameters } = statement(write => {
    const { join, subject } = joinSubjects('i.service', question, write);
    return `select ${subjectAndPeriod}, count(seconds) as incidents, (percentile_cont(array[0.5, 0.9]) within group (order by seconds))[1] as median,
      (percentile_cont(array[0.5, 0.9]) within group (order by seconds))[2] as p90, avg(seconds) as mean,
      sum(case when began > resolved then 1 else 0 end) as negative, sum(case when began is null then 1 else 0 end) as no_start,
      sum(case when started_at is null and began <= resolved then 1 else 0 end) as start_from_detection
    from (
      select *, ${periodOf('day', question)} as period,
        case when began <= resolved then ${secondsOf('resolved')} - ${secondsOf('began')} end as seconds
      from (
        select *, ${localDayOf('resolved', question)} as day
        from (
          select ${subject} as subject, i.started_at, coalesce(i.started_at, i.detected_at, i.created_at) as began, ${resolvedAt('i')} as resolved
          from incident i ${join} where ${isAsked('i.service', question, write)} and i.resolved_at >= ${write.time(question.window.from)}) as ended
        where ${within('resolved', question.window, write)}) as placed) as timed
    ${bySubjectAndPeriod(question)} order by 1, 2`;
  });
  return database.query<IncidentRow>(sql, parameters);
}
