import { calendarFile } from '../../facts/detectors/change-freeze/calendar.ts';
import { datesIn } from '../../facts/detectors/documents/dates.ts';
import { SourceFile } from '../../facts/source-file.ts';
import type { Tree } from '../../lib/tree.ts';

export function isCalendar(path: string): boolean {
  return calendarFile.test(path);
}

const starts: readonly string[] = ['from', 'start', 'starts', 'start_date', 'begin', 'begins', 'since'];
const ends: readonly string[] = ['to', 'end', 'ends', 'end_date', 'until', 'till'];

/** Whether a day lies in one of the windows of a freeze calendar, first and last day included. */
export function isFrozen(path: string, text: string, day: string): boolean {
  const windows = path.endsWith('.ics')
    ? windowsOfEvents(text)
    : new SourceFile(path, text).yaml().flatMap(tree => [...tree.walk()].flatMap(windowOf));
  return windows.some(({ from, to }) => from <= day && day <= to);
}

interface Window {
  readonly from: string;
  readonly to: string;
}

function windowOf(node: Tree): readonly Window[] {
  if (node.kind !== 'map') return [];
  const day = (keys: readonly string[]) => keys.flatMap(key => datesIn(node.text(key) ?? '')).find(date => date !== '');
  const [from, to] = [day(starts), day(ends)];
  return from && to ? [{ from, to }] : [];
}

/** `DTSTART;VALUE=DATE:20261220`; the end of an event by whole days is the day after its last: https://www.rfc-editor.org/rfc/rfc5545 */
function windowsOfEvents(text: string): readonly Window[] {
  return text
    .split(/^BEGIN:VEVENT/m)
    .slice(1, 1_000)
    .flatMap(event => {
      const [, from] = /^DTSTART[^:\n]{0,80}:(\d{8})/m.exec(event) ?? [];
      const [, to, time] = /^DTEND[^:\n]{0,80}:(\d{8})(T?)/m.exec(event) ?? [];
      if (from === undefined || to === undefined) return [];
      const last = new Date(Date.parse(dashed(to)) - (time ? 0 : 86_400_000));
      return Number.isNaN(last.getTime()) ? [] : { from: dashed(from), to: last.toISOString().slice(0, 10) };
    });
}

function dashed(day: string): string {
  return `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`;
}
