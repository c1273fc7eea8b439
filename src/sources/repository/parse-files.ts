import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { wantedBy } from '../../facts/candidates.ts';
import type { FileFindings } from '../../facts/detect.ts';
import { detectors } from '../../facts/detectors/index.ts';
import { type ParsedBatch, parseBatch } from './parse-batch.ts';
import { ParseQueue } from './parse-queue.ts';
import { parseInThreads } from './parse-threads.ts';
import type { Unread } from './repository.ts';

export interface ParsedFiles {
  readonly files: readonly FileFindings[];
  readonly unread: readonly Unread[];
  readonly filesRead: ReadonlyMap<string, number>;
}

/** From this many candidates on, threads cost less than they save. */
const worthThreads = 250;
const mostThreads = 4;
const batchSize = 64;

/** Reads and parses the files that some detector wants, in threads when there are many. The order of the result is that of the paths. */
export async function parseFiles(root: string, paths: readonly string[], progress: (text: string) => void): Promise<ParsedFiles> {
  const wants = wantedBy(detectors);
  const candidates = paths.filter(path => wants(path).length > 0);
  const script = fileURLToPath(new URL('./parse-worker.js', import.meta.url));
  const queue = new ParseQueue(candidates, batchSize, path => wants(path).map(want => want.detector.id));
  const hasThreads = existsSync(script);
  if (candidates.length < worthThreads || !hasThreads) await parseHere(root, queue, hasThreads);
  const threads = Math.min(availableParallelism(), mostThreads);
  await parseInThreads(script, root, queue, threads, () => progress(`read ${queue.done} of ${candidates.length} files`));
  return merge(queue.parsed);
}

/** Works the queue off in this thread; after a file that took too long the rest is left to fresh threads, where there are any. */
async function parseHere(root: string, queue: ParseQueue, hasThreads: boolean): Promise<void> {
  for (let batch = queue.next(); batch; batch = queue.next()) {
    let goesOn = true;
    for await (const part of parseBatch(root, batch.paths, batch.seconds)) goesOn = queue.take(batch, part);
    if (!goesOn && hasThreads) return;
  }
}

function merge(batches: readonly ParsedBatch[]): ParsedFiles {
  const filesRead = new Map<string, number>();
  for (const batch of batches) for (const [id, read] of batch.filesRead) filesRead.set(id, (filesRead.get(id) ?? 0) + read);
  const files = batches.flatMap(batch => batch.files);
  const unread = batches.flatMap(batch => batch.unread);
  return { files: files.sort(byPath), unread: unread.sort(byPath), filesRead };
}

function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path < b.path ? -1 : 1;
}
