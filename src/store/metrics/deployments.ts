import type { Database } from '../database.ts';
import { failures } from './failures.ts';
import { bySubjectAndPeriod, joinSubjects, localDayOf, periodOf, type Question, secondsOf, subjectAndPeriod, within } from './question.ts';
import { type Statement, statement } from './statement.ts';

/** Counts of one subject and period. The rates are about deployments that are older than the link window: `pending` ones are not decided. */
export interface DeploymentRow {
  readonly [column: string]: string | number | null;
  readonly subject: string;
  readonly period: number;
  readonly deployments: number;
  readonly pending: number;
  /** Local days with a deployment, and those of them that are working days. */
  readonly days: number;
  readonly working_days: number;
  /** Most deployments on one day, over all services of the subject. */
  readonly peak: number;
  /** Hotfixes, rollbacks and deployments that remedy another. */
  readonly unplanned: number;
  /** Of the decided ones: failed, and of these linked by name. */
  readonly failed: number;
  readonly named: number;
  /** Seconds from the end of a failed deployment to its recovery, of those that recovered. */
  readonly recovery: number | null;
  readonly recovered: number;
  readonly not_recovered: number;
  readonly recovered_before: number;
  /** By hand: the pipeline is said to be empty; by no known one: nothing is said. */
  readonly by_hand: number;
  readonly pipeline_unknown: number;
}

/** Deployments, how many failed, and how long failed ones took to recover: `opsex/1`. */
export function deploymentRows(database: Database, question: Question): Promise<readonly DeploymentRow[]> {
  const { sql, parameters } = deploymentStatement(question);
  return database.query<DeploymentRow>(sql, parameters);
}

export function deploymentStatement(question: Question): Statement {
  return statement(write => {
    const { window, asOf, linkHours } = question;
    const settled = write.time(new Date(asOf.getTime() - linkHours * 3_600_000));
    const { join, subject } = joinSubjects('d.service', question, write);
    return `with ${failures(question, write)},
    daily as (
      select ${subject} as subject, ${localDayOf('d.succeeded_at', question)} as day, count(*) as deployments,
        sum(case when d.succeeded_at > ${settled} then 1 else 0 end) as pending,
        sum(case when d.kind in ('rollback', 'hotfix') or nullif(d.remedies, '') is not null then 1 else 0 end) as unplanned,
        sum(case when d.pipeline = '' then 1 else 0 end) as by_hand, count(*) - count(d.pipeline) as pipeline_unknown
      from deployed d ${join} where ${within('d.succeeded_at', window, write)}
      group by 1, 2),
    counted as (
      select ${subjectAndPeriod}, sum(deployments) as deployments, sum(pending) as pending, count(distinct day) as days,
        count(distinct case when mod(day + 3, 7) < 5 then day end) as working_days, max(deployments) as peak, sum(unplanned) as unplanned,
        sum(by_hand) as by_hand, sum(pipeline_unknown) as pipeline_unknown
      from (select *, ${periodOf('day', question)} as period from daily) as each_day
      ${bySubjectAndPeriod}),
    failing as (
      select ${subjectAndPeriod}, sum(case when succeeded_at <= ${settled} then 1 else 0 end) as failed,
        sum(case when succeeded_at <= ${settled} and named = 1 then 1 else 0 end) as named,
        percentile_cont(0.5) within group (order by case when seconds >= 0 then seconds end) as recovery,
        sum(case when seconds >= 0 then 1 else 0 end) as recovered, sum(case when seconds < 0 then 1 else 0 end) as recovered_before,
        sum(case when seconds is null then 1 else 0 end) as not_recovered
      from (
        select subject, succeeded_at, named, ${periodOf('day', question)} as period,
          ${secondsOf('recovered_at')} - ${secondsOf('succeeded_at')} as seconds
        from (
          select ${subject} as subject, d.succeeded_at, d.named, ${localDayOf('d.succeeded_at', question)} as day,
            case when d.resolved_at is not null and not d.is_open then d.resolved_at else d.remedied_at end as recovered_at
          from failed d ${join} where ${within('d.succeeded_at', window, write)}) as each_failure) as recoveries
      ${bySubjectAndPeriod})
    select counted.subject, counted.period, counted.deployments, counted.pending, counted.days, counted.working_days, counted.peak,
      counted.unplanned, counted.by_hand, counted.pipeline_unknown, coalesce(failing.failed, 0) as failed, coalesce(failing.named, 0) as named,
      failing.recovery, coalesce(failing.recovered, 0) as recovered, coalesce(failing.recovered_before, 0) as recovered_before,
      coalesce(failing.not_recovered, 0) as not_recovered
    from counted left join failing on failing.subject = counted.subject and failing.period = counted.period
    order by counted.subject, counted.period`;
  });
}
