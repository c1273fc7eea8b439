import type { Database } from './database.ts';

/** A message as it came; there is one for a source and key. */
export interface StoredDelivery {
  readonly source: string;
  readonly key: string;
  readonly kind: string;
  readonly receivedAt: string;
  readonly body: string;
}

/** Stores messages, each once: what is there already stays as it is. Returns how many were new. */
export async function storeDeliveries(database: Database, deliveries: readonly StoredDelivery[]): Promise<number> {
  const columns = ['source', 'key', 'kind', 'received_at', 'body'];
  const rows = deliveries.map(({ source, key, kind, receivedAt, body }) => [source, key, kind, receivedAt, body]);
  return storeOnce(database, 'delivery', ['source', 'key'], columns, rows, 'do nothing');
}

/** What artifacts were built from. */
export async function storeArtifacts(
  database: Database,
  artifacts: readonly { readonly id: string; readonly repository?: string; readonly sha: string }[],
): Promise<void> {
  const rows = artifacts.map(({ id, repository, sha }) => [id, repository ?? null, sha]);
  const merge = 'do update set sha = greatest(artifact.sha, excluded.sha), repository = greatest(artifact.repository, excluded.repository)';
  await storeOnce(database, 'artifact', ['id'], ['id', 'repository', 'sha'], rows, merge);
}

async function storeOnce(
  database: Database,
  table: string,
  key: readonly string[],
  columns: readonly string[],
  rows: readonly (readonly (string | null)[])[],
  onConflict: string,
): Promise<number> {
  if (rows.length === 0) return 0;
  const waiting = `incoming_${table}`;
  const keys = key.join(', ');
  await database.run(`drop table if exists ${waiting}`);
  await database.run(`create temp table ${waiting} as select ${columns.join(', ')} from ${table} where 1 = 0`);
  await database.append(waiting, columns, rows);
  return database.run(
    `insert into ${table} (${columns.join(', ')}) select distinct on (${keys}) ${columns.join(', ')} from ${waiting}
     order by ${[...columns].join(', ')} on conflict (${keys}) ${onConflict}`,
  );
}
