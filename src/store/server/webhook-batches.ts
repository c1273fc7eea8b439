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

export async function readBatch(database: Database, id: string): Promise<readonly ReceivedMessage[] | undefined> {
  const [row] = await database.query<{ content: string }>('select content from webhook_batch where id = $1', [id]);
  return row && (JSON.parse(row.content) as readonly ReceivedMessage[]);
}

export async function forgetBatch(database: Database, id: string): Promise<void> {
  await database.run('delete from webhook_batch where id = $1', [id]);
}
