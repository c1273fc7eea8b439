import { allSubjects, type Question, wholeWindow } from '../store/metrics/question.ts';

/** Rows by the name of their subject and the key of their period. */
export type BySubject<R> = ReadonlyMap<string, ReadonlyMap<number, R>>;

export function bySubjectAndPeriod<R extends { readonly subject: string; readonly period: number }>(rows: readonly R[]): BySubject<R> {
  const bySubject = new Map<string, Map<number, R>>();
  for (const row of rows) {
    const periods = bySubject.get(row.subject);
    if (periods) periods.set(row.period, row);
    else bySubject.set(row.subject, new Map([[row.period, row]]));
  }
  return bySubject;
}

export function bySubject<R extends { readonly subject: string }>(rows: readonly R[]): ReadonlyMap<string, R> {
  return new Map(rows.map(row => [row.subject, row]));
}

/** The rows of single periods, without that of the whole window. */
export function inPeriods<R extends { readonly period: number }>(rows: ReadonlyMap<number, R> | undefined): readonly R[] {
  return [...(rows?.values() ?? [])].filter(row => row.period !== wholeWindow);
}

/** All together first, then services in the order of their names; one named subject alone is its own total. */
export function subjectNames({ subjects }: Question, rows: readonly BySubject<unknown>[]): readonly string[] {
  if (subjects !== 'services') {
    const names = subjects.map(each => each.name);
    return names.length === 1 ? names : [allSubjects, ...names];
  }
  const found = new Set(rows.flatMap(each => [...each.keys()]));
  found.delete(allSubjects);
  return [allSubjects, ...[...found].sort()];
}
