import { literal } from './sql-values.ts';

/** How the times of a table are written. */
export interface TimeNotation {
  /** IANA name of the zone that times without an offset are in. */
  readonly zone?: string;
  /** ISO 8601 unless said: seconds or milliseconds since 1970, or a pattern of strptime (`%d.%m.%Y %H:%M`). */
  readonly format?: 'epoch-seconds' | 'epoch-milliseconds' | { readonly pattern: string };
}

/** Nearly all times look so; these patterns cost a tenth of a regular expression, and the engine checks the rest. */
const usual = ['____-__-_____:__:__%Z', '____-__-_____:__:__%+__%', '____-__-_____:__:__%-__%'];
const local = String.raw`\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?`;
const offset = '(Z|z|UTC|GMT|[+-][0-9]{2}(?::?[0-9]{2})?)';

/** The instant that a text means, or nothing. */
export function timeSql(raw: string, { zone, format }: TimeNotation): string {
  if (format === 'epoch-seconds' || format === 'epoch-milliseconds') return epochSql(raw, format === 'epoch-seconds' ? 1 : 1000);
  if (format) return patternSql(raw, format.pattern, zone);
  const inZone = zone
    ? `case when ${matches(raw, local)} then timezone(${literal(zone)}, try_cast(${isoLocal(raw)} as timestamp)) end`
    : 'null';
  const isUsual = usual.map(pattern => `${raw} like ${literal(pattern)}`).join(' or ');
  return `case when ${isUsual} then coalesce(try_cast(${raw} as timestamptz), ${withOffset(raw)}) when ${raw} is null then null
    else coalesce(${withOffset(raw)}, ${inZone}) end`;
}

/** The middle of the day or week that a text names: the week that it lies in is the same in all zones. */
export function weekSql(raw: string, notation: TimeNotation): string {
  return `case when ${matches(raw, String.raw`\d{4}-\d\d-\d\d`)} then try_cast(${raw} || ' 12:00:00+00' as timestamptz)
    when ${matches(raw, String.raw`\d{4}-?W\d\d`)}
      then timezone('UTC', try_strptime(replace(replace(${raw}, '-', ''), 'W', '-W') || '-4 12', '%G-W%V-%u %H'))
    else ${timeSql(raw, notation)} end`;
}

/** Why a text is no time, in words for the person who exported it. */
export function timeProblemSql(raw: string, name: string, { zone, format }: TimeNotation): string {
  const says = (problem: string) => literal(`${name} ${problem}`);
  if (format) return says('is not written as --time-format says');
  const noZone = zone
    ? ''
    : `when ${matches(raw, local)} then ${says('has no time zone: export it with an offset, or say --zone Europe/Berlin')}`;
  return `case ${noZone}
    when ${matches(raw, String.raw`\d{4}-\d\d-\d\d`)} then ${says('has no time of day')}
    when ${matches(raw, String.raw`\d{9,11}`)} then ${says('looks like seconds since 1970: say --time-format epoch-seconds if it is')}
    when ${matches(raw, String.raw`\d{12,14}`)} then ${says('looks like milliseconds since 1970: say --time-format epoch-milliseconds if it is')}
    when ${matches(raw, String.raw`\d{1,4}[/.-](\d{1,2}|[A-Za-zäé]{3,9}\.?)[/.-]\d{1,4}\D?.*`)} and not ${matches(raw, String.raw`\d{4}-\d\d-\d\d.*`)}
      then ${says("is in a notation that depends on where it was written: export ISO 8601, or say --time-format '%d/%m/%Y %H:%M'")}
    else ${says('is no ISO 8601 time (2026-06-01T10:00:00+02:00)')} end`;
}

function matches(raw: string, pattern: string): string {
  return `regexp_full_match(${raw}, ${literal(pattern)})`;
}

function withOffset(raw: string): string {
  return `case when ${matches(raw, `${local} ?${offset}`)} then try_cast(${isoLocal(raw)} || ${offsetOf(raw)} as timestamptz) end`;
}

/** Date and time with seconds and a point before the fraction, which the engine reads. */
function isoLocal(raw: string): string {
  const seconds = `coalesce(nullif(regexp_extract(${raw}, ${literal(String.raw`^.{16}(:\d\d)`)}, 1), ''), ':00')`;
  const fraction = `replace(regexp_extract(${raw}, ${literal(String.raw`[.,]\d+`)}), ',', '.')`;
  return `left(${raw}, 10) || ' ' || substr(${raw}, 12, 5) || ${seconds} || ${fraction}`;
}

function offsetOf(raw: string): string {
  return `case when regexp_matches(${raw}, '[A-Za-z]$') then 'Z' else regexp_extract(${raw}, ${literal(`${offset}$`)}, 1) end`;
}

function epochSql(raw: string, perSecond: number): string {
  const seconds = `(try_cast(${raw} as double) / ${perSecond})`;
  return `to_timestamp(case when ${seconds} between 0 and 1e11 then ${seconds} end)`;
}

function patternSql(raw: string, pattern: string, zone: string | undefined): string {
  const parsed = `try_strptime(${raw}, ${literal(pattern)})`;
  return /%z|%Z/.test(pattern) ? parsed : `timezone(${literal(zone ?? 'UTC')}, ${parsed})`;
}
