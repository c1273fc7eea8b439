import type { Database } from '../../database.ts';
import { resolvedAt } from '../failures.ts';
import { isAsked, joinSubjects, type Question } from '../question.ts';
import { type Statement, statement, type Writer } from '../statement.ts';
import { devlakeDeployments } from './deployments.ts';

export interface DevlakeLink {
  readonly [column: string]: string;
  readonly subject: string;
  readonly source: string;
  readonly id: string;
  readonly deployment: string;
}

/**
 * The table `link`, after `part`: each incident with the last deployment that finished before it was created, however long ago. Both are laid
 * on one line of time; incidents stand before deployments of the same moment, because `before` is strict.
 */
export function devlakeLinks(question: Question, write: Writer): string {
  const { join, subject } = joinSubjects('i.service', question, write);
  return `moment as (
    select ${subject} as subject, i.source, i.id, coalesce(i.created_at, i.started_at, i.detected_at) as happened_at, ${resolvedAt('i')} as resolved_at,
      cast(null as timestamptz) as finished_at, 0 as kind
    from incident i ${join}
    where coalesce(i.created_at, i.started_at, i.detected_at) is not null and ${isAsked('i.service', question, write)}
    union all
    select subject, source, id, succeeded_at, null, succeeded_at, 1 from part),
  preceded as (
    select *, max(finished_at) over (partition by subject order by happened_at, kind rows between unbounded preceding and current row) as latest_at
    from moment),
  link as (
    select p.subject, p.source, p.id, p.happened_at as created_at, p.resolved_at, p.latest_at as finished_at, max(part.source) as deployment_source,
      max(part.whole) as deployment
    from preceded p join part on part.subject = p.subject and part.succeeded_at = p.latest_at
    where p.kind = 0 group by 1, 2, 3, 4, 5, 6)`;
}

export function devlakeLinkRows(database: Database, question: Question): Promise<readonly DevlakeLink[]> {
  const { sql, parameters } = linkStatement(question);
  return database.query<DevlakeLink>(sql, parameters);
}

function linkStatement(question: Question): Statement {
  return statement(
    write => `with ${devlakeDeployments(question, write)}, ${devlakeLinks(question, write)}
      select subject, source, id, deployment from link order by source, id, subject`,
  );
}
