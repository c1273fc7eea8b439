/** A stretch of time in which a zone is `seconds` ahead of UTC; it ends before `until`, and has no end when that is null. */
export interface ZoneOffset {
  readonly until: Date | null;
  readonly seconds: number;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** How far the zone is ahead of UTC between two instants, stretch by stretch. Changes of less than a day's length are not seen. */
export function zoneOffsets(zone: string, from: Date, to: Date): readonly ZoneOffset[] {
  const offsets: ZoneOffset[] = [];
  const start = Math.floor(from.getTime() / minute) * minute;
  let seconds = offsetAt(zone, start);
  for (let time = start; time < to.getTime(); time += day) {
    const next = offsetAt(zone, time + day);
    if (next === seconds) continue;
    offsets.push({ until: new Date(changeBetween(zone, time, time + day)), seconds });
    seconds = next;
  }
  return [...offsets, { until: null, seconds }];
}

/** The number of the local day of an instant: 0 is 1970-01-01. */
export function localDay(zone: string, instant: Date): number {
  return Math.floor((instant.getTime() / 1000 + offsetAt(zone, instant.getTime())) / 86_400);
}

/** The instant at which a local day begins, also where clocks jump over midnight. */
export function startOfDay(zone: string, number: number): Date {
  const midnight = number * day;
  const begins = [midnight - day, midnight + day]
    .map(near => midnight - offsetAt(zone, near) * 1000)
    .find(time => localDay(zone, new Date(time)) === number && localDay(zone, new Date(time - 1)) < number);
  if (begins !== undefined) return new Date(begins);
  let before = midnight - 36 * hour;
  let after = midnight + 36 * hour;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (localDay(zone, new Date(middle)) < number) before = middle;
    else after = middle;
  }
  return new Date(after);
}

function changeBetween(zone: string, from: number, to: number): number {
  const seconds = offsetAt(zone, from);
  let before = from;
  let after = to;
  while (after - before > minute) {
    const middle = before + Math.floor((after - before) / 2 / minute) * minute;
    if (offsetAt(zone, middle) === seconds) before = middle;
    else after = middle;
  }
  return after;
}

/** Seconds that local time is ahead of UTC. */
function offsetAt(zone: string, time: number): number {
  const text = formatOf(zone)
    .formatToParts(time)
    .find(part => part.type === 'timeZoneName')?.value;
  const [, sign = '+', hours = '0', minutes = '0', seconds = '0'] = /GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?/.exec(text ?? '') ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds));
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
  formats.set(zone, format);
  return format;
}
