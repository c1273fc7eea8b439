const shape = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)? ?(Z|z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?$/;

/**
 * The instant that an ISO 8601 text means, as ISO text in UTC with milliseconds. The forms of webhooks are read too: a blank for the `T`,
 * a blank before the offset, `+0200`, `UTC`. A text without an offset is a local time of `zone` (an IANA name); without a zone it is no
 * instant, and neither is any other notation.
 */
export function instantOf(text: string, zone?: string): string | undefined {
  const [, year, month, day, hour, minute, second = '00', fraction = '', offset] = shape.exec(text.trim()) ?? [];
  if (year === undefined || (offset === undefined && zone === undefined)) return undefined;
  const written = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  const asUtc = Date.parse(`${written}Z`);
  if (Number.isNaN(asUtc) || !new Date(asUtc).toISOString().startsWith(written)) return undefined; // 30 February
  const milliseconds = Number(fraction.padEnd(3, '0').slice(0, 3));
  const instant = offset === undefined ? fromLocal(asUtc, zone ?? 'UTC') : asUtc - minutesOf(offset) * 60_000;
  return new Date(instant + milliseconds).toISOString();
}

/** Whether a text is a local time: all but the offset is there. */
export function isLocalTime(text: string): boolean {
  return instantOf(text) === undefined && instantOf(text, 'UTC') !== undefined;
}

/** Whether this is a name of a time zone that this machine knows. */
export function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return /^[A-Za-z]/.test(name);
  } catch {
    return false;
  }
}

function minutesOf(offset: string): number {
  const [, sign, hours = '0', minutes = '0'] = /^([+-])(\d{2}):?(\d{2})?$/.exec(offset) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

/** Of an hour that comes twice the second is taken; one that is left out in spring is read with the offset before it. */
function fromLocal(asUtc: number, zone: string): number {
  const before = asUtc - offsetAt(asUtc - 86_400_000, zone);
  const after = asUtc - offsetAt(asUtc + 86_400_000, zone);
  return offsetAt(after, zone) === asUtc - after ? after : before;
}

function offsetAt(instant: number, zone: string): number {
  const parts = formatOf(zone).formatToParts(instant);
  const [year, month, day, hour, minute, second] = ['year', 'month', 'day', 'hour', 'minute', 'second'].map(type =>
    Number(parts.find(part => part.type === type)?.value),
  );
  return Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second) - Math.floor(instant / 1000) * 1000;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    const numeric = 'numeric' as const;
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: numeric,
      month: numeric,
      day: numeric,
      hour: numeric,
      minute: numeric,
      second: numeric,
    });
    formats.set(zone, format);
  }
  return format;
}
