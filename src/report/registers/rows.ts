import type { Fact } from '../../model/fact.ts';

export const mostRows = 300;

/** The first rows, and how many more there are. */
export function bounded<Row>(rows: readonly Row[], most = mostRows): readonly [shown: Row[], leftOut: number] {
  return [rows.slice(0, most), Math.max(0, rows.length - most)];
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

/** By the first of the comparisons that tells a difference. */
export function inOrder(...differences: readonly number[]): number {
  return differences.find(difference => difference !== 0) ?? 0;
}

/** Earlier days first; what has no day comes last. */
export function earlier(one: string, other: string): number {
  return compare(one || '9999', other || '9999');
}

export function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
