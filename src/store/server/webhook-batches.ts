import type { Database } from '../database.ts';

/** A message as it was received. */
export interface ReceivedMessage {
  /** Format of the sender: `github`, … */
  readonly sender: string;
  readonly receivedAt: string;
  /** Those that tell what the message is; names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** As it came: JSON. */
  readonly body: string;
}

/** Stores messages with one commit. When this returns, they outlive the process and the machine. */
export async function storeBatch(database: Database, id: string, receivedAt: string, messages: readonly ReceivedMessage[]): Promise<void> {
  await database.run('insert into webhook_batch (id, received_at, content) values ($1, $2, $3)', [
    id,
    receivedAt,
    JSON.stringify(messages),
  ]);
}

/** Batches that have waited since before a time, the oldest first. */
export async function waitingBatches(database: Database, before: string, most: number): Promise<readonly string[]> {
  const rows = await database.query<{ id: string }>(
    `select id from webhook_batch where received_at <= cast($1 as timestamptz) order by received_at, id limit ${most}`,
    [before],
  );
  return rows.map(({ id }) => id);
}

/** What batches hold; those that another process has told meanwhile are left out. */
export async function readBatches(database: Database, ids: readonly string[]): Promise<readonly ReceivedMessage[]> {
  if (ids.length === 0) return [];
  const rows = await database.query<{ content: string }>(`select content from webhook_batch where id in (${places(ids)})`, ids);
  return rows.flatMap(({ content }) => JSON.parse(content) as readonly ReceivedMessage[]);
}

export async function forgetBatches(database: Database, ids: readonly string[]): Promise<void> {
  await database.run(`delete from webhook_batch where id in (${places(ids)})`, ids);
}

function places(values: readonly string[]): string {
  return values.map((_, at) => `$${at + 1}`).join(', ');
}
