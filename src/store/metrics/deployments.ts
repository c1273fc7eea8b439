import type { DeploymentRow } from '../../facts/metrics/rows.ts';
import type { Database } from '../database.ts';
import { counted } from './deployment-counts.ts';
import { failures } from './failures.ts';
import { bySubjectAndPeriod, joinSubjects, localDayOf, periodOf, type Question, secondsOf, subjectAndPeriod, within } from './question.ts';
import { type Statement, statement, type Writer } from './statement.ts';

/** Deployments, how many failed, and how long failed ones took to recover: `opsex/1`. */
export function deploymentRows(database: Database, question: Question): Promise<readonly DeploymentRow[]> {
  const { sql, parameters } = deploymentStatement(question);
  return database.query<DeploymentRow>(sql, parameters);
}

function deploymentStatement(question: Question): Statement {
  return statement(write => {
    const settled = write.time(new Date(question.asOf.getTime() - question.linkHours * 3_600_000));
    return `with ${failures(question, write)},
    ${counted('deployed d', 'true', question, write)},
    young as (
      select ${subjectAndPeriod}, count(*) as pending
      from (${placed('deployed d', `d.succeeded_at > ${settled}`, question, write)}) as young_deployment
      ${bySubjectAndPeriod(question)}),
    failing as (
      select ${subjectAndPeriod}, sum(case when succeeded_at <= ${settled} then 1 else 0 end) as failed,
        sum(case when succeeded_at <= ${settled} and named = 1 then 1 else 0 end) as named,
        percentile_cont(0.5) within group (order by case when seconds >= 0 then seconds end) as recovery,
        sum(case when seconds >= 0 then 1 else 0 end) as recovered, sum(case when seconds < 0 then 1 else 0 end) as recovered_before,
        sum(case when seconds is null then 1 else 0 end) as not_recovered
      from (
        select *, ${secondsOf('recovered_at')} - ${secondsOf('succeeded_at')} as seconds
        from (
          select *, case when resolved_at is not null and not is_open then resolved_at else remedied_at end as recovered_at
          from (${placed('failed d', 'true', question, write)}) as each_failure) as recovery) as timed_recovery
      ${bySubjectAndPeriod(question)})
    select counted.*, coalesce(young.pending, 0) as pending, coalesce(failing.failed, 0) as failed, coalesce(failing.named, 0) as named,
      failing.recovery, coalesce(failing.recovered, 0) as recovered, coalesce(failing.recovered_before, 0) as recovered_before,
      coalesce(failing.not_recovered, 0) as not_recovered
    from counted left join young on young.subject = counted.subject and young.period = counted.period
      left join failing on failing.subject = counted.subject and failing.period = counted.period
    order by counted.subject, counted.period`;
  });
}

/** Deployments of the window with their subject and period. */
function placed(deployments: string, where: string, question: Question, write: Writer): string {
  const { join, subject } = joinSubjects('d.service', question, write);
  return `select *, ${periodOf('day', question)} as period
    from (
      select d.*, ${subject} as subject, ${localDayOf('d.succeeded_at', question)} as day
      from ${deployments} ${join} where ${within('d.succeeded_at', question.window, write)} and ${where}) as each_one`;
}
