import type { ReworkRow } from '../../facts/metrics/rows.ts';
import type { Database } from '../database.ts';
import { allSubjects, basisOf, goesWhereAsked, hasTotal, isAsked, joinSubjects, type Question, within } from './question.ts';
import { statement } from './statement.ts';

/** How many deployments of the window were unplanned and, when `pipelines` are asked for, how many no pipeline made. */
export function reworkRows(database: Database, question: Question, pipelines = true): Promise<readonly ReworkRow[]> {
  const { sql, parameters } = statement(write => {
    const { join, subject } = joinSubjects('d.service', question, write);
    return `select coalesce(subject, '${allSubjects}') as subject, count(*) as deployments,
      sum(case when kind in ('rollback', 'hotfix') or nullif(remedies, '') is not null then 1 else 0 end) as unplanned,
      sum(case when pipeline = '' then 1 else 0 end) as by_hand, count(*) - count(pipeline) as pipeline_unknown, max(basis) as basis
    from (
      select ${subject} as subject, d.kind, d.remedies, ${pipelines ? 'd.pipeline' : 'cast(null as text)'} as pipeline, ${basisOf('d.source', question)} as basis
      from deployment d ${join} where ${within('d.succeeded_at', question.window, write)} and ${goesWhereAsked('d', question, write)}
        and ${isAsked('d.service', question, write)}) as deployed
    group by grouping sets ((subject)${hasTotal(question) ? ', ()' : ''}) having count(*) > 0 order by 1`;
  });
  return database.query<ReworkRow>(sql, parameters);
}
