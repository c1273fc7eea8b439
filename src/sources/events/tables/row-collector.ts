import { isUtf8 } from 'node:buffer';
import type { Collector } from '../input/bundles.ts';
import type { FoundRecord } from '../input/splitter.ts';

/** Rows in the form that DuckDB reads: each record after its number and a delimiter, ended by a line feed. */
export interface Rows {
  readonly bytes: Buffer;
  readonly count: number;
  /** Whether a record takes several lines. */
  readonly multiline: boolean;
  readonly spoiled: readonly SpoiledRow[];
  /** Line and text of a record by its number. */
  place(row: number): { readonly line: number; readonly text: string };
}

export interface SpoiledRow {
  readonly line: number;
  readonly text: string;
  readonly reason: string;
}

const lineFeed = 10;
const blank = 32;
const firstBytes = 4 * 1024 * 1024;
const slack = 1024 * 1024;

/** How much is stored at once. */
export interface BundleSize {
  readonly rows: number;
  readonly bytes: number;
}

/** DuckDB writes rows straight into its file, instead of twice, when they come in whole groups of 122,880. */
export const usualBundle: BundleSize = { rows: 2 * 122_880, bytes: 96 * 1024 * 1024 };

/** Numbers the records, so that what DuckDB says of a row leads back to its line. */
export class RowCollector implements Collector<Rows> {
  #bytes: Buffer;
  #length = 0;
  #starts: number[] = [];
  #lines: number[] = [];
  #spoiled: SpoiledRow[] = [];
  #multiline = false;

  constructor(
    readonly delimiter: number,
    /** Line breaks within a record are kept, or (in JSON, where they mean nothing) become blanks. */
    readonly lineBreaks: 'kept' | 'blanks',
    readonly most: BundleSize,
  ) {
    this.#bytes = Buffer.allocUnsafe(firstBytes);
  }

  add({ bytes, from, to, line, lines, problem }: FoundRecord): void {
    if (problem) {
      this.#spoiled.push({ line, text: bytes.toString('utf8', from, to), reason: problem });
      return;
    }
    this.#makeRoom(to - from + 16);
    const row = this.#lines.push(line) - 1;
    this.#length += this.#bytes.write(String(row), this.#length, 'latin1');
    this.#bytes[this.#length++] = this.delimiter;
    this.#starts.push(this.#length);
    bytes.copy(this.#bytes, this.#length, from, to);
    if (lines > 1) this.#breakLines(to - from);
    this.#length += to - from;
    this.#bytes[this.#length++] = lineFeed;
  }

  get full(): boolean {
    return this.#lines.length >= this.most.rows || this.#length >= this.most.bytes;
  }

  get empty(): boolean {
    return this.#lines.length === 0 && this.#spoiled.length === 0;
  }

  take(): Rows {
    const bytes = this.#bytes.subarray(0, this.#length);
    const [starts, lines] = [this.#starts, this.#lines];
    const textOf = (row: number) => bytes.subarray(starts[row], nextStart(bytes, starts, row) - 1);
    const rows: Rows = {
      bytes: isUtf8(bytes) ? bytes : this.#withoutOtherEncodings(bytes, textOf),
      count: lines.length,
      multiline: this.#multiline,
      spoiled: this.#spoiled,
      place: row => ({ line: lines[row] ?? 0, text: textOf(row).toString('utf8') }),
    };
    this.#bytes = Buffer.allocUnsafe(bytes.length + slack);
    [this.#length, this.#starts, this.#lines, this.#spoiled, this.#multiline] = [0, [], [], [], false];
    return rows;
  }

  #breakLines(length: number): void {
    if (this.lineBreaks === 'kept') this.#multiline = true;
    else for (let at = this.#length; at < this.#length + length; at++) if ((this.#bytes[at] ?? 0) < blank) this.#bytes[at] = blank;
  }

  #makeRoom(needed: number): void {
    if (this.#length + needed <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe((this.#length + needed) * 2);
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#bytes = larger;
  }

  /** The records that are UTF-8; the others are put aside. */
  #withoutOtherEncodings(bytes: Buffer, textOf: (row: number) => Buffer): Buffer {
    const kept: Buffer[] = [];
    for (const [row, start] of this.#starts.entries()) {
      const text = textOf(row);
      const numbered = bytes.subarray(start - String(row).length - 1, start + text.length + 1);
      if (isUtf8(text)) kept.push(numbered);
      else
        this.#spoiled.push({
          line: this.#lines[row] ?? 0,
          text: text.toString('latin1'),
          reason: 'is not UTF-8: say --encoding windows-1252 if the program that wrote it uses that',
        });
    }
    return Buffer.concat(kept);
  }
}

/** Where the text of the row after this one begins, without its number and delimiter. */
function nextStart(bytes: Buffer, starts: readonly number[], row: number): number {
  const next = starts[row + 1];
  return next === undefined ? bytes.length : next - String(row + 1).length - 1;
}
