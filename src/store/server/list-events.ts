import { columnsOf } from '../../model/events.ts';
import type { Database, Row } from '../database.ts';

interface Wishes {
  readonly kind: 'deployment' | 'incident' | 'page' | string;
  readonly services: readonly string[];
  /** ISO instants: not before the first, and before the second. */
  readonly from?: string;
  readonly before: string;
  readonly most: number;
}

/** When an event of a kind was. */
const times: Readonly<Record<string, string>> = {
  deployment: 'coalesce(succeeded_at, failed_at, started_at, created_at)',
  incident: 'coalesce(started_at, detected_at, created_at, resolved_at)',
  page: 'paged_at',
};

/** Events of services with the time that each was (`happened_at`), the newest first. Those of the same instant are listed together, even if they are more than `most`. */
export async function listEvents(database: Database, { kind, services, from, before, most }: Wishes): Promise<readonly Row[]> {
  const time = times[kind];
  if (time === undefined) throw new Error(`events of the kind ${kind} are not listed`);
  const columns = columnsOf(kind as 'deployment').join(', ');
  const names = services.map((_, at) => `$${at + 3}`).join(', ');
  return database.query(
    `select ${columns}, happened_at from (
       select ${columns}, ${time} as happened_at, rank() over (order by ${time} desc) as place from ${kind}
        where service in (${names}) and ${time} < cast($1 as timestamptz) and ${time} >= cast($2 as timestamptz)
     ) as listed where place <= ${most} order by happened_at desc, source, id`,
    [before, from ?? '0001-01-01T00:00:00Z', ...services],
  );
}
