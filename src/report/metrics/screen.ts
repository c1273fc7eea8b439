import type pc from 'picocolors';
import stringWidth from 'string-width';
import { column, cut } from '../../lib/plain-text.ts';
import type { MetricsJson, SubjectJson, ValueJson } from './contract.ts';
import { isLinkedByTime } from './words.ts';

export interface Screen {
  readonly colour: boolean;
  readonly columns: number;
}

export type Paint = ReturnType<typeof pc.createColors>;

/** `opsex · outcomes`, with the stretch of time and the definition on the right. */
export function headerLine({ environment, window, timezone, definition }: MetricsJson, title: string, width: number, paint: Paint): string {
  const lastDay = dayIn(timezone, new Date(Date.parse(window.to) - 1));
  const right = `${dayIn(timezone, new Date(window.from))} to ${lastDay} · ${window.days} days · ${timezone} · ${definition}`;
  const left = `opsex · ${title} · ${environment}`;
  return `${paint.bold(column(left, Math.max(20, width - right.length - 1)))} ${paint.dim(right)}`;
}

export function named<V extends Pick<ValueJson, 'name'>>(values: readonly V[], name: string): V | undefined {
  return values.find(value => value.name === name);
}

/** A sign before numbers that rest on guessed links. */
export function marked(value: ValueJson): string {
  const isAboutFailures = value.name === 'change-failure-rate' || value.name === 'failed-change-recovery';
  return isAboutFailures && value.value !== null && isLinkedByTime(value) ? '~' : '';
}

/** The values of a metric in the complete periods; one that the window cuts would look like a fall. */
export function trendOf({ periods }: SubjectJson, name: string): readonly (number | null)[] {
  return wholePeriods(periods).map(({ values }) => named(values, name)?.value ?? null);
}

export function wholePeriods<P extends { readonly complete: boolean }>(periods: readonly P[]): readonly P[] {
  const complete = periods.filter(period => period.complete);
  return complete.length > 0 ? complete : periods;
}

/** As many of the parts as fit, the first ones first. */
export function fitting(parts: readonly string[], separator: string, width: number): string {
  let line = parts[0] ?? '';
  for (const part of parts.slice(1)) if (stringWidth(line) + stringWidth(separator) + stringWidth(part) <= width) line += separator + part;
  return cut(line, width);
}

/** A name as an argument of a command line. */
export function asArgument(text: string): string {
  return /^[\w.:@/+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** How incidents are put down to deployments. */
export function ruleOf({ definition, linkHours }: MetricsJson): string {
  return definition === 'devlake/2023'
    ? 'incidents count for the deployment before'
    : `incidents within ${linkHours} h count for a deployment`;
}

function dayIn(zone: string, instant: Date): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(instant);
}
