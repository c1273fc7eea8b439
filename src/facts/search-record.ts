import type { SearchRecord } from '../model/verdict.ts';
import { wantedBy } from './candidates.ts';
import { detectors } from './detectors/index.ts';
import { pathClassifier } from './path-class.ts';

interface Searched {
  readonly paths: readonly string[];
  readonly filesRead: ReadonlyMap<string, number>;
  readonly unread: readonly { readonly path: string }[];
}

/** Remembers which detectors looked where, so that "looked and found none" differs from "nobody looked". */
export function searchRecord({ paths, filesRead, unread }: Searched): SearchRecord {
  const classOf = pathClassifier(paths);
  const wants = wantedBy(detectors);
  const own = unread.filter(({ path }) => classOf(path) === 'own');
  const detectorsFor = (kind: string) =>
    detectors.filter(detector => (detector.emits as readonly string[]).includes(kind)).map(({ id }) => id);
  return {
    detectorsFor: kind => (kind === 'workload' ? ['workload'] : detectorsFor(kind)),
    filesRead: ids => ids.reduce((sum, id) => Math.max(sum, filesRead.get(id) ?? 0), 0),
    unreadFor: kind => {
      const looking = new Set(detectorsFor(kind));
      return own.filter(({ path }) => wants(path).some(({ detector }) => looking.has(detector.id))).map(({ path }) => path);
    },
  };
}
