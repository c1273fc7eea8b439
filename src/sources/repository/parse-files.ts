import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { wantedBy } from '../../facts/candidates.ts';
import type { FileFindings } from '../../facts/detect.ts';
import { detectors } from '../../facts/detectors/index.ts';
import { type ParsedBatch, parseBatch } from './parse-batch.ts';
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

/** Reads and parses the files that some detector wants, in threads when there are many. The order of the result is that of the paths. */
export async function parseFiles(root: string, paths: readonly string[], progress: (text: string) => void): Promise<ParsedFiles> {
  const wants = wantedBy(detectors);
  const candidates = paths.filter(path => wants(path).length > 0);
  const script = fileURLToPath(new URL('./parse-worker.js', import.meta.url));
  const threads = Math.min(availableParallelism(), mostThreads);
  const inThreads = candidates.length >= worthThreads && existsSync(script);
  return merge(inThreads ? await parseInThreads(script, root, candidates, threads, progress) : [await parseBatch(root, candidates)]);
}

function merge(batches: readonly ParsedBatch[]): ParsedFiles {
  const filesRead = new Map<string, number>();
  for (const batch of batches) for (const [id, read] of batch.filesRead) filesRead.set(id, (filesRead.get(id) ?? 0) + read);
  const files = batches.flatMap(batch => batch.files);
  const unread = batches.flatMap(batch => batch.unread);
  return { files, unread: unread.sort((a, b) => (a.path < b.path ? -1 : 1)), filesRead };
}
