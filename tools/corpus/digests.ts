import { createHash } from 'node:crypto';
import type { Fact } from '../../src/model/fact.ts';

/** One fact in a line: kind, place, and a digest of all that it says. */
export type FactDigest = string;

export function digestOf(fact: Fact): FactDigest {
  const { origin, kind, fields, scope, strength, pathClass, templated } = fact;
  const place = origin.kind === 'file' ? `${origin.path}:${origin.line}` : origin.reference;
  const said = JSON.stringify([fields, scope, strength, pathClass, templated, origin]);
  return `${kind} ${place.replace(/\s/g, '_')} ${createHash('sha256').update(said).digest('hex').slice(0, 10)}`;
}

export interface Difference {
  readonly sign: '+' | '-' | '~';
  readonly digest: FactDigest;
}

/** What came (`+`), went (`-`) or says something else at the same place (`~`, as it is now). */
export function compare(before: readonly FactDigest[], now: readonly FactDigest[]): readonly Difference[] {
  const gone = without(before, now);
  const come = without(now, before);
  const placesGone = new Set(gone.map(placeOf));
  const placesCome = new Set(come.map(placeOf));
  const differences: Difference[] = [
    ...gone.filter(digest => !placesCome.has(placeOf(digest))).map(digest => ({ sign: '-' as const, digest })),
    ...come.map(digest => ({ sign: placesGone.has(placeOf(digest)) ? ('~' as const) : ('+' as const), digest })),
  ];
  return differences.sort((a, b) => (a.digest.slice(a.digest.indexOf(' ')) < b.digest.slice(b.digest.indexOf(' ')) ? -1 : 1));
}

/** The items of the first list that the second does not hold, each as often as it is missing. */
function without(list: readonly string[], other: readonly string[]): readonly string[] {
  const left = new Map<string, number>();
  for (const item of other) left.set(item, (left.get(item) ?? 0) + 1);
  return list.filter(item => {
    const count = left.get(item) ?? 0;
    left.set(item, count - 1);
    return count <= 0;
  });
}

function placeOf(digest: FactDigest): string {
  return digest.slice(0, digest.lastIndexOf(' '));
}

export function writeCorpus(corpus: ReadonlyMap<string, readonly FactDigest[]>): string {
  const parts = [...corpus]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([repo, digests]) => [`## ${repo}`, ...[...digests].sort()].join('\n'));
  return `${parts.join('\n')}\n`;
}

export function readCorpus(text: string): ReadonlyMap<string, readonly FactDigest[]> {
  const corpus = new Map<string, FactDigest[]>();
  let digests: FactDigest[] = [];
  for (const line of text.split('\n').filter(Boolean)) {
    if (line.startsWith('## ')) {
      digests = [];
      corpus.set(line.slice(3), digests);
    } else digests.push(line);
  }
  return corpus;
}
