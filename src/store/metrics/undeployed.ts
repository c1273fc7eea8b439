import type { Database } from '../database.ts';
import { isAsked, joinSubjects, type Question } from './question.ts';
import { statement } from './statement.ts';

/** Commits that no deployment has brought out yet: on no request that is still open, and committed after the first deployment. */
export interface UndeployedRow {
  readonly [column: string]: string | number | null;
  readonly subject: string;
  readonly commits: number;
  readonly oldest: string | null;
}

export function undeployedRows(database: Database, question: Question): Promise<readonly UndeployedRow[]> {
  const { sql, parameters } = statement(write => {
    const { join, subject } = joinSubjects('s.service', question, write);
    const environment = write.text(question.environment);
    return `select ${subject} as subject, count(*) as commits, min(c.committed_at) as oldest
      from first_deployment_state s ${join} join change c on c.repository = s.repository
      where s.environment = ${environment} and ${isAsked('s.service', question, write)}
        and c.committed_at > s.baseline_at and c.committed_at <= ${write.time(question.window.to)}
        and (c.merged_at is not null or c.pull_request is null)
        and not exists (select 1 from first_deployment f
          where f.service = s.service and f.environment = ${environment} and f.repository = c.repository and f.sha = c.sha)
      group by 1 order by 1`;
  });
  return database.query<UndeployedRow>(sql, parameters);
}
