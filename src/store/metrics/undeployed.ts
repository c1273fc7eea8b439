import type { UndeployedRow } from '../../facts/metrics/rows.ts';
import type { Database } from '../database.ts';
import { allSubjects, isAsked, joinSubjects, type Question } from './question.ts';
import { statement } from './statement.ts';

/**
 * Commits that no deployment has brought out yet: on no request that is still open, and committed after the first deployment. A row with 0 for
 * a subject of whose commits none waits, none where no commit was ever seen deployed.
 */
export function undeployedRows(database: Database, question: Question): Promise<readonly UndeployedRow[]> {
  const { sql, parameters } = statement(write => {
    const { join, subject } = joinSubjects('s.service', question, write);
    const environment = write.text(question.environment);
    return `with state as (
      select s.service, s.repository, s.baseline_at, ${subject} as subject from first_deployment_state s ${join}
      where s.environment = ${environment} and s.baseline_at <= ${write.time(question.window.to)} and ${isAsked('s.service', question, write)})
    select coalesce(subject, '${allSubjects}') as subject, sum(commits) as commits, min(oldest) as oldest
    from (
      select subject, 0 as commits, cast(null as timestamptz) as oldest from state
      union all
      select s.subject, 1, c.committed_at
      from state s join change c on c.repository = s.repository
      where c.committed_at > s.baseline_at and c.committed_at <= ${write.time(question.window.to)}
        and (c.merged_at is not null or c.pull_request is null)
        and not exists (select 1 from first_deployment f
          where f.service = s.service and f.environment = ${environment} and f.repository = c.repository and f.sha = c.sha)) as waiting
    group by grouping sets ((subject), ()) having count(*) > 0 order by 1`;
  });
  return database.query<UndeployedRow>(sql, parameters);
}
