import { cadenceValues, measuredDays } from '../../facts/metrics/cadence-values.ts';
import { driftWithinLimit } from '../../facts/metrics/drift-values.ts';
import { missingPostmortems, postmortemDelay, reviewedIncidents } from '../../facts/metrics/incident-reviews.ts';
import type { Outcome } from '../../facts/metrics/metric-facts.ts';
import { driftAge, toilValue } from '../../facts/metrics/operation-values.ts';
import { daysIn, lastDays, type Period, periodsIn, type Window } from '../../facts/metrics/periods.ts';
import { repeatedGroups, repeatTrend } from '../../facts/metrics/repeated-incidents.ts';
import { failureTrend, quartersImproved, toilTrend } from '../../facts/metrics/trend-values.ts';
import { type Frame, metric, minutes, share } from '../../facts/metrics/values.ts';
import { type MeasureRequest, measure, questionOf, usualLinkHours } from '../../measure.ts';
import type { Fact } from '../../model/fact.ts';
import type { MetricValue } from '../../model/metric.ts';
import type { MetricName } from '../../model/metric-names.ts';
import type { Database } from '../../store/database.ts';
import { assignFirstDeployments } from '../../store/metrics/assign-first-deployments.ts';
import { cadenceRows } from '../../store/metrics/cadence.ts';
import { hasDrift } from '../../store/metrics/drift.ts';
import { placeOf } from '../../store/metrics/feed.ts';
import { workloadDrift } from '../../store/metrics/outcomes/drift-of-workload.ts';
import { feedSpan } from '../../store/metrics/outcomes/feed-span.ts';
import { incidentList } from '../../store/metrics/outcomes/incident-list.ts';
import { linkedChanges } from '../../store/metrics/outcomes/linked-changes.ts';
import { pipelineTime } from '../../store/metrics/outcomes/pipeline-runs.ts';
import { rollbackRow } from '../../store/metrics/outcomes/rollbacks.ts';
import { tellingEvents } from '../../store/metrics/outcomes/telling-events.ts';
import { toilTeams } from '../../store/metrics/outcomes/toil-teams.ts';
import type { Question } from '../../store/metrics/question.ts';
import { reworkRows } from '../../store/metrics/rework.ts';
import { toilRows } from '../../store/metrics/toil.ts';
import { namesOf } from './events-of-metrics.ts';

/** Whose outcomes are asked for. */
export interface OutcomeRequest {
  readonly workload: string;
  readonly team?: string;
  readonly services: readonly string[];
  /** Whether the store knows no other services: then also what names no service is the workload's. */
  readonly alone: boolean;
  /** Paths of its roots of infrastructure. */
  readonly roots: readonly string[];
  readonly postmortems: readonly Fact<'postmortem'>[];
  readonly asOf: Date;
  readonly zone: string;
}

const windowDays = 90;
const fewIncidents = 3;
const incidentYears = 731;
const shownIncidents = 3;

/** The outcomes that criteria ask for and events can tell: over the last 90 days unless the name of a metric says otherwise. */
export async function readOutcomes(database: Database, request: OutcomeRequest): Promise<readonly Outcome[]> {
  await assignFirstDeployments(database, await placeOf(database, 'production'));
  const { asOf, zone } = request;
  const window = lastDays(windowDays, asOf, zone);
  const asked = requestFor(request, window);
  const question = await questionOf(database, asked);
  const [measured] = await measure(database, asked);
  const values = measured?.values ?? [];
  const frame = frameOf(request, window, values);
  const basis = values.find(each => each.name === 'deployments')?.confidence.basis ?? 'events';
  const ofDelivery = [
    ...(await cadence(database, question, frame)),
    ...(await deliveryRecords(database, question, frame)),
    ...(await trends(database, request, frame)),
    ...values.filter(each => each.name.startsWith('lead-time') || each.name.startsWith('deployment-days')),
  ].map(value => ({ ...value, confidence: { ...value.confidence, basis } }));
  const taken = new Set<MetricName>(['toil-share', 'drift-open-hours', ...ofDelivery.map(each => each.name)]);
  const all: MetricValue[] = [
    ...values.filter(each => !taken.has(each.name)),
    ...ofDelivery,
    ...(await toil(database, request, question, frame)),
    ...(await drift(database, request, question, frame)),
    await pipeline(database, question, frame),
  ];
  const incidents = await aboutIncidents(database, request, question, frame);
  const restored = await timesToRestore(database, request, all, incidents.isConnected);
  const replaced = new Set(restored.map(each => each.value.name));
  const events = namesOf(await tellingEvents(database, question));
  const rest = all.filter(each => !replaced.has(each.name)).map(value => ({ value, events: events(value) }));
  return [...rest, ...incidents.values, ...restored].sort((a, b) => (a.value.name < b.value.name ? -1 : 1));
}

function requestFor({ workload, services, asOf, zone }: OutcomeRequest, window: Window): MeasureRequest {
  return {
    subjects: [{ name: workload, services }],
    environment: 'production',
    window,
    asOf,
    zone,
    unit: 'week',
    definition: 'opsex/1',
    linkHours: usualLinkHours,
  };
}

/** A service whose count of deployments is known to be 0 is known from before. */
function frameOf({ workload, zone }: OutcomeRequest, window: Window, values: readonly MetricValue[]): Frame {
  const deployments = values.find(each => each.name === 'deployments');
  return {
    subject: workload,
    window: { from: window.from.toISOString(), to: window.to.toISOString(), days: deployments?.window.days ?? windowDays },
    timezone: zone,
    definition: 'opsex/1',
    quietIsZero: deployments?.value === 0,
  };
}

async function cadence(database: Database, question: Question, frame: Frame): Promise<readonly MetricValue[]> {
  const weeks = periodsIn(question.window, frame.timezone, 'week');
  const rows = await cadenceRows(database, { ...question, unit: 'week' });
  const span = await feedSpan(database, question);
  const begun = span.first !== null && span.first < frame.window.from;
  return [...cadenceValues(rows, weeks, { ...frame, quietIsZero: frame.quietIsZero || begun }), measuredDays(span.first, span.last, frame)];
}

async function deliveryRecords(database: Database, question: Question, frame: Frame): Promise<readonly MetricValue[]> {
  const [rework] = await reworkRows(database, question);
  const rollback = await rollbackRow(database, question);
  const { deployments, linked } = await linkedChanges(database, question);
  const byHand = rework?.by_hand ?? 0;
  const silent = rework?.pipeline_unknown ?? 0;
  const isTold = rework !== undefined && (byHand > 0 || silent === 0);
  return [
    metric(frame, 'rollback-duration', minutes(rollback.median), rollback.timed, { excluded: { no_start: rollback.no_start } }),
    metric(frame, 'linked-change-share', share(linked, deployments), deployments),
    metric(frame, 'deployments-outside-pipeline', isTold ? byHand : null, rework?.deployments ?? 0, { excluded: { no_pipeline: silent } }),
  ];
}

async function pipeline(database: Database, question: Question, frame: Frame): Promise<MetricValue> {
  const { median, commits, failed, unfinished, approval } = await pipelineTime(database, question);
  return metric(frame, 'pipeline-duration-median', minutes(median), commits, { excluded: { failed, unfinished, approval } });
}

async function trends(database: Database, request: OutcomeRequest, frame: Frame): Promise<readonly MetricValue[]> {
  const { zone } = request;
  const quarters = lastQuarters(request, 4);
  const [first, last] = [quarters[0], quarters.at(-1)];
  if (!first || !last) return [];
  const window = { from: first.from, to: last.to };
  const [measured] = await measure(database, { ...requestFor(request, window), unit: 'quarter' });
  const values = measured?.periods.map(each => each.values) ?? [];
  return [
    quartersImproved(values, { ...frame, window: daysOf(window, zone) }),
    failureTrend(values, { ...frame, window: lastTwo(quarters, zone) }),
  ];
}

function daysOf({ from, to }: Window, zone: string): Frame['window'] {
  return { from: from.toISOString(), to: to.toISOString(), days: daysIn({ from, to }, zone).all };
}

function lastTwo(quarters: readonly Period[], zone: string): Frame['window'] {
  const [before, after] = quarters.slice(-2);
  return daysOf({ from: before?.from ?? new Date(0), to: (after ?? before)?.to ?? new Date(0) }, zone);
}

/** Complete calendar quarters before the date, oldest first. */
function lastQuarters({ asOf, zone }: OutcomeRequest, count: number) {
  return periodsIn(lastDays(500, asOf, zone), zone, 'quarter')
    .filter(each => each.complete)
    .slice(-count);
}

async function toil(database: Database, request: OutcomeRequest, question: Question, frame: Frame): Promise<readonly MetricValue[]> {
  const teams = await toilTeams(database, request.team, request.alone);
  const names = ['toil-share', 'toil-weeks-recorded', 'toil-trend'] as const;
  if (teams.length === 0) return names.map(name => metric(frame, name, null, 0));
  const sum = async (window: Window) => {
    const rows = await toilRows(database, { ...question, subjects: 'services', window, totals: true, unit: 'week' }, teams);
    return rows.find(row => row.subject === '' && row.period === -1);
  };
  const quarters = lastQuarters(request, 2);
  const [before, after] = quarters;
  const twelveWeeks = lastDays(84, request.asOf, request.zone);
  const twelve = await sum(twelveWeeks);
  return [
    toilValue(await sum(question.window), frame),
    metric({ ...frame, window: daysOf(twelveWeeks, request.zone) }, 'toil-weeks-recorded', twelve?.weeks ?? null, twelve?.weeks ?? 0),
    toilTrend(before && (await sum(before)), after && (await sum(after)), { ...frame, window: lastTwo(quarters, request.zone) }),
  ];
}

async function drift(database: Database, request: OutcomeRequest, question: Question, frame: Frame): Promise<readonly MetricValue[]> {
  const rows = await workloadDrift(database, question, request);
  const recorded = request.alone ? await hasDrift(database) : rows.length > 0;
  return [driftAge(rows, recorded, frame), driftWithinLimit(rows, frame)];
}

async function aboutIncidents(database: Database, request: OutcomeRequest, question: Question, frame: Frame) {
  const incidents = await incidentList(database, question, incidentYears);
  const { first_incident } = await feedSpan(database, question);
  const isConnected = first_incident !== null && Date.parse(first_incident) < request.asOf.getTime() - 180 * 86_400_000;
  const reviewed = reviewedIncidents(incidents, request.postmortems, request.asOf);
  const over = (days: number): Frame => ({ ...frame, window: daysOf(lastDays(days, request.asOf, request.zone), request.zone) });
  const missing = reviewed.filter(each => each.postmortem === 'none').map(each => `${each.incident.source}:${each.incident.id}`);
  const values: readonly Outcome[] = [
    { value: missingPostmortems(reviewed, incidents, isConnected, over(183)), events: missing.slice(-shownIncidents) },
    { value: postmortemDelay(reviewed, over(183)), events: [] },
    {
      value: repeatTrend(incidents, first_incident, over(incidentYears)),
      events: repeatedGroups(incidents)
        .flat()
        .slice(0, shownIncidents)
        .map(each => `${each.source}:${each.id}`),
    },
  ];
  return { isConnected, values };
}

const restoring: readonly MetricName[] = ['mttr-median', 'mttr-mean', 'mttr-p90'];

/** With fewer than three incidents the last 180 days count instead; where even then there is none, and incidents do come in, it is quiet. */
async function timesToRestore(
  database: Database,
  request: OutcomeRequest,
  values: readonly MetricValue[],
  isConnected: boolean,
): Promise<readonly Outcome[]> {
  const recent = values.filter(each => restoring.includes(each.name));
  if ((recent[0]?.n ?? 0) >= fewIncidents) return [];
  const window = lastDays(2 * windowDays, request.asOf, request.zone);
  const asked = requestFor(request, window);
  const [measured] = await measure(database, asked);
  const events = namesOf(await tellingEvents(database, await questionOf(database, asked)));
  const longer = (measured?.values ?? []).filter(each => restoring.includes(each.name));
  return longer.map(value => ({ value, events: events(value), quiet: isConnected && value.n === 0 }));
}
