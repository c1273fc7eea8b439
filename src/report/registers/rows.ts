import type { Fact } from '../../model/fact.ts';

const mostRows = 300;

/** The first rows, and how many more there are. */
export function bounded<Row>(rows: readonly Row[], most = mostRows): readonly [shown: Row[], leftOut: number] {
  return [rows.slice(0, most), Math.max(0, rows.length - most)];
}

/** The rows of the lowest ranks, by name: thousands are ranked, and only those that are shown are sorted. */
export function mostUrgent<Row extends { readonly name: string }>(
  rows: readonly Row[],
  rank: (row: Row) => number,
): readonly [shown: Row[], leftOut: number] {
  const ranks = new Map<number, Row[]>();
  for (const row of rows) {
    const own = ranks.get(rank(row)) ?? [];
    ranks.set(rank(row), own);
    own.push(row);
  }
  const ranked = [...ranks].sort(([one], [other]) => one - other).flatMap(([, own]) => own);
  const [shown, leftOut] = bounded(ranked);
  return [shown.sort((one, other) => rank(one) - rank(other) || compare(one.name, other.name)), leftOut];
}

export interface Place {
  readonly path: string;
  readonly line: number;
  readonly source?: string;
}

/** Where a fact stands; nothing when it is of no file. */
export function placeOf({ origin, source }: Fact): Place | undefined {
  if (origin.kind !== 'file' || origin.path === '') return undefined;
  return { path: origin.path, line: origin.line, ...(source === undefined ? {} : { source }) };
}

/** The file, whatever its line: the same path may be in two sources. */
export function fileOf({ path, source }: Place): string {
  return `${source ?? ''}\n${path}`;
}

/** Earlier days first; what has no day comes last. */
export function earlier(one: string, other: string): number {
  return compare(one || '9999', other || '9999');
}

export function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
