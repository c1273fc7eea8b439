import { Worker } from 'node:worker_threads';
import type { ParsedBatch } from './parse-batch.ts';

const batchSize = 64;
/** A thread that says nothing for so long is ended; its files are then read one by one. */
const patienceSeconds = { batch: 60, file: 15 };

interface Batch {
  /** Place of the batch in the order of the paths. */
  readonly at: number;
  readonly paths: readonly string[];
}

/**
 * Reads and parses files in threads. A thread that dies or hangs costs only the file that made it so: the rest of its batch is read again, and
 * that file is listed as unread. The results stand in the order of the paths.
 */
export async function parseInThreads(
  script: string,
  root: string,
  paths: readonly string[],
  threads: number,
  progress: (text: string) => void,
): Promise<readonly ParsedBatch[]> {
  const queue = inBatches(paths);
  const results: { readonly at: number; readonly batch: ParsedBatch }[] = [];
  let done = 0;

  async function work(): Promise<void> {
    let worker: Worker | undefined;
    for (let batch = queue.shift(); batch; batch = queue.shift()) {
      worker ??= new Worker(script, {
        workerData: { root },
        resourceLimits: { maxOldGenerationSizeMb: 1024, maxYoungGenerationSizeMb: 48 },
      });
      const outcome = await runBatch(worker, batch);
      if ('failure' in outcome) {
        await worker.terminate();
        worker = undefined;
        if (batch.paths.length > 1)
          queue.unshift(...batch.paths.map((path, index) => ({ at: batch.at + index / batchSize, paths: [path] })));
        else
          results.push({
            at: batch.at,
            batch: { files: [], filesRead: [], unread: [{ path: batch.paths[0] ?? '', reason: outcome.failure, wantedBy: [] }] },
          });
      } else {
        results.push({ at: batch.at, batch: outcome });
        done += batch.paths.length;
        progress(`read ${done} of ${paths.length} files`);
      }
    }
    void worker?.terminate();
  }
  await Promise.all(Array.from({ length: threads }, work));
  return results.sort((a, b) => a.at - b.at).map(({ batch }) => batch);
}

function inBatches(paths: readonly string[]): Batch[] {
  return Array.from({ length: Math.ceil(paths.length / batchSize) }, (_, at) => ({
    at,
    paths: paths.slice(at * batchSize, (at + 1) * batchSize),
  }));
}

function runBatch(worker: Worker, { paths }: Batch): Promise<ParsedBatch | { readonly failure: string }> {
  const seconds = paths.length > 1 ? patienceSeconds.batch : patienceSeconds.file;
  return new Promise(resolve => {
    const settle = (outcome: ParsedBatch | { readonly failure: string }) => {
      clearTimeout(timer);
      worker.off('message', settle).off('error', onError).off('exit', onExit);
      resolve(outcome);
    };
    const onError = (error: Error) => settle({ failure: `could not be read: ${error.message}` });
    const onExit = () => settle({ failure: 'could not be read: the reader ended' });
    const timer = setTimeout(() => settle({ failure: `took longer than ${seconds} s to read` }), seconds * 1000);
    worker.on('message', settle).on('error', onError).on('exit', onExit);
    worker.postMessage(paths);
  });
}
