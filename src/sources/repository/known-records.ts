import type { CachePart } from '../cache/cache.ts';
import type { FileRecord } from './file-record.ts';

/** What earlier runs found in the files of one source. */
export interface KnownRecords {
  of(path: string): FileRecord | undefined;
  /** Remembers the records for the next run. */
  keep(records: readonly FileRecord[]): Promise<void>;
}

export const nothingKnown: KnownRecords = { of: () => undefined, keep: async () => {} };

/** A repository whose findings are larger is read anew each time: 256 MB. */
const mostBytes = 256 * 1024 * 1024;

/** The records that the cache holds; `key` names everything beside the files that the findings depend on. */
export async function knownRecords(cache: CachePart, key: string): Promise<KnownRecords> {
  const lines = (await cache.load('findings', key)) ?? [];
  const known = new Map(lines.filter(Boolean).map(line => [pathOf(line), line] as const));
  const parsed = new Map<string, FileRecord>();
  return {
    of: path => {
      const line = known.get(path);
      if (line === undefined) return undefined;
      const record = parsed.get(path) ?? (JSON.parse(line) as FileRecord);
      parsed.set(path, record);
      return record;
    },
    keep: async records => {
      const lasting = records.filter(record => record.blob !== undefined);
      if (lasting.length === known.size && lasting.every(record => parsed.get(record.path) === record)) return;
      const fresh = lasting.map(record => (parsed.get(record.path) === record ? (known.get(record.path) ?? '') : JSON.stringify(record)));
      if (fresh.reduce((sum, line) => sum + line.length, 0) <= mostBytes) await cache.save('findings', key, fresh);
    },
  };
}

/** Records are written with their path first. */
function pathOf(line: string): string {
  const found = /^\{"path":("(?:[^"\\]|\\.)*")/.exec(line);
  return found?.[1] === undefined ? '' : (JSON.parse(found[1]) as string);
}
