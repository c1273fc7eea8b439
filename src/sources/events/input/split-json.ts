import type { OnRecord, Splitter } from './splitter.ts';

const lineFeed = 10;
const quote = 34;
const backslash = 92;
const opens = new Set([91, 123]);
const closes = new Set([93, 125]);
const openList = 91;

/**
 * Finds the values of a file of JSON: one value a line (JSON Lines), the items of a list, or values one after the other over many lines.
 * Whether the values are JSON at all is for the reader of each to find out.
 */
export class JsonSplitter implements Splitter {
  #start: Buffer | undefined = Buffer.alloc(0);
  #inner: Splitter | undefined;

  constructor(
    readonly onRecord: OnRecord,
    readonly mostBytes: number,
  ) {}

  push(bytes: Buffer): void {
    if (this.#inner) {
      this.#inner.push(bytes);
      return;
    }
    this.#start = this.#start?.length ? Buffer.concat([this.#start, bytes]) : bytes;
    this.#decide(false);
  }

  end(): void {
    this.#decide(true);
    this.#inner?.end();
  }

  /** One value a line, as soon as one of the first lines is a whole object. */
  #decide(last: boolean): void {
    const start = this.#start;
    if (!start) return;
    const lines = start.toString('utf8').split('\n');
    const whole = (last ? lines : lines.slice(0, -1)).map(line => line.trim()).filter(Boolean);
    if (!last && whole.length < 2 && start.length < 1024 * 1024) return;
    const isList = whole[0]?.startsWith('[') === true;
    const byLines = !isList && whole.slice(0, 2).some(isObject);
    this.#inner = byLines ? new LineSplitter(this.onRecord, this.mostBytes) : new ValueSplitter(this.onRecord, this.mostBytes);
    this.#start = undefined;
    this.#inner.push(start);
  }
}

function isObject(line: string): boolean {
  if (!line.startsWith('{')) return false;
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}

class LineSplitter implements Splitter {
  #rest: Buffer = Buffer.alloc(0);
  #offset = 0;
  #line = 1;

  constructor(
    readonly onRecord: OnRecord,
    readonly mostBytes: number,
  ) {}

  push(bytes: Buffer): void {
    this.#split(this.#rest.length === 0 ? bytes : Buffer.concat([this.#rest, bytes]), false);
  }

  end(): void {
    if (this.#rest.length > 0) this.#split(this.#rest, true);
  }

  #split(buffer: Buffer, last: boolean): void {
    let from = 0;
    while (from < buffer.length) {
      let to = buffer.indexOf(lineFeed, from);
      const long = (to === -1 ? buffer.length : to) - from > this.mostBytes;
      if (to === -1 && !last && !long) break;
      if (to === -1) to = buffer.length;
      const next = Math.min(to + 1, buffer.length);
      const problem = long ? `is longer than ${this.mostBytes} bytes` : undefined;
      if (!isBlank(buffer, from, to))
        this.onRecord({ bytes: buffer, from, to, line: this.#line, lines: 1, end: this.#offset + next, problem });
      this.#line++;
      from = next;
    }
    this.#offset += from;
    this.#rest = buffer.subarray(from);
  }
}

/** The items of a list, or values one after the other. Only brackets and strings are looked at. */
class ValueSplitter implements Splitter {
  #rest: Buffer = Buffer.alloc(0);
  #offset = 0;
  #line = 1;
  /** Of what is left over: how far it was looked at, and the state there. */
  #at = 0;
  #depth = 0;
  #inString = false;
  #from = -1;
  #fromLine = 1;
  #base = 0;
  #started = false;
  /** A value was too long to be kept: where it ends is not known. */
  #lost = false;

  constructor(
    readonly onRecord: OnRecord,
    readonly mostBytes: number,
  ) {}

  push(bytes: Buffer): void {
    if (this.#lost) return;
    const buffer = this.#rest.length === 0 ? bytes : Buffer.concat([this.#rest, bytes]);
    for (; this.#at < buffer.length; this.#at++) this.#step(buffer, buffer[this.#at] ?? 0);
    const keep = this.#from === -1 ? buffer.length : this.#from;
    this.#rest = buffer.subarray(keep);
    this.#offset += keep;
    this.#at -= keep;
    if (this.#from !== -1) this.#from = 0;
    if (this.#rest.length > this.mostBytes) this.#spoil(this.#rest, `is longer than ${this.mostBytes} bytes`);
  }

  end(): void {
    if (this.#lost) return;
    if (this.#from !== -1 && this.#depth === this.#base && !this.#inString) this.#found(this.#rest, this.#rest.length);
    else if (this.#from !== -1) this.#spoil(this.#rest, 'is not complete: the file ends within it');
    else if (this.#depth > 0) this.#spoil(Buffer.alloc(0), 'the list is not complete: the file ends within it');
  }

  #step(buffer: Buffer, byte: number): void {
    if (byte === lineFeed) this.#line++;
    if (this.#inString) {
      if (byte === backslash) this.#at++;
      else if (byte === quote) this.#inString = false;
      return;
    }
    if (!this.#started && byte > 32) {
      this.#started = true;
      if (byte === openList) {
        this.#base = this.#depth = 1;
        return;
      }
    }
    if (closes.has(byte) && this.#depth === this.#base) {
      if (this.#from !== -1) this.#found(buffer, this.#at);
      this.#base = this.#depth = 0; // the end of the list: what follows are values again
      this.#started = false;
      return;
    }
    if (this.#depth === this.#base && (byte <= 32 || byte === 44)) {
      if (this.#from !== -1) this.#found(buffer, this.#at);
      return;
    }
    if (this.#from === -1) [this.#from, this.#fromLine] = [this.#at, this.#line];
    if (byte === quote) this.#inString = true;
    else if (opens.has(byte)) this.#depth++;
    else if (closes.has(byte) && --this.#depth === this.#base) this.#found(buffer, this.#at + 1);
  }

  #found(buffer: Buffer, to: number): void {
    const from = Math.max(0, this.#from);
    this.onRecord({ bytes: buffer, from, to, line: this.#fromLine, lines: this.#line - this.#fromLine + 1, end: this.#offset + to });
    this.#from = -1;
  }

  #spoil(buffer: Buffer, problem: string): void {
    const line = this.#from === -1 ? this.#line : this.#fromLine;
    this.onRecord({ bytes: buffer, from: 0, to: buffer.length, line, lines: 1, end: this.#offset + buffer.length, problem });
    this.#lost = true;
  }
}

function isBlank(buffer: Buffer, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if ((buffer[at] ?? 0) > 32) return false;
  return true;
}
