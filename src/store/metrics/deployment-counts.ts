import type { DeploymentCount } from '../../facts/metrics/rows.ts';
import type { Database } from '../database.ts';
import {
  basisOf,
  bySubjectAndPeriod,
  goesWhereAsked,
  isAsked,
  joinSubjects,
  localDayOf,
  periodOf,
  type Question,
  subjectAndPeriod,
  within,
} from './question.ts';
import { statement, type Writer } from './statement.ts';

/** How many deployments, on how many days, and how many of them unplanned. */
export function deploymentCounts(database: Database, question: Question): Promise<readonly DeploymentCount[]> {
  const { sql, parameters } = statement(write => {
    const days = daily(
      `deployment d`,
      `${goesWhereAsked('d', question, write)} and ${isAsked('d.service', question, write)}`,
      question,
      write,
    );
    return `with daily as (${days}), ${counted(question)} select * from counted order by subject, period`;
  });
  return database.query<DeploymentCount>(sql, parameters);
}

/** Counts of each subject and local day. */
export function daily(deployments: string, where: string, question: Question, write: Writer): string {
  const { join, subject } = joinSubjects('d.service', question, write);
  return `select ${subject} as subject, ${localDayOf('d.succeeded_at', question)} as day, count(*) as deployments,
      sum(case when d.kind in ('rollback', 'hotfix') or nullif(d.remedies, '') is not null then 1 else 0 end) as unplanned,
      sum(case when d.pipeline = '' then 1 else 0 end) as by_hand, count(*) - count(d.pipeline) as pipeline_unknown,
      max(${basisOf('d.source')}) as basis
    from ${deployments} ${join} where ${within('d.succeeded_at', question.window, write)} and ${where}
    group by 1, 2`;
}

/** The table `counted`, from the table `daily`. */
export function counted(question: Question): string {
  return `counted as (
    select ${subjectAndPeriod}, sum(deployments) as deployments, count(distinct day) as days, sum(unplanned) as unplanned,
      sum(by_hand) as by_hand, sum(pipeline_unknown) as pipeline_unknown, coalesce(max(basis), 0) as basis
    from (select *, ${periodOf('day', question)} as period from daily) as each_day
    ${bySubjectAndPeriod})`;
}
