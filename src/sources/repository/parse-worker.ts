import { parentPort, workerData } from 'node:worker_threads';
import { parseBatch } from './parse-batch.ts';
import type { Batch } from './parse-queue.ts';
import type { ThreadData } from './parse-threads.ts';

const { setup, current } = workerData as ThreadData;

parentPort?.on('message', ({ files, seconds }: Batch) => {
  void answer(files, seconds);
});

async function answer(files: Batch['files'], seconds: number): Promise<void> {
  for await (const part of parseBatch(setup, files, seconds, at => Atomics.store(current, 0, at))) parentPort?.postMessage(part);
}
