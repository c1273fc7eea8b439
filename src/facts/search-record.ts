import type { Settings } from '../model/settings.ts';
import type { SearchRecord } from '../model/verdict.ts';
import { detectorsFor } from './detectors-for.ts';
import { pathClassifier } from './path-class.ts';

interface Searched {
  readonly paths: readonly string[];
  readonly filesRead: ReadonlyMap<string, number>;
  readonly unread: readonly { readonly path: string; readonly wantedBy: readonly string[] }[];
}

/** What was searched, as plain data: detectors by the kind of fact they yield, how many files each read, and what they could not read. */
export interface SearchLog {
  readonly detectors: Readonly<Record<string, readonly string[]>>;
  readonly filesRead: Readonly<Record<string, number>>;
  /** Paths by kind of fact. */
  readonly unread: Readonly<Record<string, readonly string[]>>;
}

export function searchLog({ paths, filesRead, unread }: Searched, settings?: Settings): SearchLog {
  const classOf = pathClassifier(paths, settings);
  const own = unread.filter(({ path }) => ['own', 'docs'].includes(classOf(path)));
  const emitters = new Map<string, readonly string[]>([['workload', ['workload']]]);
  for (const { id, emits } of detectorsFor(settings)) for (const kind of emits) emitters.set(kind, [...(emitters.get(kind) ?? []), id]);
  const missed = [...emitters].map(([kind, ids]) => {
    const looking = new Set(ids);
    return [kind, own.filter(({ wantedBy }) => wantedBy.some(id => looking.has(id))).map(({ path }) => path)] as const;
  });
  return {
    detectors: Object.fromEntries(emitters),
    filesRead: Object.fromEntries(filesRead),
    unread: Object.fromEntries(missed.filter(([, files]) => files.length > 0)),
  };
}

/** Remembers which detectors looked where, so that "looked and found none" differs from "nobody looked". */
export function searchRecord(log: SearchLog): SearchRecord {
  return {
    detectorsFor: kind => log.detectors[kind] ?? [],
    filesRead: ids => ids.reduce((most, id) => Math.max(most, log.filesRead[id] ?? 0), 0),
    unreadFor: kind => log.unread[kind] ?? [],
  };
}
