import type { DeploymentCount } from '../../facts/metrics/rows.ts';
import type { Database } from '../database.ts';
import {
  allSubjects,
  basisOf,
  goesWhereAsked,
  hasTotal,
  isAsked,
  joinSubjects,
  localDayOf,
  periodOf,
  type Question,
  wholeWindow,
  within,
} from './question.ts';
import { statement, type Writer } from './statement.ts';

/** How many deployments, and on how many days. */
export function deploymentCounts(database: Database, question: Question): Promise<readonly DeploymentCount[]> {
  const { sql, parameters } = statement(write => {
    const where = `${goesWhereAsked('d', question, write)} and ${isAsked('d.service', question, write)}`;
    return `with ${counted('deployment d', where, question, write)} select * from counted order by subject, period`;
  });
  return database.query<DeploymentCount>(sql, parameters);
}

/** The table `counted`, by way of days. All subjects together are a subject of their own, so that days are counted once. */
export function counted(deployments: string, where: string, question: Question, write: Writer): string {
  const { join, subject } = joinSubjects('d.service', question, write);
  const all = `union all select '${allSubjects}', day, sum(deployments), max(basis) from daily group by day`;
  const sets = question.totals ? 'grouping sets ((subject, period), (subject))' : 'subject, period';
  return `daily as (
    select ${subject} as subject, ${localDayOf('d.succeeded_at', question)} as day, count(*) as deployments, max(${basisOf('d.source', question)}) as basis
    from ${deployments} ${join} where ${within('d.succeeded_at', question.window, write)} and ${where}
    group by 1, 2),
  counted as (
    select subject, coalesce(period, ${wholeWindow}) as period, sum(deployments) as deployments, count(*) as days, max(basis) as basis
    from (
      select *, ${periodOf('day', question)} as period
      from (select * from daily ${hasTotal(question) ? all : ''}) as each_day) as placed_day
    group by ${sets})`;
}
