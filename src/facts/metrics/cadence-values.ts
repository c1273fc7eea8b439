import type { MetricValue } from '../../model/metric.ts';
import type { Period } from './periods.ts';
import type { CadenceRow } from './rows.ts';
import { localDay } from './time-zone.ts';
import { type Frame, median, metric, share } from './values.ts';

const workingDays = 5;

/** How often something new reaches production, by complete weeks. Rollbacks and repeats of a commit are no deployments of something new. */
export function cadenceValues(rows: readonly CadenceRow[], weeks: readonly Period[], frame: Frame): readonly MetricValue[] {
  const begun = frame.quietIsZero ? Number.NEGATIVE_INFINITY : Math.min(...rows.map(row => row.period));
  const complete = weeks.filter(week => week.complete && week.key >= begun);
  const byWeek = new Map(rows.map(row => [row.period, row]));
  const each = (read: (row: CadenceRow) => number) => complete.map(week => byWeek.get(week.key)).map(row => (row ? read(row) : 0));
  const n = sum(each(row => row.deployments));
  const excluded = { rollback: sum(rows.map(row => row.rollbacks)), repeat: sum(rows.map(row => row.repeats)) };
  const days = sum(each(row => row.working_days));
  const peak = rows.length > 0 ? Math.max(...rows.map(row => row.peak)) : null;
  return [
    metric(frame, 'deployments-per-week', median(each(row => row.deployments)), n, { excluded }),
    metric(frame, 'deployments-per-working-day', median(each(row => row.on_working_days / workingDays)), n, { excluded }),
    metric(frame, 'deployment-day-share', share(days, workingDays * complete.length), n, { excluded }),
    metric(frame, 'peak-deployments-per-day', peak, sum(rows.map(row => row.deployments)), { excluded }),
  ];
}

/** Days of the window between the first deployment and the last event that came in. */
export function measuredDays(first: string | null, last: string | null, frame: Frame): MetricValue {
  const from = first && first > frame.window.from ? first : frame.window.from;
  const to = last && last < frame.window.to ? last : new Date(Date.parse(frame.window.to) - 1).toISOString();
  if (first === null || last === null) return metric(frame, 'measured-days', null, 0);
  const days = from > to ? 0 : localDay(frame.timezone, new Date(to)) - localDay(frame.timezone, new Date(from)) + 1;
  return metric(frame, 'measured-days', days, days);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
