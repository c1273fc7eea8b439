import { once } from 'node:events';
import { closeSync, createWriteStream, ftruncateSync, openSync, statSync, type WriteStream } from 'node:fs';
import { plainText } from '../../lib/plain-text.ts';
import { UserError } from '../../lib/user-error.ts';

/** A record that could not be stored. */
export interface Rejected {
  readonly line: number;
  readonly reason: string;
  readonly text: string;
}

/** The file that rejected records go to, with their line, the reason and all that they had. It is made when the first one comes. */
export class RejectsFile {
  count = 0;
  #stream: WriteStream | undefined;
  #bytes: number;

  /** `header` names the columns of the records; `keep` bytes of an earlier run stay. */
  constructor(
    readonly path: string,
    readonly header: string,
    readonly delimiter: string,
    keep = 0,
  ) {
    this.#bytes = keep;
  }

  /** How long the file is, once everything that was given is written. */
  get bytes(): number {
    return this.#bytes;
  }

  async add(rejected: readonly Rejected[]): Promise<void> {
    if (rejected.length === 0) return;
    this.count += rejected.length;
    await this.#write(rejected.map(({ line, reason, text }) => this.#line([String(line), quoted(reason)], text)).join(''));
  }

  async close(): Promise<void> {
    if (!this.#stream || this.#stream.errored) return;
    this.#stream.end();
    await once(this.#stream, 'close');
  }

  #line(fields: readonly string[], rest: string): string {
    return `${fields.join(this.delimiter)}${this.delimiter}${rest}\n`;
  }

  async #write(text: string): Promise<void> {
    try {
      const start = this.#bytes === 0 ? this.#line(['line', 'reason'], this.header) : '';
      this.#stream ??= openAt(this.path, this.#bytes);
      const bytes = Buffer.from(start + text);
      this.#bytes += bytes.length;
      await new Promise<void>((resolve, reject) => {
        this.#stream?.write(bytes, error => (error ? reject(error) : resolve()));
      });
    } catch (error) {
      throw new UserError(
        `${plainText(this.path)} cannot be written (${(error as NodeJS.ErrnoException).code}): it was to take rejected rows`,
        'Name another file with --rejected',
      );
    }
  }
}

/** How much of a file of rejected rows is there. */
export function rejectsLength(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

function openAt(path: string, bytes: number): WriteStream {
  const file = openSync(path, bytes === 0 ? 'w' : 'r+');
  if (bytes > 0) ftruncateSync(file, bytes);
  closeSync(file);
  return createWriteStream(path, { flags: 'r+', start: bytes }).on('error', () => {}); // the write that fails tells it
}

export function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
