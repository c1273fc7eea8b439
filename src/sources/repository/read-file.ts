import { createHash } from 'node:crypto';
import { closeSync, constants, fstatSync, openSync, readSync, realpathSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';

/** A text longer than this is not parsed: 2 MB. */
export const mostBytes = 2 * 1024 * 1024;
/** A file longer than this is not even looked at: 32 MB. */
const mostBytesRead = 32 * 1024 * 1024;

export type FileText = { readonly text: string; readonly blob?: string } | { readonly problem: string; readonly blob?: string };

/** How git names contents: by SHA-1, or SHA-256 in newer repositories. */
export type BlobHash = 'sha1' | 'sha256';

/**
 * Reads files below one root as text, with git's name for the content when `hash` is given. Links are not followed, neither for the file nor for
 * a folder on its way out of the root.
 */
export function fileReader(root: string, hash?: BlobHash): (path: string) => FileText {
  const realRoot = realpathSync(root);
  const inside = new Map<string, boolean>();
  return path => {
    const folder = dirname(path);
    let isInside = inside.get(folder);
    if (isInside === undefined) {
      isInside = staysInside(realRoot, folder);
      inside.set(folder, isInside);
    }
    if (!isInside) return { problem: 'stands behind a link that leaves the repository' };
    return readText(join(realRoot, path), hash);
  };
}

/** The SHA-256 of files below one root, under the same rules; why there is none, where there is none. */
export function fileHasher(root: string): (path: string) => { readonly sha256: string } | { readonly problem: string } {
  const realRoot = realpathSync(root);
  return path => {
    if (!staysInside(realRoot, dirname(path))) return { problem: 'stands behind a link that leaves the repository' };
    return withBytes(join(realRoot, path), bytes => ({ sha256: createHash('sha256').update(bytes).digest('hex') }));
  };
}

/** Why a file of so many bytes is not parsed. */
export function tooLarge(bytes: number): string {
  return `is larger than ${mostBytes / 1024 / 1024} MB (${(bytes / 1024 / 1024).toFixed(1)} MB)`;
}

function staysInside(realRoot: string, folder: string): boolean {
  try {
    const real = realpathSync(join(realRoot, folder));
    return real === realRoot || real.startsWith(realRoot.endsWith(sep) ? realRoot : realRoot + sep);
  } catch {
    return true; // the file is missing or unreadable: opening it says so
  }
}

function readText(path: string, hash: BlobHash | undefined): FileText {
  return withBytes<FileText>(path, bytes => ({ ...decode(bytes), ...(hash ? { blob: blobName(bytes, hash) } : {}) }));
}

function withBytes<T>(path: string, use: (bytes: Buffer) => T): T | { readonly problem: string } {
  let descriptor: number;
  try {
    descriptor = openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    return { problem: openProblem((error as NodeJS.ErrnoException).code) };
  }
  try {
    const stat = fstatSync(descriptor);
    if (!stat.isFile()) return { problem: 'is not a regular file' };
    if (stat.size > mostBytesRead) return { problem: tooLarge(stat.size) };
    return use(readAll(descriptor, stat.size));
  } catch (error) {
    return { problem: (error as Error).message };
  } finally {
    closeSync(descriptor);
  }
}

/** Reads to the end, also where the size is said to be 0 or the file grows meanwhile; never more than the bound. */
function readAll(descriptor: number, size: number): Buffer {
  const buffer = Buffer.allocUnsafe(size);
  let filled = 0;
  while (filled < size) {
    const read = readSync(descriptor, buffer, filled, size - filled, null);
    if (read === 0) break;
    filled += read;
  }
  return buffer.subarray(0, filled);
}

function blobName(bytes: Buffer, hash: BlobHash): string {
  return createHash(hash).update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}

function openProblem(code: string | undefined): string {
  if (code === 'ENOENT') return 'is tracked by git but not on disk';
  if (code === 'ELOOP') return 'is a symbolic link';
  return code === 'EACCES' || code === 'EPERM' ? 'cannot be read (no permission)' : `cannot be opened (${code ?? 'unknown error'})`;
}

const strict = new TextDecoder('utf-8', { fatal: true });
/** How Git LFS keeps a file that it has not fetched: https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md */
const pointer = Buffer.from('version https://git-lfs.github.com/spec/');
const mostBytesOfPointer = 1024;

function decode(bytes: Buffer): FileText {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { text: newlines(new TextDecoder('utf-16le').decode(bytes)) };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { text: newlines(new TextDecoder('utf-16be').decode(bytes)) };
  if (bytes.subarray(0, 8192).includes(0)) return { problem: 'is binary' };
  if (bytes.length < mostBytesOfPointer && bytes.subarray(0, pointer.length).equals(pointer))
    return { problem: 'is kept in Git LFS, and only its pointer is here' };
  try {
    return { text: newlines(strict.decode(bytes)) };
  } catch {
    return { text: newlines(new TextDecoder('windows-1252').decode(bytes)) };
  }
}

function newlines(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}
