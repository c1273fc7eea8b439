import type { Database } from '../../database.ts';
import type { Question } from '../question.ts';
import { statement } from '../statement.ts';
import { type Check, checks, timeOf } from './checks.data.ts';

/** What a check found in the window, by source. */
export interface Found {
  readonly check: Check;
  readonly count: number;
  /** How many events of the kind there are in the window. */
  readonly of: number;
  readonly sources: readonly { readonly source: string; readonly count: number; readonly example: string }[];
}

export async function runChecks(database: Database, question: Question): Promise<readonly Found[]> {
  const found: Found[] = [];
  for (const check of checks) found.push(await runCheck(database, check, question));
  return found;
}

async function runCheck(database: Database, check: Check, { window, asOf }: Question): Promise<Found> {
  const source = check.kind === 'change' ? 'e.repository' : 'e.source';
  const id = check.kind === 'change' ? 'e.sha' : 'e.id';
  const { sql, parameters } = statement(write => {
    const from = write.time(window.from);
    const where = check.where.replaceAll('{now}', () => write.time(asOf));
    return `select ${source} as source, count(*) as events, sum(case when ${where} then 1 else 0 end) as count,
        min(case when ${where} then ${id} end) as example
      from ${check.kind} e where ${timeOf[check.kind]} is null or ${timeOf[check.kind]} >= ${from}
      group by 1 order by count desc, source`;
  });
  const rows = await database.query<{ source: string; events: number; count: number; example: string }>(sql, parameters);
  return {
    check,
    count: rows.reduce((sum, row) => sum + row.count, 0),
    of: rows.reduce((sum, row) => sum + row.events, 0),
    sources: rows.filter(row => row.count > 0).map(row => ({ source: row.source, count: row.count, example: row.example })),
  };
}
