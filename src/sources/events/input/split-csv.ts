import type { OnRecord, Splitter } from './splitter.ts';

const lineFeed = 10;
const carriageReturn = 13;
const quote = 34;

/**
 * Finds the records of a CSV file: lines, except that a quoted field may hold line breaks. Fields are not looked at.
 * A quote opens a field only where the field begins; one that is not closed within `mostBytes` spoils its line only.
 */
export class CsvSplitter implements Splitter {
  #rest: Buffer = Buffer.alloc(0);
  #offset = 0;
  #line = 1;

  constructor(
    readonly delimiter: number,
    readonly onRecord: OnRecord,
    readonly mostBytes = 1024 * 1024,
  ) {}

  push(bytes: Buffer): void {
    this.#split(this.#rest.length === 0 ? bytes : Buffer.concat([this.#rest, bytes]), false);
  }

  end(): void {
    if (this.#rest.length > 0) this.#split(this.#rest, true);
  }

  #split(buffer: Buffer, last: boolean): void {
    let from = 0;
    let nextQuote = -2;
    while (from < buffer.length) {
      let lineEnd = buffer.indexOf(lineFeed, from);
      if (nextQuote !== -1 && nextQuote < from) nextQuote = buffer.indexOf(quote, from);
      let lines = 1;
      let problem: string | undefined;
      if (nextQuote !== -1 && (lineEnd === -1 || nextQuote < lineEnd)) {
        const found = this.#recordEnd(buffer, from);
        if (found.closed) ({ end: lineEnd, lines } = found);
        else if (last || buffer.length - from > this.mostBytes) problem = 'a quote is opened and not closed';
        else break;
      }
      if (lineEnd === -1) {
        if (!last && buffer.length - from <= this.mostBytes) break;
        lineEnd = buffer.length;
        if (!last) problem = `is longer than ${this.mostBytes} bytes`;
      }
      if (lineEnd - from > this.mostBytes) problem ??= `is longer than ${this.mostBytes} bytes`;
      const end = lineEnd > from && buffer[lineEnd - 1] === carriageReturn ? lineEnd - 1 : lineEnd;
      const next = Math.min(lineEnd + 1, buffer.length);
      if (end > from) this.onRecord({ bytes: buffer, from, to: end, line: this.#line, end: this.#offset + next, lines, problem });
      this.#line += lines;
      from = next;
    }
    this.#offset += from;
    this.#rest = buffer.subarray(from);
  }

  /** The line feed after the record that begins at `from`, when no quoted field is open there. */
  #recordEnd(buffer: Buffer, from: number): { readonly end: number; readonly lines: number; readonly closed: boolean } {
    let quoted = false;
    let closedAt = -1;
    let lines = 1;
    let atStart = true;
    for (let at = from; at < buffer.length; at++) {
      const byte = buffer[at];
      if (quoted) {
        if (byte === quote) [quoted, closedAt] = [false, at];
        else if (byte === lineFeed) lines++;
        continue;
      }
      // a doubled quote inside of a quoted field closes it and opens it again
      if (byte === quote && (atStart || at - 1 === closedAt)) quoted = true;
      else if (byte === lineFeed) return { end: at, lines, closed: true };
      atStart = byte === this.delimiter;
    }
    return { end: -1, lines, closed: !quoted };
  }
}
