import { Worker } from 'node:worker_threads';
import type { ParsedPart, ParseSetup } from './parse-batch.ts';
import type { Batch, ParseQueue } from './parse-queue.ts';

export interface ThreadData {
  readonly setup: ParseSetup;
  /** The place in its batch of the file that the thread works on. */
  readonly current: Int32Array;
}

/** A thread that says nothing for so much longer than one file may take is ended from outside. */
const silentSeconds = 10;

/** Works the queue off in threads. */
export async function parseInThreads(
  script: string,
  setup: ParseSetup,
  queue: ParseQueue,
  threads: number,
  progress: () => void,
): Promise<void> {
  async function work(): Promise<void> {
    let thread: Thread | undefined;
    for (let batch = queue.next(); batch; batch = queue.next()) {
      thread ??= startThread(script, setup);
      const goesOn = await run(thread, batch, queue, progress);
      if (goesOn) continue;
      void thread.worker.terminate();
      thread = undefined;
    }
    void thread?.worker.terminate();
  }
  await Promise.all(Array.from({ length: threads }, work));
}

interface Thread {
  readonly worker: Worker;
  readonly current: Int32Array;
}

function startThread(script: string, setup: ParseSetup): Thread {
  const current = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(script, {
    workerData: { setup, current } satisfies ThreadData,
    resourceLimits: { maxOldGenerationSizeMb: 1024, maxYoungGenerationSizeMb: 48 },
  });
  return { worker, current };
}

/** Lets the thread parse a batch. Returns whether the thread can be given another. */
function run({ worker, current }: Thread, batch: Batch, queue: ParseQueue, progress: () => void): Promise<boolean> {
  let done = 0;
  Atomics.store(current, 0, 0);
  return new Promise(resolve => {
    const settle = (goesOn: boolean) => {
      clearTimeout(timer);
      worker.off('message', onPart).off('error', onError).off('exit', onExit);
      resolve(goesOn);
    };
    const fail = (reason: string) => {
      queue.fail(batch, done, Atomics.load(current, 0), reason);
      settle(false);
    };
    const onPart = (part: ParsedPart) => {
      const goesOn = queue.take(batch, part);
      done = part.done;
      timer.refresh();
      progress();
      if (!goesOn || done === batch.files.length) settle(goesOn);
    };
    const onError = (error: NodeJS.ErrnoException) => fail(reasonOf(error));
    const onExit = () => fail('could not be read: the reader ended');
    const timer = setTimeout(() => fail(`took longer than ${batch.seconds} s to read`), (batch.seconds + silentSeconds) * 1000);
    worker.on('message', onPart).on('error', onError).on('exit', onExit);
    worker.postMessage(batch);
  });
}

function reasonOf(error: NodeJS.ErrnoException): string {
  return error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'needs too much memory to read' : `could not be read: ${error.message}`;
}
