import type { ParsedBatch, ParsedPart } from './parse-batch.ts';

export interface Batch {
  readonly paths: readonly string[];
  /** How long the work on one of these files may take. */
  readonly seconds: number;
}

/** Seconds of work on one file; more when the machine was busy with other things the first time; less after many slow files. */
const patience = { first: 2, again: 5, short: 0.2 };
/** After so many files that took too long, each further one gets little time, or none: the run must end. */
const slowFiles = { short: 20, none: 200 };

const nothing: ParsedBatch = { files: [], unread: [], filesRead: [] };

/** What is still to be parsed and what was. A file that takes too long, or ends its thread, costs only itself. */
export class ParseQueue {
  readonly parsed: ParsedBatch[] = [];
  #waiting: { readonly paths: readonly string[]; readonly again?: true }[];
  #done = 0;
  #slow = 0;

  /** `wantedBy` tells which detectors miss a file that could not be read. */
  constructor(
    paths: readonly string[],
    batchSize: number,
    readonly wantedBy: (path: string) => readonly string[],
  ) {
    this.#waiting = Array.from({ length: Math.ceil(paths.length / batchSize) }, (_, at) => ({
      paths: paths.slice(at * batchSize, (at + 1) * batchSize),
    }));
  }

  /** How many files were read. */
  get done(): number {
    return this.#done;
  }

  next(): Batch | undefined {
    if (this.#slow >= slowFiles.none) this.#giveUp();
    const batch = this.#waiting.shift();
    if (!batch) return undefined;
    const seconds = this.#slow >= slowFiles.short ? patience.short : batch.again ? patience.again : patience.first;
    return { paths: batch.paths, seconds };
  }

  /** Takes what came of a part of the batch. Returns whether the thread can go on. */
  take(batch: Batch, { batch: parsed, done, count, overrun }: ParsedPart): boolean {
    this.parsed.push(parsed);
    this.#done += count;
    if (!overrun) return true;
    this.#requeue(batch.paths.slice(done + 1));
    const slow = batch.paths.slice(done, done + 1);
    if (overrun.starved && batch.seconds === patience.first) this.#waiting.unshift({ paths: slow, again: true });
    else this.#leaveOut(slow, `took longer than ${batch.seconds} s to read`);
    return false;
  }

  /** The thread ended while it read the file at `at`; those before `done` were taken already. */
  fail(batch: Batch, done: number, at: number, reason: string): void {
    const culprit = Math.max(done, at);
    this.#requeue(batch.paths.slice(culprit + 1));
    this.#requeue(batch.paths.slice(done, culprit));
    this.#leaveOut(batch.paths.slice(culprit, culprit + 1), reason);
  }

  #requeue(paths: readonly string[]): void {
    if (paths.length > 0) this.#waiting.unshift({ paths });
  }

  #leaveOut(paths: readonly string[], reason: string): void {
    this.#slow += 1;
    this.#done += paths.length;
    this.parsed.push({ ...nothing, unread: paths.map(path => ({ path, reason, wantedBy: this.wantedBy(path) })) });
  }

  #giveUp(): void {
    const reason = `was not read, because ${slowFiles.none} files took too long`;
    for (const { paths } of this.#waiting.splice(0)) this.#leaveOut(paths, reason);
  }
}
