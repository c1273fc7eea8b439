import { monthNames } from './dates.data.ts';

/**
 * The first date written in `text` as `YYYY-MM-DD`, or `''`. Only forms with one meaning count: ISO, `23.10.2025`,
 * `23 October 2025`, `October 23, 2025`. `03/10/2025` and relative words do not.
 */
export function dateIn(text: string): string {
  return datesIn(text)[0] ?? '';
}

export function datesIn(text: string): readonly string[] {
  return [...text.slice(0, 400).matchAll(written)].map(dateOf).filter(date => date !== '');
}

const month = Object.keys(monthNames).join('|');
const written = new RegExp(
  [
    '(?<![\\d.]|\\d-)(?<y1>\\d{4})[-/_](?<m1>\\d{1,2})[-/_](?<d1>\\d{1,2})(?!\\d)',
    '(?<![\\d.])(?<d2>\\d{1,2})\\.\\s?(?<m2>\\d{1,2})\\.\\s?(?<y2>\\d{4})(?![\\d])',
    `(?<!\\d)(?<d3>\\d{1,2})(?:st|nd|rd|th|\\.)?\\s(?:de\\s)?(?<m3>${month})\\.?,?\\s(?:de\\s)?(?<y3>\\d{4})(?!\\d)`,
    `(?<![\\p{L}])(?<m4>${month})\\.?\\s(?<d4>\\d{1,2})(?:st|nd|rd|th)?,?\\s(?<y4>\\d{4})(?!\\d)`,
  ].join('|'),
  'giu',
);

function dateOf(match: RegExpMatchArray): string {
  const part = (name: string) => [1, 2, 3, 4].map(form => match.groups?.[`${name}${form}`]).find(text => text !== undefined) ?? '';
  const year = Number(part('y'));
  const monthText = part('m').toLowerCase();
  const monthNumber = /^\d/.test(monthText) ? Number(monthText) : (monthNames[monthText] ?? 0);
  return calendarDate(year, monthNumber, Number(part('d')));
}

/** The date as ISO text when it exists in the calendar. */
export function calendarDate(year: number, month: number, day: number): string {
  if (year < 1990 || year > 2100 || month < 1 || month > 12 || day < 1) return '';
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 ? date.toISOString().slice(0, 10) : '';
}

/** The last day of the first month written in `text` as `2026-03`, or `''`. */
export function monthEndIn(text: string): string {
  const found = /(\d{4})[-_/](\d{2})(?!\d)/.exec(text);
  if (!found) return '';
  const [year, month] = [Number(found[1]), Number(found[2])];
  return calendarDate(year, month, new Date(Date.UTC(year, month, 0)).getUTCDate());
}

export function daysBetween(one: string, other: string): number {
  return Math.abs(Date.parse(one) - Date.parse(other)) / 86_400_000;
}
