import { createHash } from 'node:crypto';

/** An index of git (version 2) with regular files of these paths, sorted, which git itself would refuse to write. https://git-scm.com/docs/index-format */
export function indexWith(paths: readonly string[]): Buffer {
  const header = Buffer.alloc(12);
  header.write('DIRC');
  header.writeUInt32BE(2, 4);
  header.writeUInt32BE(paths.length, 8);
  const body = Buffer.concat([header, ...paths.map(entry)]);
  return Buffer.concat([body, createHash('sha1').update(body).digest()]);
}

const emptyBlob = Buffer.from('e69de29bb2d1d6434b8b29ae775ad8c2e48c5391', 'hex');

function entry(path: string): Buffer {
  const name = Buffer.from(path);
  const bytes = Buffer.alloc(Math.ceil((62 + name.length + 1) / 8) * 8);
  bytes.writeUInt32BE(0o100644, 24);
  emptyBlob.copy(bytes, 40);
  bytes.writeUInt16BE(Math.min(name.length, 0xfff), 60);
  name.copy(bytes, 62);
  return bytes;
}
