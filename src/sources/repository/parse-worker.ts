import { parentPort, workerData } from 'node:worker_threads';
import { parseBatch } from './parse-batch.ts';

const { root } = workerData as { root: string };

parentPort?.on('message', (paths: readonly string[]) => {
  void parseBatch(root, paths).then(result => parentPort?.postMessage(result));
});
