import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { wantedBy } from '../../facts/candidates.ts';
import type { FileFindings } from '../../facts/detect.ts';
import { detectors } from '../../facts/detectors/index.ts';
import { type ParsedBatch, parseBatch } from './parse-batch.ts';
import type { Unread } from './repository.ts';

export interface ParsedFiles {
  readonly files: readonly FileFindings[];
  readonly unread: readonly Unread[];
  readonly filesRead: ReadonlyMap<string, number>;
}

/** From this many candidates on, threads cost less than they save. */
const worthThreads = 250;
const batchSize = 64;

/** Reads and parses the files that some detector wants, in threads when there are many. The order of the result is that of the paths. */
export async function parseFiles(root: string, paths: readonly string[], progress: (text: string) => void): Promise<ParsedFiles> {
  const wants = wantedBy(detectors);
  const candidates = paths.filter(path => wants(path).length > 0);
  const worker = fileURLToPath(new URL('./parse-worker.js', import.meta.url));
  const batches =
    candidates.length >= worthThreads && existsSync(worker)
      ? await inThreads(worker, root, candidates, progress)
      : [await parseBatch(root, candidates)];
  return merge(batches);
}

function merge(batches: readonly ParsedBatch[]): ParsedFiles {
  const filesRead = new Map<string, number>();
  for (const batch of batches) for (const [id, read] of batch.filesRead) filesRead.set(id, (filesRead.get(id) ?? 0) + read);
  const files = batches.flatMap(batch => batch.files);
  const unread = batches.flatMap(batch => batch.unread);
  return { files, unread: unread.sort((a, b) => (a.path < b.path ? -1 : 1)), filesRead };
}

async function inThreads(
  script: string,
  root: string,
  candidates: readonly string[],
  progress: (text: string) => void,
): Promise<readonly ParsedBatch[]> {
  const batches = chunk(candidates, batchSize);
  const results: ParsedBatch[] = [];
  let next = 0;
  const runOne = () =>
    new Promise<void>((resolve, reject) => {
      const worker = new Worker(script, { workerData: { root }, resourceLimits: { maxOldGenerationSizeMb: 1024 } });
      let current = -1;
      const give = () => {
        current = next++;
        const batch = batches[current];
        if (batch) worker.postMessage(batch);
        else void worker.terminate().then(() => resolve());
      };
      worker.on('message', (result: ParsedBatch) => {
        results[current] = result;
        progress(`read ${Math.min(next * batchSize, candidates.length)} of ${candidates.length} files`);
        give();
      });
      worker.on('error', reject);
      give();
    });
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), 4, batches.length) }, runOne));
  return results;
}

function chunk<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));
}
