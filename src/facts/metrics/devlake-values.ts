import { bases, type MetricValue } from '../../model/metric.ts';
import type { DevlakeDeploymentRow, DevlakeIncidentRow, DevlakeRequestRow } from './rows.ts';
import { type Frame, metric, minutes, share } from './values.ts';

/** Every incident is linked by time alone. */
const byTime = 0.5;

/** Deployments are failed when at least one incident followed, whatever their age: none is pending. */
export function devlakeDeploymentValues(row: DevlakeDeploymentRow | undefined, frame: Frame): readonly MetricValue[] {
  const n = row?.deployments ?? 0;
  const count = n > 0 || frame.quietIsZero ? n : null;
  const failed = row?.failed ?? 0;
  const basis = bases[row?.basis ?? 0];
  const frequency = count === null || frame.window.days === 0 ? null : count / frame.window.days;
  return [
    metric(frame, 'deployments', count, n, { basis }),
    metric(frame, 'deployment-frequency', frequency, n, { basis }),
    metric(frame, 'change-failure-rate', share(failed, n), n, { basis, links: failed > 0 ? byTime : null }),
  ];
}

/** Requests that were deployed in the window; the median is one of the values, the lower of the two in the middle. */
export function devlakeLeadTime(row: DevlakeRequestRow | undefined, frame: Frame): MetricValue {
  return metric(frame, 'lead-time-median', row?.median ?? null, row?.requests ?? 0);
}

export function devlakeIncidentValues(row: DevlakeIncidentRow | undefined, frame: Frame): readonly MetricValue[] {
  const linked = row?.linked ?? 0;
  const links = linked > 0 ? byTime : null;
  return [
    metric(frame, 'failed-change-recovery', minutes(row?.recovery ?? null), linked, { links }),
    metric(frame, 'mttr-median', minutes(row?.median ?? null), row?.incidents ?? 0),
  ];
}
