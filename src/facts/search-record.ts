import type { SearchRecord } from '../model/verdict.ts';

/** What was searched, as plain data: detectors by the kind of fact they yield, how many files each read, and what they could not read. */
export interface SearchLog {
  readonly detectors: Readonly<Record<string, readonly string[]>>;
  readonly filesRead: Readonly<Record<string, number>>;
  /** Paths by kind of fact. */
  readonly unread: Readonly<Record<string, readonly string[]>>;
  /** The same for files that still have places to fill in. */
  readonly open: Readonly<Record<string, readonly string[]>>;
}

/** Remembers which detectors looked where, so that "looked and found none" differs from "nobody looked". */
export function searchRecord(log: SearchLog): SearchRecord {
  return {
    detectorsFor: kind => log.detectors[kind] ?? [],
    filesRead: ids => ids.reduce((most, id) => Math.max(most, log.filesRead[id] ?? 0), 0),
    unreadFor: kind => log.unread[kind] ?? [],
    openFor: kind => log.open[kind] ?? [],
  };
}
