import type { Database } from '../../database.ts';
import { isAsked, type Question, secondsOf, within } from '../question.ts';
import { statement } from '../statement.ts';

export interface PipelineTime {
  readonly [column: string]: number | null;
  /** Seconds. */
  readonly median: number | null;
  readonly commits: number;
  readonly failed: number;
  readonly unfinished: number;
  readonly approval: number;
}

/** A deployment that began so long after it was made has waited for a person. */
const waitSeconds = 60;

/**
 * How long commits of the main branch waited for their pipelines, from the first run that was asked for to the end of the last one. Where a
 * run failed, or did not come to its end, the whole was cut short; where one waited for an approval, its times tell nothing: none of them count.
 */
export async function pipelineTime(database: Database, question: Question): Promise<PipelineTime> {
  const { sql, parameters } = statement(
    write => `select percentile_cont(0.5) within group (order by seconds) as median, count(seconds) as commits,
        coalesce(sum(case when has_failed then 1 else 0 end), 0) as failed,
        coalesce(sum(case when is_open and not has_failed then 1 else 0 end), 0) as unfinished,
        coalesce(sum(case when has_waited and not is_open and not has_failed then 1 else 0 end), 0) as approval
      from (
        select has_failed, is_open, has_waited, case when not has_failed and not is_open and not has_waited and ended >= began then ended - began end as seconds
        from (
          select min(began) as began, max(ended) as ended, bool_or(has_failed) as has_failed, bool_or(is_open) as is_open, bool_or(has_waited) as has_waited
          from (
            select r.repository, r.sha, r.created_at, ${secondsOf('r.created_at')} as began,
              coalesce(${secondsOf('r.created_at')} + r.seconds, ${secondsOf('r.succeeded_at')}) as ended,
              r.failed_at is not null as has_failed, r.succeeded_at is null or r.created_at is null as is_open,
              r.seconds is null and exists (
                select 1 from deployment d where d.repository = r.repository and d.pipeline = r.pipeline
                  and ${secondsOf('d.started_at')} - ${secondsOf('d.created_at')} > ${waitSeconds}) as has_waited
            from run r
            where coalesce(r.main, r.branch in ('main', 'master', 'trunk'), false) and r.sha is not null
              and ${isAsked('r.service', question, write)}) as ran
          group by repository, sha having ${within('min(created_at)', question.window, write)}) as built) as timed`,
  );
  const [row] = await database.query<PipelineTime>(sql, parameters);
  return row ?? { median: null, commits: 0, failed: 0, unfinished: 0, approval: 0 };
}
