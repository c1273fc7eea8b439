import { Cron } from 'croner';

const hour = 3_600_000;
/** A Monday, so that the result does not depend on the day of the run. */
const start = new Date('2024-01-01T00:00:00Z');
const shortWindow = 14 * 24 * hour;
const longWindow = 400 * 24 * hour;
const mostRuns = 1500;

const nicknames: Readonly<Record<string, string>> = {
  '@hourly': '0 * * * *',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@weekly': '0 0 * * 0',
  '@monthly': '0 0 1 * *',
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
};

const known = new Map<string, number | undefined>();

/**
 * The longest time in hours between two runs of any of the schedules, looked at over 14 days (400 days when they run more rarely).
 * Understands five-field cron, `@daily` and the like, Jenkins `H`, and the `cron(…)` and `rate(…)` of AWS; `undefined` when none can be read.
 */
export function longestGapHours(schedules: readonly string[]): number | undefined {
  const key = schedules.join('\n');
  if (!known.has(key)) known.set(key, gapOf(schedules));
  return known.get(key);
}

function gapOf(schedules: readonly string[]): number | undefined {
  const rates = schedules.flatMap(schedule => rateHours(schedule) ?? []);
  const times = schedules.flatMap(schedule => cronOf(schedule) ?? []);
  const gap = widestGap(times, shortWindow) ?? widestGap(times, longWindow);
  const all = gap === undefined ? rates : [...rates, gap];
  return all.length > 0 ? Math.min(...all) : undefined;
}

function widestGap(crons: readonly Cron[], window: number): number | undefined {
  const runs = crons.flatMap(cron => runsOf(cron, window)).sort((a, b) => a - b);
  let widest = 0;
  for (const [index, run] of runs.entries()) widest = Math.max(widest, run - (runs[index - 1] ?? run));
  return widest === 0 ? undefined : Math.round((widest / hour) * 100) / 100;
}

function runsOf(cron: Cron, window: number): readonly number[] {
  const runs: number[] = [];
  let at = cron.nextRun(start);
  while (at && at.getTime() - start.getTime() <= window && runs.length < mostRuns) {
    runs.push(at.getTime());
    at = cron.nextRun(at);
  }
  return runs;
}

/** Normalises the dialects to what croner reads; `undefined` for text that is no schedule. */
function cronOf(schedule: string): Cron | undefined {
  const text = schedule.trim().replace(/^(?:CRON_)?TZ=\S+\s+/, '');
  const fields = nicknames[text.toLowerCase()]?.split(' ') ?? awsFields(text) ?? text.split(/\s+/).map(withoutHash);
  if (fields.length !== 5) return undefined;
  try {
    return new Cron(fields.join(' '), { paused: true, timezone: 'UTC' });
  } catch {
    return undefined;
  }
}

/** Jenkins puts `H` for "a fixed value of its choice": the gaps are those of any fixed value. */
function withoutHash(field: string): string {
  return field
    .replace(/H\((\d+)-(\d+)\)\/(\d+)/g, '$1-$2/$3')
    .replace(/H\((\d+)-\d+\)/g, '$1')
    .replace(/H\//g, '*/')
    .replace(/\bH\b/g, '1');
}

/** `cron(minutes hours day-of-month month day-of-week year)`, where days of the week count from 1 for Sunday. */
function awsFields(text: string): readonly string[] | undefined {
  const inner = /^cron\(([^)]*)\)$/.exec(text)?.[1]?.trim().split(/\s+/);
  if (!inner || inner.length < 5) return undefined;
  const [minute = '*', hours = '*', day = '*', month = '*', weekday = '*'] = inner;
  return [minute, hours, anyFor(day), month, anyFor(weekday).replace(/(?<![#/\d])[1-7](?!\d)/g, number => String(Number(number) - 1))];
}

function anyFor(field: string): string {
  return field === '?' ? '*' : field;
}

function rateHours(schedule: string): number | undefined {
  const [, count, unit] = /^rate\(\s*(\d+)\s+(minute|hour|day)s?\s*\)$/.exec(schedule.trim()) ?? [];
  if (!count) return undefined;
  return Number(count) * (unit === 'day' ? 24 : unit === 'hour' ? 1 : 1 / 60);
}

/** A duration like `1h`, `30m`, `1h30m` or `2d` in hours. */
export function durationHours(text: string): number | undefined {
  if (!/^(?:\d+(?:\.\d+)?(?:ms|[smhdw]))+$/.test(text)) return undefined;
  const units: Readonly<Record<string, number>> = { ms: 1 / hour, s: 1 / 3600, m: 1 / 60, h: 1, d: 24, w: 168 };
  let hours = 0;
  for (const [, count, unit] of text.matchAll(/(\d+(?:\.\d+)?)(ms|[smhdw])/g)) hours += Number(count) * (units[unit ?? ''] ?? 0);
  return hours;
}
