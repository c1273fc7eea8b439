import type { Database } from '../../database.ts';
import { goesWhereAsked, isAsked, type Question } from '../question.ts';
import { statement } from '../statement.ts';

export interface FeedSpan {
  readonly [column: string]: string | number | null;
  /** The first production deployment of the workload that is recorded. */
  readonly first: string | null;
  /** The last deployment or incident that is recorded, of whichever service: until then events came in. */
  readonly last: string | null;
  /** The first incident that is recorded, of whichever service. */
  readonly first_incident: string | null;
}

/** From when to when events are recorded. */
export async function feedSpan(database: Database, question: Question): Promise<FeedSpan> {
  const { sql, parameters } = statement(write => {
    const now = write.time(question.asOf);
    return `select
      (select min(d.succeeded_at) from deployment d
        where d.succeeded_at <= ${now} and ${goesWhereAsked('d', question, write)} and ${isAsked('d.service', question, write)}) as first,
      greatest((select max(succeeded_at) from deployment where succeeded_at <= ${now}),
        (select max(coalesce(detected_at, created_at, started_at)) from incident where coalesce(detected_at, created_at, started_at) <= ${now})) as last,
      (select min(coalesce(started_at, detected_at, created_at)) from incident
        where coalesce(started_at, detected_at, created_at) <= ${now}) as first_incident`;
  });
  const [row] = await database.query<FeedSpan>(sql, parameters);
  return row ?? { first: null, last: null, first_incident: null };
}
