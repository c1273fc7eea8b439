import type { UndeployedRow } from '../../facts/metrics/rows.ts';
import type { Database } from '../database.ts';
import { allSubjects, hasTotal, isAsked, joinSubjects, type Question } from './question.ts';
import { statement } from './statement.ts';

/**
 * Commits that no deployment had brought out when deployments were last assigned. A row with 0 for a subject of whose commits none waits, none
 * where no commit was ever seen deployed.
 */
export function undeployedRows(database: Database, question: Question): Promise<readonly UndeployedRow[]> {
  const { sql, parameters } = statement(write => {
    const { join, subject } = joinSubjects('s.service', question, write);
    return `select coalesce(subject, '${allSubjects}') as subject, sum(waiting) as commits, min(oldest_waiting) as oldest
    from (
      select ${subject} as subject, s.waiting, s.oldest_waiting from first_deployment_state s ${join}
      where s.environment = ${write.text(question.environment)} and s.baseline_at is not null and ${isAsked('s.service', question, write)}) as state
    group by grouping sets ((subject)${hasTotal(question) ? ', ()' : ''}) having count(*) > 0 order by 1`;
  });
  return database.query<UndeployedRow>(sql, parameters);
}
