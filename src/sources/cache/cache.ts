import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** At most so many bytes are kept; the repositories that were not read for longest go first. */
const mostBytes = 512 * 1024 * 1024;

/**
 * Keeps what unchanged files already gave, one folder a repository. Nothing depends on it: whatever is missing, damaged, written by another
 * build or cannot be written is read and parsed anew. Files are replaced whole, so that concurrent runs never see half of one.
 */
export class Cache {
  /** `build` names the code that made the entries: another build does not read them. */
  constructor(
    readonly folder: string,
    readonly build: string,
  ) {}

  /** The part that belongs to the repository at this absolute path. */
  of(root: string): CachePart {
    return new CachePart(join(this.folder, digest(root).slice(0, 24)), this.build);
  }

  async size(): Promise<{ readonly repositories: number; readonly bytes: number }> {
    const parts = await partsOf(this.folder);
    return { repositories: parts.length, bytes: parts.reduce((sum, part) => sum + part.bytes, 0) };
  }

  async clear(): Promise<void> {
    await Promise.all((await partsOf(this.folder)).map(part => rm(part.folder, { recursive: true, force: true })));
  }

  /** Forgets the repositories that were used least recently until the rest fits. */
  async prune(most = mostBytes): Promise<void> {
    const parts = (await partsOf(this.folder)).sort((a, b) => b.used - a.used);
    let bytes = 0;
    for (const part of parts) {
      bytes += part.bytes;
      if (bytes > most) await rm(part.folder, { recursive: true, force: true });
    }
  }
}

export class CachePart {
  constructor(
    readonly folder: string,
    readonly build: string,
  ) {}

  /** The lines that were saved under this name with this key, or nothing. */
  async load(name: string, key: string): Promise<readonly string[] | undefined> {
    const content = await readFile(join(this.folder, name), 'utf8').catch(() => '');
    const end = content.indexOf('\n');
    if (end === -1 || content.slice(0, end) !== this.#header(key, content.length - end - 1)) return undefined;
    const now = new Date();
    await utimes(this.folder, now, now).catch(() => {});
    return content.slice(end + 1).split('\n');
  }

  /** Replaces what is saved under this name. */
  async save(name: string, key: string, lines: readonly string[]): Promise<void> {
    const text = lines.join('\n');
    const fresh = join(this.folder, `${name}.${randomUUID()}.tmp`);
    try {
      await mkdir(this.folder, { recursive: true, mode: 0o700 });
      await writeFile(fresh, `${this.#header(key, text.length)}\n${text}`, { mode: 0o600 });
      await rename(fresh, join(this.folder, name));
    } catch {
      await rm(fresh, { force: true }).catch(() => {}); // a cache that cannot be written is no reason to fail
    }
  }

  /** The length tells a file that was cut off. */
  #header(key: string, length: number): string {
    return JSON.stringify({ format: 1, build: this.build, key, length });
  }
}

interface StoredPart {
  readonly folder: string;
  readonly bytes: number;
  /** When it was used last, in milliseconds since 1970. */
  readonly used: number;
}

/** Only folders that look like ours: a folder that was named by mistake loses nothing. */
async function partsOf(folder: string): Promise<StoredPart[]> {
  const names = await readdir(folder).catch(() => []);
  const parts = names.filter(name => /^[0-9a-f]{24}$/.test(name)).map(name => measure(join(folder, name)));
  return Promise.all(parts);
}

async function measure(folder: string): Promise<StoredPart> {
  const names = await readdir(folder).catch(() => []);
  const files = await Promise.all(names.map(name => stat(join(folder, name)).catch(() => undefined)));
  const used = await stat(folder).catch(() => undefined);
  return { folder, bytes: files.reduce((sum, file) => sum + (file?.size ?? 0), 0), used: used?.mtimeMs ?? 0 };
}

export function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
