import { deploymentDays, deploymentValues, leadTimeValues, reworkValue, undeployedValues } from './facts/metrics/delivery-values.ts';
import { driftAge, incidentValues, pageValue, toilValue } from './facts/metrics/operation-values.ts';
import { daysIn, type Period, type PeriodUnit, periodsIn, type Window } from './facts/metrics/periods.ts';
import { zoneOffsets } from './facts/metrics/time-zone.ts';
import type { Frame } from './facts/metrics/values.ts';
import type { MetricDefinition, MetricValue } from './model/metric.ts';
import type { Database } from './store/database.ts';
import { deploymentCounts } from './store/metrics/deployment-counts.ts';
import { deploymentRows } from './store/metrics/deployments.ts';
import { driftRows, hasDrift } from './store/metrics/drift.ts';
import { hasLife, knownBefore, placeOf } from './store/metrics/feed.ts';
import { incidentRows } from './store/metrics/incidents.ts';
import { leadTimeRows } from './store/metrics/lead-times.ts';
import { pageRows } from './store/metrics/pages.ts';
import { allSubjects, type Question, type Subject, wholeWindow } from './store/metrics/question.ts';
import { reworkRows } from './store/metrics/rework.ts';
import { toilRows } from './store/metrics/toil.ts';
import { undeployedRows } from './store/metrics/undeployed.ts';

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

export async function questionOf(database: Database, request: MeasureRequest): Promise<Question> {
  const { window, zone } = request;
  const yearBefore = new Date(window.from.getTime() - 366 * 86_400_000);
  return { ...request, ...(await placeOf(database, request.environment)), totals: true, offsets: zoneOffsets(zone, yearBefore, window.to) };
}

/** All metrics of the definition `opsex/1`, subject by subject, all together first when there are several. */
export async function measure(database: Database, request: MeasureRequest): Promise<readonly Measured[]> {
  const question = await questionOf(database, request);
  const rows = await readRows(database, question);
  const subjects = subjectsOf(request, rows);
  return subjects.map(subject => measured(subject, request, rows));
}

type Rows = Awaited<ReturnType<typeof readRows>>;

async function readRows(database: Database, question: Question) {
  const weekly: Question = { ...question, unit: 'week' };
  const deployments = await deploymentRows(database, question);
  const pages = await pageRows(database, weekly);
  return {
    deployments: grouped(deployments),
    weeks: grouped(question.unit === 'week' ? deployments : await deploymentCounts(database, weekly)),
    rework: bySubject(await reworkRows(database, { ...question, window: halfYearBefore(question.window.to) })),
    leadTimes: grouped(await leadTimeRows(database, question)),
    undeployed: bySubject(await undeployedRows(database, question)),
    incidents: grouped(await incidentRows(database, question)),
    pages: grouped(pages),
    toil: grouped(await toilRows(database, question, 'all')),
    drift: await driftRows(database, question),
    hasDrift: await hasDrift(database),
    known: await knownBefore(database, question),
    isAlive: await hasLife(database, question),
  };
}

function halfYearBefore(to: Date): Window {
  return { from: new Date(to.getTime() - 183 * 86_400_000), to };
}

type BySubject<R> = ReadonlyMap<string, ReadonlyMap<number, R>>;

function grouped<R extends { readonly subject: string; readonly period: number }>(rows: readonly R[]): BySubject<R> {
  const bySubject = new Map<string, Map<number, R>>();
  for (const row of rows) {
    const periods = bySubject.get(row.subject);
    if (periods) periods.set(row.period, row);
    else bySubject.set(row.subject, new Map([[row.period, row]]));
  }
  return bySubject;
}

function bySubject<R extends { readonly subject: string }>(rows: readonly R[]): ReadonlyMap<string, R> {
  return new Map(rows.map(row => [row.subject, row]));
}

/** All together first when there are several; services in the order of their names. */
function subjectsOf({ subjects }: MeasureRequest, rows: Rows): readonly string[] {
  const found = [rows.deployments, rows.incidents, rows.pages].flatMap(each => [...each.keys()]);
  const names = subjects === 'services' ? [...new Set(found)].filter(name => name !== allSubjects).sort() : subjects.map(each => each.name);
  return names.length === 1 ? names : [allSubjects, ...names];
}

function measured(subject: string, request: MeasureRequest, rows: Rows): Measured {
  const isTotal = subject === allSubjects;
  const known = isTotal ? rows.known.size > 0 : rows.known.has(subject);
  const frameOf = (window: Window, quietIsZero: boolean): Frame => ({
    subject,
    window: { from: window.from.toISOString(), to: window.to.toISOString(), days: daysIn(window, request.zone).all },
    timezone: request.zone,
    definition: request.definition,
    quietIsZero,
  });
  const frame = frameOf(request.window, known && rows.isAlive);
  const weeks = periodsIn(request.window, request.zone, 'week');
  const weekRows = inPeriods(rows.weeks.get(subject));
  const periods = request.unit === 'week' ? weeks : periodsIn(request.window, request.zone, request.unit);
  const first = Math.min(...inPeriods(rows.deployments.get(subject)).map(row => row.period));
  return {
    subject,
    values: [
      ...deploymentValues(rows.deployments.get(subject)?.get(wholeWindow), frame),
      deploymentDays(weekRows, weeks, frame),
      ...leadTimeValues(rows.leadTimes.get(subject)?.get(wholeWindow), frame),
      ...undeployedValues(request.window.to < request.asOf ? undefined : rows.undeployed.get(subject), frame),
      ...incidentValues(rows.incidents.get(subject)?.get(wholeWindow), frame),
      reworkValue(rows.rework.get(subject), frameOf(halfYearBefore(request.window.to), false)),
      pageValue(inPeriods(rows.pages.get(subject)), weeks, frame),
      toilValue(rows.toil.get(subject)?.get(wholeWindow), frame),
      ...(isTotal ? [driftAge(rows.drift, rows.hasDrift, frame)] : []),
    ],
    periods: periods.map(period => {
      const part = frameOf(overlap(period, request.window), rows.isAlive && (known || first < period.key));
      return {
        period,
        values: [
          ...deploymentValues(rows.deployments.get(subject)?.get(period.key), part),
          ...leadTimeValues(rows.leadTimes.get(subject)?.get(period.key), part),
          ...incidentValues(rows.incidents.get(subject)?.get(period.key), part),
        ],
      };
    }),
  };
}

function overlap(one: Window, other: Window): Window {
  const from = Math.max(one.from.getTime(), other.from.getTime());
  const to = Math.min(one.to.getTime(), other.to.getTime());
  return { from: new Date(from), to: new Date(to) };
}

function inPeriods<R extends { readonly period: number }>(rows: ReadonlyMap<number, R> | undefined): readonly R[] {
  return [...(rows?.values() ?? [])].filter(row => row.period !== wholeWindow);
}
