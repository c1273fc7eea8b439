import type { CadenceRow } from '../../facts/metrics/rows.ts';
import type { Database } from '../database.ts';
import { goesWhereAsked, isAsked, joinSubjects, localDayOf, periodOf, type Question, within } from './question.ts';
import { statement } from './statement.ts';

const repeatMinutes = 10;

export function cadenceRows(database: Database, question: Question): Promise<readonly CadenceRow[]> {
  const { sql, parameters } = statement(write => {
    const { join, subject } = joinSubjects('d.service', question, write);
    return `select subject, ${periodOf('day', question)} as period, sum(fresh) as deployments,
      sum(case when mod(day + 3, 7) < 5 then fresh else 0 end) as on_working_days,
      sum(case when mod(day + 3, 7) < 5 and fresh > 0 then 1 else 0 end) as working_days, max(fresh) as peak,
      sum(rollbacks) as rollbacks, sum(repeats) as repeats
    from (
      select subject, day, sum(case when rollback + repeat = 0 then 1 else 0 end) as fresh, sum(rollback) as rollbacks,
        sum(case when rollback = 0 then repeat else 0 end) as repeats
      from (
        select ${subject} as subject, ${localDayOf('d.succeeded_at', question)} as day, case when d.kind = 'rollback' then 1 else 0 end as rollback,
          case when d.sha is not null and d.succeeded_at <= lag(d.succeeded_at) over (
            partition by d.service, d.sha order by d.succeeded_at, d.source, d.id) + interval '${repeatMinutes} minutes' then 1 else 0 end as repeat
        from deployment d ${join}
        where ${within('d.succeeded_at', question.window, write)} and ${goesWhereAsked('d', question, write)}
          and ${isAsked('d.service', question, write)}) as each_deployment
      group by 1, 2) as daily
    group by 1, 2 order by 1, 2`;
  });
  return database.query<CadenceRow>(sql, parameters);
}
