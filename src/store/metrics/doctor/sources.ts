import { eventKindNames } from '../../../model/events.ts';
import type { Database } from '../../database.ts';
import { timeOf } from './checks.data.ts';

/** Where events of a kind are from, and from when to when. */
export interface SourceRow {
  readonly [column: string]: string | number | null;
  readonly kind: string;
  readonly source: string;
  readonly events: number;
  readonly first: string | null;
  readonly last: string | null;
}

export async function sourceRows(database: Database): Promise<readonly SourceRow[]> {
  const parts = eventKindNames.map(
    (
      kind,
      at,
    ) => `select ${at} as place, '${kind}' as kind, ${kind === 'change' ? 'e.repository' : 'e.source'} as source, count(*) as events,
      min(${timeOf[kind]}) as first, max(${timeOf[kind]}) as last from ${kind} e group by 3`,
  );
  return database.query<SourceRow>(
    `select kind, source, events, first, last from (${parts.join(' union all ')}) as part order by place, events desc, source`,
  );
}

/** Imports that left rows out, or did not come to their end. */
export interface ImportRow {
  readonly [column: string]: string | number | null;
  readonly file: string;
  readonly started_at: string;
  readonly finished_at: string | null;
  readonly rows_read: number;
  readonly rows_rejected: number;
}

export function troubledImports(database: Database): Promise<readonly ImportRow[]> {
  return database.query<ImportRow>(
    `select file, started_at, finished_at, rows_read, rows_rejected from import where rows_rejected > 0 or finished_at is null
     order by started_at desc limit 20`,
  );
}

/** Environments for which nothing says whether they are production. */
export async function environmentsNotSaid(
  database: Database,
): Promise<readonly { readonly environment: string; readonly deployments: number }[]> {
  return database.query<{ environment: string; deployments: number }>(
    `select environment, count(*) as deployments from deployment where production is null and environment is not null
     group by 1 order by 2 desc, 1`,
  );
}
