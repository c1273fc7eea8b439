import type { Period, PeriodUnit, Window } from './facts/metrics/periods.ts';
import { zoneOffsets } from './facts/metrics/time-zone.ts';
import { timeFrames } from './measuring/time-frames.ts';
import type { MetricDefinition, MetricValue } from './model/metric.ts';
import type { Database } from './store/database.ts';
import { placeOf } from './store/metrics/feed.ts';
import type { Question, Subject } from './store/metrics/question.ts';

/** What somebody wants to know. First deployments must have been assigned before. */
export interface MeasureRequest {
  /** Each service for itself, or these (a team with its services, a workload). */
  readonly subjects: 'services' | readonly Subject[];
  readonly environment: string;
  readonly window: Window;
  readonly asOf: Date;
  readonly zone: string;
  readonly unit: PeriodUnit;
  readonly definition: MetricDefinition;
  readonly linkHours: number;
}

export interface Measured {
  /** '' for all subjects together. */
  readonly subject: string;
  readonly values: readonly MetricValue[];
  readonly periods: readonly { readonly period: Period; readonly values: readonly MetricValue[] }[];
}

export const usualLinkHours = 24;

/** All metrics of the definition, subject by subject, all together first; one named subject alone is its own total. */
export async function measure(database: Database, request: MeasureRequest): Promise<readonly Measured[]> {
  const question = await questionOf(database, request);
  const frames = timeFrames(request);
  if (request.definition === 'devlake/2023') return (await import('./measuring/devlake.ts')).measureAsDevlake(database, question, frames);
  return (await import('./measuring/opsex.ts')).measureAsOpsex(database, question, frames);
}

export async function questionOf(database: Database, request: MeasureRequest): Promise<Question> {
  const { window, zone } = request;
  const before = (time: Date, days: number) => new Date(time.getTime() - days * 86_400_000);
  const earliest = new Date(Math.min(before(window.from, 31).getTime(), before(window.to, 183).getTime()));
  return {
    ...request,
    ...(await placeOf(database, request.environment, earliest)),
    totals: true,
    offsets: zoneOffsets(zone, before(window.from, 366), window.to),
  };
}
