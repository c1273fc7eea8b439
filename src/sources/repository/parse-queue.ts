import { lineOf, type RecordLine } from './file-record.ts';
import type { ParsedPart, WantedFile } from './parse-batch.ts';

export interface Batch {
  readonly files: readonly WantedFile[];
  /** How long the work on one of these files may take. */
  readonly seconds: number;
  /** How often they were given up before, because the machine was busy with other things. */
  readonly tries: number;
}

/** Seconds for one file: the first time, and each further time that the machine was busy with other things. */
const patience = [2, 5, 15, 45] as const;
/** The first time, after many slow files. */
const shortPatience = 0.2;
/** After so many files that took too long, each further one gets little time, or none: the run must end. */
const slowFiles = { short: 20, none: 200 };

/** What is still to be parsed and what was. A file that takes too long, or ends its thread, costs only itself. */
export class ParseQueue {
  readonly parsed: RecordLine[] = [];
  #waiting: { readonly files: readonly WantedFile[]; readonly tries?: number }[];
  #slow = 0;

  /** `wantedBy` tells which detectors miss a file that could not be read. */
  constructor(
    files: readonly WantedFile[],
    batchSize: number,
    readonly wantedBy: (path: string) => readonly string[],
  ) {
    this.#waiting = Array.from({ length: Math.ceil(files.length / batchSize) }, (_, at) => ({
      files: files.slice(at * batchSize, (at + 1) * batchSize),
    }));
  }

  /** How many files were read. */
  get done(): number {
    return this.parsed.length;
  }

  next(): Batch | undefined {
    if (this.#slow >= slowFiles.none) this.#giveUp();
    const batch = this.#waiting.shift();
    if (!batch) return undefined;
    const { files, tries = 0 } = batch;
    const seconds = tries === 0 && this.#slow >= slowFiles.short ? shortPatience : (patience[tries] ?? patience[0]);
    return { files, seconds, tries };
  }

  /** Takes what came of a part of the batch. Returns whether the thread can go on. */
  take(batch: Batch, { lines, done, overrun }: ParsedPart): boolean {
    for (const line of lines) this.parsed.push(line);
    if (!overrun) return true;
    this.#requeue(batch.files.slice(done + 1));
    const slow = batch.files.slice(done, done + 1);
    if (batch.tries < triesFor(overrun.busy, batch.seconds)) this.#waiting.unshift({ files: slow, tries: batch.tries + 1 });
    else this.#leaveOut(slow, `took longer than ${batch.seconds} s to read`);
    return false;
  }

  /** The thread ended while it read the file at `at`; those before `done` were taken already. */
  fail(batch: Batch, done: number, at: number, reason: string): void {
    const culprit = Math.max(done, at);
    this.#requeue(batch.files.slice(culprit + 1));
    this.#requeue(batch.files.slice(done, culprit));
    this.#leaveOut(batch.files.slice(culprit, culprit + 1), reason);
  }

  #requeue(files: readonly WantedFile[]): void {
    if (files.length > 0) this.#waiting.unshift({ files });
  }

  #leaveOut(files: readonly WantedFile[], reason: string): void {
    this.#slow += 1;
    for (const { path } of files) this.parsed.push(lineOf({ path, readBy: [], unread: { path, reason, wantedBy: this.wantedBy(path) } }));
  }

  #giveUp(): void {
    const reason = `was not read, because ${slowFiles.none} files took too long`;
    for (const { files } of this.#waiting.splice(0)) this.#leaveOut(files, reason);
  }
}

/** How many tries more a file deserves that the processor was busy with for so many of its seconds: it, or the machine, was slow. */
function triesFor(busy: number | undefined, seconds: number): number {
  if (busy === undefined) return 1;
  return busy < 0.75 * Math.min(seconds, patience[0]) ? patience.length - 1 : 0;
}
