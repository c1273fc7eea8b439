import type { Database } from '../database.ts';
import { isAsked, joinSubjects, localDayOf, periodOf, type Question, within } from './question.ts';
import { statement } from './statement.ts';

/** Pages of one subject and period, and the engineers that got them. */
export interface PageRow {
  readonly [column: string]: string | number;
  readonly subject: string;
  readonly period: number;
  readonly pages: number;
  readonly engineers: number;
  readonly without_engineer: number;
  readonly actionable: number;
  readonly said_actionable: number;
}

export function pageRows(database: Database, question: Question): Promise<readonly PageRow[]> {
  const { sql, parameters } = statement(write => {
    const { join, subject } = joinSubjects('p.service', question, write);
    return `select subject, ${periodOf('day', question)} as period, count(*) as pages, count(distinct engineer) as engineers,
      count(*) - count(engineer) as without_engineer, sum(case when actionable then 1 else 0 end) as actionable,
      count(actionable) as said_actionable
    from (
      select ${subject} as subject, p.engineer, p.actionable, ${localDayOf('p.paged_at', question)} as day
      from page p ${join} where ${within('p.paged_at', question.window, write)} and ${isAsked('p.service', question, write)}) as page
    group by 1, 2 order by 1, 2`;
  });
  return database.query<PageRow>(sql, parameters);
}
