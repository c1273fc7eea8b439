import type { Database } from '../database.ts';
import { countRows, keptTables } from './tables.ts';

export interface StoreInfo {
  readonly engine: string;
  readonly schema: number;
  readonly rows: Readonly<Record<string, number>>;
  /** From the first event to the last. */
  readonly events: { readonly from: string | null; readonly to: string | null };
  readonly services: number;
  readonly workloads: readonly string[];
}

/** What a store holds. */
export async function storeInfo(database: Database): Promise<StoreInfo> {
  const rows: Record<string, number> = {};
  for (const { name } of await keptTables(database)) rows[name] = await countRows(database, name);
  const [{ schema } = { schema: 0 }] = await database.query<{ schema: number }>('select max(id) as schema from schema_migration');
  const [span] = await database.query<{ first: string | null; last: string | null }>(
    `select least((select min(succeeded_at) from deployment), (select min(coalesce(started_at, detected_at, created_at)) from incident)) as first,
      greatest((select max(succeeded_at) from deployment), (select max(coalesce(resolved_at, started_at, detected_at, created_at)) from incident)) as last`,
  );
  const [{ services } = { services: 0 }] = await database.query<{ services: number }>(
    `select count(*) as services from (select service from deployment where service is not null
      union select service from incident where service is not null) as known`,
  );
  const workloads = await database.query<{ workload: string }>('select distinct workload from assessment order by workload');
  return {
    engine: database.engine,
    schema,
    rows,
    events: { from: span?.first ?? null, to: span?.last ?? null },
    services,
    workloads: workloads.map(row => row.workload),
  };
}
