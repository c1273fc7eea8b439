import type { IncidentEntry } from '../facts/metrics/incident-entries.ts';
import { type ReviewedIncident, reviewedIncidents } from '../facts/metrics/incident-reviews.ts';
import type { Window } from '../facts/metrics/periods.ts';
import { type MeasureRequest, measure, questionOf, usualLinkHours } from '../measure.ts';
import type { Fact } from '../model/fact.ts';
import type { MetricName } from '../model/metric-names.ts';
import type { Database } from '../store/database.ts';
import { assignFirstDeployments } from '../store/metrics/assign-first-deployments.ts';
import { placeOf } from '../store/metrics/feed.ts';
import { incidentList } from '../store/metrics/outcomes/incident-list.ts';

interface Trend {
  readonly name: MetricName;
  readonly unit: string;
  /** Oldest first; the last one is the quarter itself. */
  readonly values: readonly { readonly quarter: string; readonly value: number | null; readonly n: number }[];
}

export interface QuarterOutcomes {
  readonly trends: readonly Trend[];
  readonly incidents: readonly IncidentEntry[];
  readonly withoutPostmortem: readonly IncidentEntry[];
}

interface Request {
  readonly workload: string;
  readonly services: readonly string[];
  readonly postmortems: readonly Fact<'postmortem'>[];
  readonly quarter: Window;
  readonly asOf: Date;
}

const shown: readonly MetricName[] = [
  'deployments',
  'deployment-frequency',
  'lead-time-median',
  'change-failure-rate',
  'failed-change-recovery',
  'mttr-median',
];
const quartersShown = 4;

/** What happened in a quarter, and in the three before. */
export async function quarterOutcomes(database: Database, request: Request): Promise<QuarterOutcomes> {
  await assignFirstDeployments(database, await placeOf(database, 'production'));
  const { quarter, asOf } = request;
  const to = new Date(Math.min(quarter.to.getTime(), asOf.getTime()));
  const from = new Date(quarter.from);
  from.setUTCMonth(from.getUTCMonth() - 3 * (quartersShown - 1));
  const asked: MeasureRequest = {
    subjects: [{ name: request.workload, services: request.services }],
    environment: 'production',
    window: { from, to },
    asOf,
    zone: 'UTC',
    unit: 'quarter',
    definition: 'opsex/1',
    linkHours: usualLinkHours,
  };
  const [measured] = await measure(database, asked);
  const periods = measured?.periods ?? [];
  const trends = shown.map(name => {
    const found = periods.map(({ period, values }) => ({ label: period.label, value: values.find(each => each.name === name) }));
    const unit = found.find(each => each.value)?.value?.unit ?? '';
    return { name, unit, values: found.map(({ label, value }) => ({ quarter: label, value: value?.value ?? null, n: value?.n ?? 0 })) };
  });
  const days = Math.ceil((to.getTime() - quarter.from.getTime()) / 86_400_000);
  const incidents = await incidentList(database, await questionOf(database, { ...asked, window: { from: quarter.from, to } }), days);
  const reviewed: readonly ReviewedIncident[] = reviewedIncidents(incidents, request.postmortems, asOf);
  return { trends, incidents, withoutPostmortem: reviewed.filter(each => each.postmortem === 'none').map(each => each.incident) };
}
