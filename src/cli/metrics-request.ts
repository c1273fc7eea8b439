import { lastDays, type PeriodUnit, type Window } from '../facts/metrics/periods.ts';
import { localDay, startOfDay } from '../facts/metrics/time-zone.ts';
import { isZone } from '../lib/instant.ts';
import { plainText } from '../lib/plain-text.ts';
import { UserError } from '../lib/user-error.ts';
import type { MeasureRequest } from '../measure.ts';
import type { MetricDefinition } from '../model/metric.ts';
import { openSettings } from './settings-source.ts';

export interface MetricsOptions {
  readonly service: readonly string[];
  readonly team: readonly string[];
  readonly environment: string;
  readonly window: string;
  readonly from?: string;
  readonly to?: string;
  readonly zone: string;
  readonly by: PeriodUnit;
  readonly definition: MetricDefinition;
  readonly linkHours: string;
  readonly config?: string;
}

/** What the options ask for. Throws a `UserError` where they ask for nothing that there could be. */
export async function metricsRequest(options: MetricsOptions, now: Date): Promise<MeasureRequest> {
  const { zone, environment, by, definition } = options;
  if (!isZone(zone))
    throw new UserError(`there is no time zone "${plainText(zone)}"`, 'Name it as IANA does: Europe/Berlin, America/New_York, UTC');
  const linkHours = Number(options.linkHours);
  if (!(linkHours > 0 && linkHours <= 8760))
    throw new UserError(`--link-hours ${plainText(options.linkHours)} is no number of hours`, 'Say a number above 0: --link-hours 24');
  const services = options.service.map(name => ({ name, services: [name] }));
  const teams = await Promise.all(options.team.map(team => teamOf(team, options.config)));
  const subjects = services.length + teams.length === 0 ? 'services' : [...teams, ...services];
  return { subjects, environment, window: windowOf(options, now), asOf: now, zone, unit: by, definition, linkHours };
}

function windowOf({ window, from, to, zone }: MetricsOptions, now: Date): Window {
  const end = to === undefined ? now : startOfDay(zone, dayOf('--to', to) + 1);
  if (to !== undefined && startOfDay(zone, dayOf('--to', to)) > now)
    throw new UserError(`--to ${to} lies in the future`, 'Name a day that has begun, or leave it out');
  const last = end > now ? now : end;
  if (from === undefined) return lastDays(daysOf(window), last, zone);
  const start = startOfDay(zone, dayOf('--from', from));
  if (start >= last)
    throw new UserError(`--from ${from} is not before the end of the window`, 'Name an earlier day, or a later one with --to');
  return { from: start, to: last };
}

function dayOf(option: string, text: string): number {
  const instant = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : new Date(Number.NaN);
  if (Number.isNaN(instant.getTime()) || instant.toISOString().slice(0, 10) !== text)
    throw new UserError(`${option} ${plainText(text)} is no day`, 'Write it as 2026-01-31');
  return localDay('UTC', instant);
}

const unitDays = { d: 1, w: 7, m: 30, y: 365 } as const;
const mostDays = 3660;

function daysOf(span: string): number {
  const [, count, unit] = /^(\d{1,4})([dwmy])$/.exec(span) ?? [];
  const days = Number(count) * unitDays[(unit ?? 'd') as keyof typeof unitDays];
  if (days > 0 && days <= mostDays) return days;
  throw new UserError(`--window ${plainText(span)} is no span of time`, 'Write 90d, 12w, 6m (of 30 days) or 1y, ten years at most');
}

/** `payments=shop,web`, or the name of the team that `opsex.yaml` says the workload belongs to. */
async function teamOf(text: string, config: string | undefined): Promise<{ readonly name: string; readonly services: readonly string[] }> {
  const at = text.indexOf('=');
  if (at > 0) {
    const services = text
      .slice(at + 1)
      .split(',')
      .map(each => each.trim()); // prettier-ignore
    return { name: text.slice(0, at).trim(), services: services.filter(Boolean) };
  }
  const settings = await openSettings('.', config);
  if (settings?.workload.team === text && settings.services)
    return { name: text, services: settings.services.list.flatMap(({ name, also }) => [name, ...also]) };
  throw new UserError(
    `nothing says which services the team "${plainText(text)}" has`,
    `Name them: --team ${plainText(text)}=shop,web; or in opsex.yaml: workload.team and services`,
  );
}
