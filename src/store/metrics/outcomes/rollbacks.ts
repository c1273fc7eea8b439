import type { Database } from '../../database.ts';
import { goesWhereAsked, isAsked, type Question, secondsOf, within } from '../question.ts';
import { statement } from '../statement.ts';

export interface RollbackRow {
  readonly [column: string]: number | null;
  /** Seconds. */
  readonly median: number | null;
  readonly timed: number;
  readonly no_start: number;
}

/** How long rollbacks took, from their start to the version that ran again. */
export async function rollbackRow(database: Database, question: Question): Promise<RollbackRow> {
  const { sql, parameters } = statement(
    write => `select percentile_cont(0.5) within group (order by seconds) as median, count(seconds) as timed, count(*) - count(seconds) as no_start
      from (
        select case when began <= succeeded_at then ${secondsOf('succeeded_at')} - ${secondsOf('began')} end as seconds
        from (
          select d.succeeded_at, coalesce(d.started_at, d.created_at) as began from deployment d
          where d.kind = 'rollback' and ${within('d.succeeded_at', question.window, write)} and ${goesWhereAsked('d', question, write)}
            and ${isAsked('d.service', question, write)}) as rolled_back) as timed_rollback`,
  );
  const [row] = await database.query<RollbackRow>(sql, parameters);
  return row ?? { median: null, timed: 0, no_start: 0 };
}
