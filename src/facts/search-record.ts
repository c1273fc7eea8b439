import type { SearchRecord } from '../model/verdict.ts';
import { detectors } from './detectors/index.ts';
import { pathClassifier } from './path-class.ts';

interface Searched {
  readonly paths: readonly string[];
  readonly filesRead: ReadonlyMap<string, number>;
  readonly unread: readonly { readonly path: string; readonly wantedBy: readonly string[] }[];
}

/** Remembers which detectors looked where, so that "looked and found none" differs from "nobody looked". */
export function searchRecord({ paths, filesRead, unread }: Searched): SearchRecord {
  const classOf = pathClassifier(paths);
  const own = unread.filter(({ path }) => ['own', 'docs'].includes(classOf(path)));
  const emitters = new Map<string, readonly string[]>([['workload', ['workload']]]);
  for (const { id, emits } of detectors) for (const kind of emits) emitters.set(kind, [...(emitters.get(kind) ?? []), id]);
  const detectorsFor = (kind: string) => emitters.get(kind) ?? [];
  return {
    detectorsFor,
    filesRead: ids => ids.reduce((most, id) => Math.max(most, filesRead.get(id) ?? 0), 0),
    unreadFor: kind => {
      const looking = new Set(detectorsFor(kind));
      return own.filter(({ wantedBy }) => wantedBy.some(id => looking.has(id))).map(({ path }) => path);
    },
  };
}
