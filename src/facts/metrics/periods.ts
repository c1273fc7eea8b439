import { localDay, startOfDay } from './time-zone.ts';

export type PeriodUnit = 'week' | 'month' | 'quarter';

/** From an instant up to, and without, another. Days are counted in the zone. */
export interface Window {
  readonly from: Date;
  readonly to: Date;
}

/** A week (ISO, from Monday), month or quarter in a zone. */
export interface Period extends Window {
  /** The number that statements give it; weeks count from the week of 1970-01-01, months and quarters from year 0. */
  readonly key: number;
  /** `2026-W05`, `2026-02`, `2026-Q1` */
  readonly label: string;
  /** Whether all of it lies in the window. */
  readonly complete: boolean;
}

const monthsIn = { month: 1, quarter: 3 } as const;

/** The periods that a window touches, oldest first. */
export function periodsIn(window: Window, zone: string, unit: PeriodUnit): readonly Period[] {
  if (window.from >= window.to) return [];
  const first = periodOfDay(localDay(zone, window.from), unit);
  const last = periodOfDay(localDay(zone, new Date(window.to.getTime() - 1)), unit);
  return Array.from({ length: last - first + 1 }, (_, at) => {
    const key = first + at;
    const from = startOfDay(zone, firstDayOf(key, unit));
    const to = startOfDay(zone, firstDayOf(key + 1, unit));
    return { key, from, to, label: labelOf(key, unit), complete: from >= window.from && to <= window.to };
  });
}

/** The last `days` local days up to `end`; the day that it lies in is one of them. */
export function lastDays(days: number, end: Date, zone: string): Window {
  return { from: startOfDay(zone, localDay(zone, new Date(end.getTime() - 1)) - days + 1), to: end };
}

/** Local days that a window touches, and how many of them are Monday to Friday. */
export function daysIn({ from, to }: Window, zone: string): { readonly all: number; readonly working: number } {
  if (from >= to) return { all: 0, working: 0 };
  const first = localDay(zone, from);
  const all = localDay(zone, new Date(to.getTime() - 1)) - first + 1;
  const working = Array.from({ length: all }, (_, at) => isWorkingDay(first + at)).filter(Boolean).length;
  return { all, working };
}

/** Day 0 was a Thursday. */
function isWorkingDay(day: number): boolean {
  return (((day + 3) % 7) + 7) % 7 < 5;
}

function periodOfDay(day: number, unit: PeriodUnit): number {
  if (unit === 'week') return Math.floor((day + 3) / 7);
  const date = new Date(day * 86_400_000);
  return Math.floor((date.getUTCFullYear() * 12 + date.getUTCMonth()) / monthsIn[unit]);
}

function firstDayOf(key: number, unit: PeriodUnit): number {
  if (unit === 'week') return key * 7 - 3;
  const months = key * monthsIn[unit];
  return new Date(0).setUTCFullYear(Math.floor(months / 12), months % 12, 1) / 86_400_000;
}

function labelOf(key: number, unit: PeriodUnit): string {
  if (unit === 'week') return isoWeek(key);
  const perYear = 12 / monthsIn[unit];
  const year = String(Math.floor(key / perYear)).padStart(4, '0');
  return unit === 'month' ? `${year}-${String((key % 12) + 1).padStart(2, '0')}` : `${year}-Q${(key % 4) + 1}`;
}

/** The year of an ISO week is that of its Thursday. */
function isoWeek(key: number): string {
  const thursday = new Date(key * 7 * 86_400_000);
  const year = thursday.getUTCFullYear();
  const week = Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / 86_400_000 / 7) + 1;
  return `${year}-W${String(week).padStart(2, '0')}`;
}
