import { closeSync, createReadStream, openSync, readSync, statSync } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { plainText } from '../../../lib/plain-text.ts';
import { UserError } from '../../../lib/user-error.ts';

/** A file to import: plain or packed by gzip, in any encoding; it can be read several times. */
export interface Input {
  /** How messages name it. */
  readonly name: string;
  readonly path: string;
  /** How long the text is, when the file is not packed. */
  readonly text?: number;
  /** The text as UTF-8, unpacked, without a byte order mark. */
  read(): AsyncIterable<Buffer>;
}

/** Opens a file. Throws a `UserError` when it is missing, no plain file, or packed in a way that opsex does not read. */
export function openInput(path: string, { name = path, encoding }: { readonly name?: string; readonly encoding?: string } = {}): Input {
  const start = firstBytes(path, name);
  const packed = packings.find(({ magic }) => start.subarray(0, magic.length).equals(magic));
  if (packed?.refusal) throw new UserError(`${plainText(name)} is ${packed.refusal}`, 'Unpack it, or export CSV or JSON, and import that');
  const { size } = statSync(path);
  return { name, path, text: packed ? undefined : size, read: () => decoded(unpacked(path, name, packed !== undefined), encoding) };
}

const packings: readonly { readonly magic: Buffer; readonly refusal?: string }[] = [
  { magic: Buffer.from([0x1f, 0x8b]) },
  { magic: Buffer.from('PK\x03\x04'), refusal: 'a ZIP archive or a spreadsheet' },
  { magic: Buffer.from([0x28, 0xb5, 0x2f, 0xfd]), refusal: 'packed by zstd' },
  { magic: Buffer.from('BZh'), refusal: 'packed by bzip2' },
  { magic: Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a]), refusal: 'packed by xz' },
  { magic: Buffer.from('PAR1'), refusal: 'a Parquet file' },
  { magic: Buffer.from('%PDF'), refusal: 'a PDF' },
];

function firstBytes(path: string, name: string): Buffer {
  try {
    if (!statSync(path).isFile()) throw new UserError(`${plainText(name)} is not a file`, 'Name the files themselves: exports/*.json');
    const file = openSync(path, 'r');
    const buffer = Buffer.alloc(8);
    const length = readSync(file, buffer, 0, 8, 0);
    closeSync(file);
    return buffer.subarray(0, length);
  } catch (error) {
    if (error instanceof UserError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new UserError(`${plainText(name)} does not exist`, 'Name a CSV or JSON file; it may be packed by gzip');
    throw new UserError(`${plainText(name)} cannot be read (${code})`, 'Name a file that you may read');
  }
}

async function* unpacked(path: string, name: string, gzip: boolean): AsyncGenerator<Buffer> {
  const file = createReadStream(path, { highWaterMark: 256 * 1024 });
  if (!gzip) {
    yield* file;
    return;
  }
  const gunzip = createGunzip({ chunkSize: 256 * 1024 });
  file.on('error', error => gunzip.destroy(error));
  try {
    yield* file.pipe(gunzip);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (!code?.startsWith('Z_')) throw error;
    const how = code === 'Z_BUF_ERROR' ? 'ends before its packed data does' : `holds damaged packed data (${message})`;
    throw new UserError(`${plainText(name)} ${how}`, 'Fetch the file again and import it again: no row is stored twice');
  } finally {
    file.destroy();
  }
}

async function* decoded(bytes: AsyncIterable<Buffer>, encoding: string | undefined): AsyncGenerator<Buffer> {
  let decoder: import('node:util').TextDecoder | undefined;
  let first = true;
  for await (const chunk of bytes) {
    let rest = chunk;
    if (first) {
      first = false;
      const mark = byteOrderMark(chunk);
      rest = chunk.subarray(mark.length);
      const named = mark.encoding ?? encoding;
      if (named && named !== 'utf-8') decoder = new TextDecoder(named);
    }
    yield decoder ? Buffer.from(decoder.decode(rest, { stream: true })) : rest;
  }
  if (decoder) yield Buffer.from(decoder.decode());
}

function byteOrderMark(start: Buffer): { readonly length: number; readonly encoding?: string } {
  if (start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf) return { length: 3, encoding: 'utf-8' };
  if (start[0] === 0xff && start[1] === 0xfe) return { length: 2, encoding: 'utf-16le' };
  if (start[0] === 0xfe && start[1] === 0xff) return { length: 2, encoding: 'utf-16be' };
  return { length: 0 };
}
