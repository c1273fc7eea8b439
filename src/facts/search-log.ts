import type { Settings } from '../model/settings.ts';
import type { FileFindings } from './detect.ts';
import { detectorsFor } from './detectors-for.ts';
import { pathClassifier } from './path-class.ts';
import type { SearchLog } from './search-record.ts';

interface Searched {
  readonly paths: readonly string[];
  readonly filesRead: ReadonlyMap<string, number>;
  readonly unread: readonly Missed[];
  readonly files: readonly FileFindings[];
}

interface Missed {
  readonly path: string;
  readonly wantedBy: readonly string[];
}

export function searchLog({ paths, filesRead, unread, files }: Searched, settings?: Settings): SearchLog {
  const classOf = pathClassifier(paths, settings);
  const ofOwn = (missed: readonly Missed[]) => missed.filter(({ path }) => ['own', 'docs'].includes(classOf(path)));
  const open = files.flatMap(({ path, unheardBy }) => (unheardBy ? [{ path, wantedBy: unheardBy }] : []));
  const emitters = new Map<string, readonly string[]>([['workload', ['workload']]]);
  for (const { id, emits } of detectorsFor(settings)) for (const kind of emits) emitters.set(kind, [...(emitters.get(kind) ?? []), id]);
  return {
    detectors: Object.fromEntries(emitters),
    filesRead: Object.fromEntries(filesRead),
    unread: Object.fromEntries(missedByKind(ofOwn(unread), emitters)),
    open: Object.fromEntries(missedByKind(ofOwn(open), emitters)),
  };
}

/** More files of one kind say nothing more. */
const mostMissed = 100;

function missedByKind(unread: readonly Missed[], emitters: ReadonlyMap<string, readonly string[]>): ReadonlyMap<string, readonly string[]> {
  const missed = new Map<string, string[]>();
  const kindsOf = new Map<string, readonly string[]>(); // thousands of files are wanted by the same detectors
  for (const { path, wantedBy } of unread) {
    const key = wantedBy.join();
    const kinds = kindsOf.get(key) ?? [...emitters].filter(([, ids]) => ids.some(id => wantedBy.includes(id))).map(([kind]) => kind);
    kindsOf.set(key, kinds);
    for (const kind of kinds) {
      const paths = missed.get(kind) ?? [];
      if (paths.length < mostMissed) missed.set(kind, [...paths, path]);
    }
  }
  return missed;
}
