import { createHash } from 'node:crypto';
import type { Input } from './open-input.ts';
import type { FoundRecord, OnRecord, Splitter } from './splitter.ts';

/** Gathers records until they are taken; it must copy what it keeps. */
export interface Collector<Content> {
  add(record: FoundRecord): void;
  /** Whether enough is gathered to be stored. */
  readonly full: boolean;
  readonly empty: boolean;
  take(): Content;
}

/** Records of a file that are checked and stored together. */
export interface Bundle<Content> {
  readonly content: Content;
  /** How many bytes of the text are dealt with once this is stored, and a digest of all of these. */
  readonly end: number;
  readonly digest: string;
}

/**
 * Reads a file bundle by bundle, one ahead of the reader; what ends before `from` is left out. When the file breaks off, the whole records
 * before the break still come, then its error.
 */
export async function* readBundles<Content>(
  input: Input,
  splitterFor: (onRecord: OnRecord) => Splitter,
  collector: Collector<Content>,
  from = 0,
): AsyncGenerator<Bundle<Content>> {
  yield* ahead(bundlesOf(input, splitterFor, collector, from));
}

/** The digest of the first bytes of a text, or nothing when it is shorter. */
export async function digestOfStart(input: Input, bytes: number): Promise<string | undefined> {
  const prefix = new Prefix();
  for await (const buffer of input.read()) {
    prefix.push(buffer);
    if (prefix.pushed >= bytes) return prefix.digestTo(bytes);
  }
  return undefined;
}

async function* bundlesOf<Content>(
  input: Input,
  splitterFor: (onRecord: OnRecord) => Splitter,
  collector: Collector<Content>,
  from: number,
): AsyncGenerator<Bundle<Content>> {
  let end = 0;
  const prefix = new Prefix();
  const take = () => ({ content: collector.take(), end, digest: prefix.digestTo(end) });
  const ready: Bundle<Content>[] = [];
  const splitter = splitterFor(record => {
    if (collector.full) ready.push(take());
    end = record.end;
    if (end > from) collector.add(record);
  });
  try {
    for await (const buffer of input.read()) {
      prefix.push(buffer);
      splitter.push(buffer);
      yield* ready.splice(0);
    }
    splitter.end();
  } catch (error) {
    yield* ready.splice(0);
    if (!collector.empty) yield take();
    throw error;
  }
  yield* ready.splice(0);
  if (!collector.empty) yield take();
}

/** The bytes so far; they are digested up to where records end, which is a little behind. */
class Prefix {
  pushed = 0;
  readonly #hash = createHash('sha256');
  #digested = 0;
  readonly #waiting: Buffer[] = [];

  push(buffer: Buffer): void {
    this.pushed += buffer.length;
    this.#waiting.push(buffer);
  }

  digestTo(end: number): string {
    while (this.#digested < end) {
      const [first] = this.#waiting;
      if (!first) break;
      const length = Math.min(first.length, end - this.#digested);
      this.#hash.update(first.subarray(0, length));
      this.#digested += length;
      if (length === first.length) this.#waiting.shift();
      else this.#waiting[0] = first.subarray(length);
    }
    return this.#hash.copy().digest('hex');
  }
}

/** Lets the producer work on the next item while the reader deals with this one. */
async function* ahead<Item>(items: AsyncGenerator<Item>): AsyncGenerator<Item> {
  let next = items.next();
  next.catch(() => {}); // it is thrown where it is awaited
  try {
    for (;;) {
      const { value, done } = await next;
      if (done) return;
      next = items.next();
      next.catch(() => {});
      yield value;
    }
  } finally {
    await next.catch(() => {});
    await items.return(undefined).catch(() => {});
  }
}
