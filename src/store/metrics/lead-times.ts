import type { LeadTimeRow } from '../../facts/metrics/rows.ts';
import type { Database } from '../database.ts';
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
import { type Statement, statement } from './statement.ts';

export function leadTimeRows(database: Database, question: Question): Promise<readonly LeadTimeRow[]> {
  const { sql, parameters } = leadTimeStatement(question);
  return database.query<LeadTimeRow>(sql, parameters);
}

function leadTimeStatement(question: Question): Statement {
  return statement(write => {
    const { join, subject } = joinSubjects('f.service', question, write);
    return `select ${subjectAndPeriod}, count(seconds) as commits, (percentile_cont(array[0.5, 0.9]) within group (order by seconds))[1] as median,
      (percentile_cont(array[0.5, 0.9]) within group (order by seconds))[2] as p90, sum(case when baseline then 1 else 0 end) as baseline,
      sum(case when not baseline and committed_at > deployed_at then 1 else 0 end) as negative,
      sum(case when not baseline and committed_at is null then 1 else 0 end) as no_commit_time
    from (
      select subject, ${periodOf('day', question)} as period, baseline, committed_at, deployed_at,
        case when not baseline and committed_at <= deployed_at then ${secondsOf('deployed_at')} - ${secondsOf('committed_at')} end as seconds
      from (
        select ${subject} as subject, f.baseline, f.committed_at, f.deployed_at, ${localDayOf('f.deployed_at', question)} as day
        from first_deployment f ${join}
        where f.environment = ${write.text(question.environment)} and ${within('f.deployed_at', question.window, write)}
          and ${isAsked('f.service', question, write)}) as first) as lead
    ${bySubjectAndPeriod(question)} order by 1, 2`;
  });
}
