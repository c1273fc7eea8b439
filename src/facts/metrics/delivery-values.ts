import { type Basis, bases, type MetricValue } from '../../model/metric.ts';
import type { Period } from './periods.ts';
import type { DeploymentCount, DeploymentRow, LeadTimeRow, ReworkRow, UndeployedRow } from './rows.ts';
import { type Frame, median, metric, minutes, share } from './values.ts';

const byName = 1;
const byTime = 0.5;

/** Deployments, their frequency, how many failed and how long failed ones took to recover. */
export function deploymentValues(row: DeploymentRow | undefined, frame: Frame): readonly MetricValue[] {
  const n = row?.deployments ?? 0;
  const count = n > 0 || frame.quietIsZero ? n : null;
  const decided = n - (row?.pending ?? 0);
  const failed = row?.failed ?? 0;
  const named = row?.named ?? 0;
  const basis = basisOf(row);
  const links = failed > 0 ? (named * byName + (failed - named) * byTime) / failed : null;
  const frequency = count === null || frame.window.days === 0 ? null : count / frame.window.days;
  return [
    metric(frame, 'deployments', count, n, { basis }),
    metric(frame, 'deployment-frequency', frequency, n, { basis }),
    metric(frame, 'change-failure-rate', share(failed, decided), decided, { basis, links, excluded: { pending: row?.pending ?? 0 } }),
    metric(frame, 'failed-change-recovery', minutes(row?.recovery ?? null), row?.recovered ?? 0, {
      basis,
      links,
      excluded: { not_recovered: row?.not_recovered ?? 0, recovered_before_deployment: row?.recovered_before ?? 0 },
    }),
  ];
}

/** What the deployments of a window rest on, and with them all that is reckoned from them. */
export function basisOf(row: { readonly basis: number } | undefined): Basis {
  return bases[row?.basis ?? 0] ?? 'events';
}

/** The share of unplanned deployments; the window is that of the row, six months by the definition. */
export function reworkValue(row: ReworkRow | undefined, frame: Frame): MetricValue {
  return metric(frame, 'rework-rate', share(row?.unplanned ?? 0, row?.deployments ?? 0), row?.deployments ?? 0, {
    basis: basisOf(row),
  });
}

/** The value of each complete week, 0 for one without rows; weeks before the first one only when the subject is known from before. */
export function completeWeeks<R extends { readonly period: number }>(
  rows: readonly R[],
  weeks: readonly Period[],
  quietIsZero: boolean,
  read: (row: R) => number,
): readonly number[] {
  const values = new Map(rows.map(row => [row.period, read(row)]));
  const begun = quietIsZero ? Number.NEGATIVE_INFINITY : Math.min(...values.keys());
  return weeks.filter(week => week.complete && week.key >= begun).map(week => values.get(week.key) ?? 0);
}

export function deploymentDays(rows: readonly DeploymentCount[], weeks: readonly Period[], basis: Basis, frame: Frame): MetricValue {
  const days = completeWeeks(rows, weeks, frame.quietIsZero, row => row.days);
  const cut = weeks.filter(week => !week.complete).length;
  return metric(frame, 'deployment-days-per-week', median(days), days.length, { basis, excluded: { incomplete_week: cut } });
}

export function leadTimeValues(row: LeadTimeRow | undefined, basis: Basis, frame: Frame): readonly MetricValue[] {
  const n = row?.commits ?? 0;
  const excluded = { baseline: row?.baseline ?? 0, negative: row?.negative ?? 0, no_commit_time: row?.no_commit_time ?? 0 };
  return [
    metric(frame, 'lead-time-median', minutes(row?.median ?? null), n, { basis, excluded }),
    metric(frame, 'lead-time-p90', minutes(row?.p90 ?? null), n, { basis, excluded }),
  ];
}

/** Commits that wait. Where deployments are no longer told of, and where no commit was ever deployed, nobody can say what waits. */
export function undeployedValues(
  waiting: UndeployedRow | undefined,
  deployed: DeploymentRow | undefined,
  frame: Frame,
): readonly MetricValue[] {
  const row = deployed || frame.quietIsZero ? waiting : undefined;
  const basis = basisOf(deployed);
  const n = row?.commits ?? 0;
  const age = row?.oldest ? (Date.parse(frame.window.to) - Date.parse(row.oldest)) / 3_600_000 : 0;
  return [
    metric(frame, 'undeployed-commits', row ? n : null, n, { basis }),
    metric(frame, 'undeployed-age', row ? age : null, n, { basis }),
  ];
}
