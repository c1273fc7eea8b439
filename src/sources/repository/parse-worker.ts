import { parentPort, workerData } from 'node:worker_threads';
import { parseBatch } from './parse-batch.ts';
import type { Batch } from './parse-queue.ts';
import type { ThreadData } from './parse-threads.ts';

const { root, current } = workerData as ThreadData;

parentPort?.on('message', ({ paths, seconds }: Batch) => {
  void answer(paths, seconds);
});

async function answer(paths: readonly string[], seconds: number): Promise<void> {
  for await (const part of parseBatch(root, paths, seconds, at => Atomics.store(current, 0, at))) parentPort?.postMessage(part);
}
