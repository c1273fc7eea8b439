import type { MetricValue } from '../../model/metric.ts';
import { completeWeeks } from './delivery-values.ts';
import type { Period } from './periods.ts';
import type { DriftRow, IncidentRow, PageRow, ToilRow } from './rows.ts';
import { type Frame, median, metric, minutes, share } from './values.ts';

/** Times to restore, of all incidents that were resolved, whatever caused them. */
export function incidentValues(row: IncidentRow | undefined, frame: Frame): readonly MetricValue[] {
  const n = row?.incidents ?? 0;
  const rest = {
    excluded: { negative: row?.negative ?? 0, no_start: row?.no_start ?? 0 },
    assumed: { start_from_detection: row?.start_from_detection ?? 0 },
  };
  return [
    metric(frame, 'mttr-median', minutes(row?.median ?? null), n, rest),
    metric(frame, 'mttr-mean', minutes(row?.mean ?? null), n, rest),
    metric(frame, 'mttr-p90', minutes(row?.p90 ?? null), n, rest),
  ];
}

const weeksOfPages = 8;

/** Pages per engineer and week, median of the last eight complete weeks. Who is on duty is known from the pages: the engineers who got any. */
export function pageValue(rows: readonly PageRow[], weeks: readonly Period[], frame: Frame): MetricValue {
  const complete = weeks.filter(week => week.complete).slice(-weeksOfPages);
  const known = rows.filter(row => row.engineers > 0);
  const loads = completeWeeks(known, complete, false, row => (row.pages - row.without_engineer) / row.engineers);
  const without = rows.filter(row => complete.some(week => week.key === row.period)).reduce((sum, row) => sum + row.without_engineer, 0);
  return metric(frame, 'pages-per-engineer-week', median(loads), loads.length, { excluded: { without_engineer: without } });
}

/** The share of pages that needed nobody, among those of which that is known. */
export function pageNoise(row: PageRow | undefined, frame: Frame): MetricValue {
  const judged = row?.judged ?? 0;
  return metric(frame, 'page-noise', share(row?.needless ?? 0, judged), judged, { excluded: { not_judged: (row?.pages ?? 0) - judged } });
}

export function toilValue(row: ToilRow | undefined, frame: Frame): MetricValue {
  const value = share(row?.toil_hours ?? 0, row?.total_hours ?? 0);
  return metric(frame, 'toil-share', value, row?.weeks ?? 0, { excluded: { incomplete: row?.incomplete ?? 0 } });
}

/** Hours since the oldest drift was seen that is open at the end of the window; 0 when there was some and none is open. */
export function driftAge(rows: readonly DriftRow[], isRecorded: boolean, frame: Frame): MetricValue {
  const end = Date.parse(frame.window.to);
  const open = rows.filter(row => row.resolved_at === null || Date.parse(row.resolved_at) >= end);
  const oldest = Math.min(...open.map(row => Date.parse(row.detected_at)));
  const hours = open.length > 0 ? (end - oldest) / 3_600_000 : isRecorded ? 0 : null;
  return metric(frame, 'drift-open-hours', hours, rows.length);
}
