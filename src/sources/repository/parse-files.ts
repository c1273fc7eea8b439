import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { wantedBy } from '../../facts/candidates.ts';
import type { FileFindings } from '../../facts/detect.ts';
import { detectorsFor } from '../../facts/detectors-for.ts';
import { type FileRecord, recordOf, type Unread } from './file-record.ts';
import type { KnownRecords } from './known-records.ts';
import { type ParseSetup, parseBatch, type WantedFile } from './parse-batch.ts';
import { ParseQueue } from './parse-queue.ts';
import { parseInThreads } from './parse-threads.ts';

export interface ParsedFiles {
  readonly files: readonly FileFindings[];
  readonly unread: readonly Unread[];
  readonly filesRead: ReadonlyMap<string, number>;
  /** Some file could not be read, or not in time, or changed meanwhile. */
  readonly incomplete: boolean;
}

/** From this many candidates on, threads cost less than they save. */
const worthThreads = 250;
const mostThreads = 4;
const batchSize = 64;

/**
 * Reads and parses the files that some detector wants, in threads when there are many. `blobs` are the contents that git vouches for: where
 * a record of that content is known, the file is not even read. The order of the result is that of the paths.
 */
export async function parseFiles(
  setup: ParseSetup,
  paths: readonly string[],
  blobs: ReadonlyMap<string, string>,
  known: KnownRecords,
  progress: (text: string) => void,
): Promise<ParsedFiles> {
  const wants = wantedBy(detectorsFor(setup.settings));
  const records: FileRecord[] = [];
  const wanted: WantedFile[] = [];
  for (const path of paths) {
    const before = known.of(path);
    if (before && before.blob === blobs.get(path)) records.push(before);
    else if (wants(path).length > 0) wanted.push({ path, ...(before?.blob ? { known: before.blob } : {}) });
  }
  const queue = new ParseQueue(wanted, batchSize, path => wants(path).map(want => want.detector.id));
  await work(setup, queue, wanted.length, progress);
  for (const line of queue.parsed) {
    const record = recordOf(line);
    const current = 'same' in record ? known.of(record.same) : record;
    if (current) records.push(current);
  }
  await known.keep(records);
  const moved = records.some(({ path, blob }) => blob !== undefined && blobs.has(path) && blobs.get(path) !== blob);
  return merge(records, moved);
}

async function work(setup: ParseSetup, queue: ParseQueue, files: number, progress: (text: string) => void): Promise<void> {
  const script = fileURLToPath(new URL('./parse-worker.js', import.meta.url));
  const hasThreads = existsSync(script);
  if (files < worthThreads || !hasThreads) await parseHere(setup, queue, hasThreads);
  const threads = Math.min(availableParallelism(), mostThreads);
  await parseInThreads(script, setup, queue, threads, () => progress(`read ${queue.done} of ${files} files`));
}

/** Works the queue off in this thread; after a file that took too long the rest is left to fresh threads, where there are any. */
async function parseHere(setup: ParseSetup, queue: ParseQueue, hasThreads: boolean): Promise<void> {
  for (let batch = queue.next(); batch; batch = queue.next()) {
    let goesOn = true;
    for await (const part of parseBatch(setup, batch.files, batch.seconds)) goesOn = queue.take(batch, part);
    if (!goesOn && hasThreads) return;
  }
}

function merge(records: readonly FileRecord[], moved: boolean): ParsedFiles {
  const filesRead = new Map<string, number>();
  for (const { readBy } of records) for (const id of readBy) filesRead.set(id, (filesRead.get(id) ?? 0) + 1);
  const files = records.flatMap(({ found }) => found ?? []);
  const unread = records.flatMap(record => record.unread ?? []);
  const incomplete = moved || records.some(record => record.blob === undefined && record.unread !== undefined);
  return { files: files.sort(byPath), unread: unread.sort(byPath), filesRead, incomplete };
}

function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path < b.path ? -1 : 1;
}
