import { randomUUID } from 'node:crypto';
import type { Database } from '../database.ts';

/** Who did what to which thing. */
export interface AuditEntry {
  readonly at: string;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly details: string | null;
}

/** Notes what was done; within the transaction that does it. */
export async function note(database: Database, { at, actor, action, subject, details }: AuditEntry): Promise<void> {
  await database.run('insert into audit_entry (id, noted_at, actor, action, subject, details) values ($1, $2, $3, $4, $5, $6)', [
    randomUUID(),
    at,
    actor,
    action,
    subject,
    details,
  ]);
}

/** The newest entries first. */
export async function auditEntries(database: Database, before: string, most: number): Promise<readonly AuditEntry[]> {
  const rows = await database.query<Record<string, string | null>>(
    `select noted_at, actor, action, subject, details from audit_entry where noted_at < cast($1 as timestamptz)
     order by noted_at desc, id limit ${most}`,
    [before],
  );
  return rows.map(row => ({
    at: String(row.noted_at),
    actor: String(row.actor),
    action: String(row.action),
    subject: String(row.subject),
    details: row.details ?? null,
  }));
}
