import type { Settings } from '../model/settings.ts';
import { detectorsFor } from './detectors-for.ts';
import { pathClassifier } from './path-class.ts';
import type { SearchLog } from './search-record.ts';

interface Searched {
  readonly paths: readonly string[];
  readonly filesRead: ReadonlyMap<string, number>;
  readonly unread: readonly { readonly path: string; readonly wantedBy: readonly string[] }[];
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
