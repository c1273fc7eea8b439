import { createHash, randomUUID } from 'node:crypto';
import type { Database } from '../../store/database.ts';
import { digestOfStart } from './input/bundles.ts';
import type { Input } from './input/open-input.ts';
import { rejectsLength } from './rejects.ts';

export interface ImportSubject {
  readonly input: Input;
  readonly source: string;
  readonly kind: string;
  /** All that decides what is stored: an import that was broken off goes on only when it is the same. */
  readonly wishes: unknown;
  readonly rejectsPath: string;
  readonly now: Date;
}

/** What of a file is stored. */
export interface Progress {
  readonly bytes: number;
  readonly digest: string;
  readonly read: number;
  readonly stored: number;
  readonly rejected: number;
  readonly rejectsBytes: number;
}

/**
 * The record of an import in the store. It moves on in the same transaction as the rows, so that it never says more than is stored, and an
 * import that was killed goes on after the last rows that were.
 */
export class ImportRun {
  constructor(
    readonly store: Database,
    readonly id: string,
    /** How far an earlier run has come. */
    readonly start: Progress,
  ) {}

  static async begin(store: Database, subject: ImportSubject): Promise<ImportRun> {
    const fingerprint = createHash('sha256')
      .update(JSON.stringify([subject.input.path, subject.wishes]))
      .digest('hex');
    const broken = await brokenOff(store, fingerprint, subject);
    if (broken) return broken;
    const id = randomUUID();
    await store.run(
      `insert into import (id, file, source, kind, started_at, rows_read, rows_stored, rows_rejected, fingerprint, committed_bytes, rejects_bytes)
       values ($1, $2, $3, $4, $5, 0, 0, 0, $6, 0, 0)`,
      [id, subject.input.name, subject.source, subject.kind, subject.now.toISOString(), fingerprint],
    );
    return new ImportRun(store, id, { bytes: 0, digest: '', read: 0, stored: 0, rejected: 0, rejectsBytes: 0 });
  }

  /** Notes what is stored; to be called within the transaction that stores it. */
  async advance({ bytes, digest, read, stored, rejected, rejectsBytes }: Progress): Promise<void> {
    await this.store.run(
      `update import set committed_bytes = $2, committed_digest = $3, rows_read = $4, rows_stored = $5, rows_rejected = $6, rejects_bytes = $7
       where id = $1`,
      [this.id, bytes, digest, read, stored, rejected, rejectsBytes],
    );
  }

  async finish(now: Date): Promise<void> {
    await this.store.run('update import set finished_at = $2 where id = $1', [this.id, now.toISOString()]);
  }
}

interface Stored {
  readonly [column: string]: string | number;
  readonly id: string;
  readonly committed_bytes: number;
  readonly committed_digest: string;
  readonly rows_read: number;
  readonly rows_stored: number;
  readonly rows_rejected: number;
  readonly rejects_bytes: number;
}

/** The same import, if it was broken off and the file still begins with what was stored of it. */
async function brokenOff(store: Database, fingerprint: string, { input, rejectsPath }: ImportSubject): Promise<ImportRun | undefined> {
  const [found] = await store.query<Stored>(
    `select id, committed_bytes, committed_digest, rows_read, rows_stored, rows_rejected, rejects_bytes from import
     where fingerprint = $1 and finished_at is null and committed_bytes > 0 order by started_at desc limit 1`,
    [fingerprint],
  );
  if (!found || rejectsLength(rejectsPath) < found.rejects_bytes) return undefined;
  const digest = await digestOfStart(input, found.committed_bytes).catch(() => undefined);
  if (digest !== found.committed_digest) return undefined;
  return new ImportRun(store, found.id, {
    bytes: found.committed_bytes,
    digest,
    read: found.rows_read,
    stored: found.rows_stored,
    rejected: found.rows_rejected,
    rejectsBytes: found.rejects_bytes,
  });
}
