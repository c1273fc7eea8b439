/** The outcomes that criteria may measure: the names of `metric` facts, with their unit and meaning. Windows are 90 days unless stated. */
export const metricNames = {
  'mttr-median': { unit: 'minutes', says: 'Median time from the start of an incident to its resolution' },
  'mttr-p90': { unit: 'minutes', says: '90th percentile of the time from the start of an incident to its resolution' },
  'failed-change-recovery': { unit: 'minutes', says: 'Median time from a failed deployment to its recovery' },
  'rollback-duration': { unit: 'minutes', says: 'Median time from the start of a rollback to the restored service' },
  'deployments-per-week': { unit: 'per week', says: 'Successful production deployments a week, median over complete weeks' },
  'deployments-per-working-day': { unit: 'per day', says: 'Successful production deployments a working day, median over complete weeks' },
  'deployment-day-share': { unit: 'share', says: 'Share of working days with a successful production deployment' },
  'peak-deployments-per-day': { unit: 'per day', says: 'Most successful production deployments on one day, over all services' },
  'lead-time-median': { unit: 'minutes', says: 'Median time from commit to production' },
  'change-failure-rate': { unit: 'share', says: 'Share of production deployments that failed' },
  'change-failure-rate-trend': { unit: 'difference', says: 'Change failure rate of the last quarter minus that of the quarter before' },
  'pipeline-duration-median': {
    unit: 'minutes',
    says: 'Median time of the main branch pipeline, queues included, waits for approval excluded',
  },
  'measured-days': { unit: 'days', says: 'Days of the last 90 for which deployments and incidents are recorded' },
  'dora-quarters-improved': {
    unit: 'quarters',
    says: 'Of the last three quarters, those in which delivery metrics got better or stayed at their ceiling',
  },
  'linked-change-share': { unit: 'share', says: 'Share of production deployments whose changes name a change or ticket record' },
  'deployments-outside-pipeline': { unit: 'count', says: 'Production deployments that no pipeline made' },
  'direct-pushes': { unit: 'count', says: 'Commits that reached the default branch without a review request' },
  'console-writes': { unit: 'count', says: 'Changes of production resources made by people in a console' },
  'pages-per-engineer-week': { unit: 'per week', says: 'Pages per engineer on duty and week, median of the last eight weeks' },
  'incidents-without-postmortem': { unit: 'count', says: 'Incidents of the last six months that called for a postmortem and have none' },
  'postmortem-delay-p90': { unit: 'working days', says: '90th percentile of the time from the end of an incident to its postmortem' },
  'action-completion': { unit: 'share', says: 'Share of postmortem actions that are due and done' },
  'repeat-incident-trend': { unit: 'difference', says: 'Share of repeated incidents of the last year minus that of the year before' },
  'runbook-update-hours': {
    unit: 'hours',
    says: '90th percentile of the time from an incident that showed a gap to the change of its runbook',
  },
  'drift-rate': { unit: 'share', says: 'Share of managed resources that differ from their code' },
  'drift-open-hours': { unit: 'hours', says: 'Age of the oldest drift in production that is not resolved' },
  'drift-detection-age': { unit: 'hours', says: 'Hours since drift detection last ran through' },
  'drift-alert-delay': { unit: 'minutes', says: '90th percentile of the time from detected drift to a notified team' },
  'drift-within-limit': { unit: 'share', says: 'Share of drift resolved within the time limit of its severity' },
  'emergency-codified-hours': { unit: 'hours', says: '90th percentile of the time from an emergency change to its place in code' },
  'iac-coverage': { unit: 'share', says: 'Share of the resources in the cloud inventory that infrastructure code manages' },
  'toil-share': { unit: 'share', says: 'Toil hours divided by all engineering hours' },
  'toil-weeks-recorded': { unit: 'weeks', says: 'Weeks of the last twelve for which toil hours are recorded' },
  'toil-trend': { unit: 'difference', says: 'Toil share of the last quarter minus that of the quarter before' },
  'debt-capacity-share': {
    unit: 'share',
    says: 'Share of finished sprint work that was operational debt, median of the last four sprints',
  },
  'debt-trend': { unit: 'entries', says: 'Debt entries closed minus entries opened' },
} as const satisfies Record<string, { unit: string; says: string }>;

/** Outcomes that are shown beside those that criteria measure. Windows are as asked. */
const furtherMetrics = {
  deployments: { unit: 'count', says: 'Successful production deployments' },
  'deployment-frequency': { unit: 'per day', says: 'Successful production deployments divided by the days of the window' },
  'deployment-days-per-week': { unit: 'days', says: 'Days with a successful production deployment, median over complete weeks' },
  'lead-time-p90': { unit: 'minutes', says: '90th percentile of the time from commit to production' },
  'undeployed-commits': { unit: 'count', says: 'Commits that no production deployment contains yet' },
  'undeployed-age': { unit: 'hours', says: 'Age of the oldest commit that no production deployment contains yet' },
  'mttr-mean': { unit: 'minutes', says: 'Mean time from the start of an incident to its resolution' },
  'page-noise': { unit: 'share', says: 'Share of pages that needed nobody, of those for which that is recorded' },
  'rework-rate': {
    unit: 'share',
    says: 'Share of production deployments of six months that were hotfixes, rollbacks or remedies of another',
  },
} as const satisfies Record<string, { unit: string; says: string }>;

const allMetrics = { ...metricNames, ...furtherMetrics };
export type MetricName = keyof typeof allMetrics;

export function isMetricName(name: string): name is MetricName {
  return Object.hasOwn(allMetrics, name);
}

export function meaningOf(name: MetricName): string {
  return allMetrics[name].says;
}

export function unitOf(name: MetricName): string {
  return allMetrics[name].unit;
}

/** A measured value for people: shares in percent, differences of shares in percentage points. */
export function valueInWords(value: number, unit: string): string {
  const rounded = (number: number) => String(Math.round(number * 10) / 10);
  if (unit === 'share') return `${rounded(value * 100)} %`;
  if (unit === 'difference') return `${value > 0 ? '+' : ''}${rounded(value * 100)} points`;
  const text = Math.abs(value) < 10 ? String(Math.round(value * 100) / 100) : rounded(value);
  return unit === 'count' ? text : `${text} ${unit}`;
}
