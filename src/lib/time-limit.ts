import { readFileSync } from 'node:fs';
import { createContext, Script } from 'node:vm';

/** The results for some of the items, in their order. */
export interface Slice<Result> {
  /** Place of the first of these items. */
  readonly from: number;
  readonly results: readonly Result[];
  /** The item after these took longer than it may. Memory that its work shared with others may be in any state. */
  readonly overrun?: Overrun;
}

export interface Overrun {
  /** Seconds of the processor that the slice took up to then; unknown where the system does not tell. Few of them: the machine was busy with other things. */
  readonly busy: number | undefined;
}

const longestSlice = 0.25;

/**
 * Works through the items with a limit for each: work that is still running about `seconds` after its start is ended from outside, wherever
 * it stands. One clock runs per slice of many items, not per item. After an overrun nothing more comes.
 */
export function* slicesWithin<Item, Result>(
  items: readonly Item[],
  seconds: number,
  work: (item: Item, at: number) => Result,
): Generator<Slice<Result>> {
  const slice = Math.min(longestSlice, seconds / 4);
  for (let from = 0; from < items.length; ) {
    const results: Result[] = [];
    const started = performance.now();
    const busy = processorSeconds();
    const inTime = endsWithin(seconds + slice, () => {
      for (let at = from; at < items.length && (at === from || performance.now() - started < slice * 1000); at++) {
        results.push(work(items[at] as Item, at));
      }
    });
    if (!inTime) {
      yield { from, results, overrun: { busy: busySince(busy) } };
      return;
    }
    yield { from, results };
    from += results.length;
  }
}

const sandbox: { work: () => void } = createContext({ work: () => {} }) as { work: () => void };
const call = new Script('work()');

/** Whether the synchronous work came to its end in time; a clock outside of the thread ends it otherwise. */
function endsWithin(seconds: number, work: () => void): boolean {
  sandbox.work = work;
  try {
    call.runInContext(sandbox, { timeout: Math.ceil(seconds * 1000) });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return false;
    throw error;
  }
}

function busySince(before: number | undefined): number | undefined {
  const now = processorSeconds();
  return now === undefined || before === undefined ? undefined : now - before;
}

/** How long this thread has been on a processor; unknown where the system does not tell. */
function processorSeconds(): number | undefined {
  try {
    return Number(readFileSync('/proc/thread-self/schedstat', 'utf8').split(' ')[0]) / 1e9;
  } catch {
    return undefined;
  }
}
