import type { Database } from '../../database.ts';
import { isAsked, type Question } from '../question.ts';
import { type Statement, statement } from '../statement.ts';

/** A successful deployment and the one before it of the same service, repository and environment, in order of finish. */
export interface PreviousSuccess {
  readonly [column: string]: string | null;
  readonly source: string;
  readonly id: string;
  readonly sha: string | null;
  readonly service: string;
  readonly repository: string;
  readonly environment: string;
  readonly previous: string | null;
  readonly previous_sha: string | null;
}

/** Deployments without repository or environment have no predecessor and are none. */
export function previousSuccesses(database: Database, question: Question): Promise<readonly PreviousSuccess[]> {
  const { sql, parameters } = previousStatement(question);
  return database.query<PreviousSuccess>(sql, parameters);
}

function previousStatement(question: Question): Statement {
  const line = 'partition by d.service, d.repository, d.environment order by d.succeeded_at, d.source, d.id';
  return statement(
    write => `select d.source, d.id, d.sha, d.service, d.repository, d.environment, lag(d.id) over (${line}) as previous,
        lag(d.sha) over (${line}) as previous_sha
      from deployment d
      where d.succeeded_at is not null and d.repository <> '' and d.environment <> '' and ${isAsked('d.service', question, write)}
      order by d.service, d.repository, d.environment, d.succeeded_at, d.source, d.id`,
  );
}
