import { columnsOf } from '../../model/events.ts';
import type { Database, Row } from '../database.ts';

interface Wishes {
  readonly kind: 'deployment' | 'incident' | 'page' | string;
  readonly service: string;
  readonly before: string;
  readonly most: number;
}

/** When an event of a kind was. */
const times: Readonly<Record<string, string>> = {
  deployment: 'coalesce(succeeded_at, failed_at, started_at, created_at)',
  incident: 'coalesce(started_at, detected_at, created_at, resolved_at)',
  page: 'paged_at',
};

/** Events of a service, the newest first. */
export async function listEvents(database: Database, { kind, service, before, most }: Wishes): Promise<readonly Row[]> {
  const time = times[kind];
  if (time === undefined) throw new Error(`events of the kind ${kind} are not listed`);
  return database.query(
    `select ${columnsOf(kind as 'deployment').join(', ')} from ${kind} where service = $1 and ${time} < cast($2 as timestamptz)
     order by ${time} desc, source, id limit ${most}`,
    [service, before],
  );
}
