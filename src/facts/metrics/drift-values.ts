import type { MetricValue } from '../../model/metric.ts';
import { driftLimits } from './drift-limits.data.ts';
import type { DriftRow } from './rows.ts';
import { type Frame, metric, share } from './values.ts';

const hour = 3_600_000;

/** The share of drift that was resolved within the time limit of its severity. Open drift within its limit is not decided yet. */
export function driftWithinLimit(rows: readonly DriftRow[], frame: Frame): MetricValue {
  const end = Date.parse(frame.window.to);
  const verdicts = rows.map(row => {
    const allowed = limitOf(row.severity) * hour;
    const resolved = row.resolved_at === null ? undefined : Date.parse(row.resolved_at);
    if (resolved !== undefined && resolved < end) return resolved - Date.parse(row.detected_at) <= allowed;
    return end - Date.parse(row.detected_at) <= allowed ? undefined : false;
  });
  const decided = verdicts.filter(each => each !== undefined);
  const excluded = { open_within_limit: verdicts.length - decided.length };
  return metric(frame, 'drift-within-limit', share(decided.filter(Boolean).length, decided.length), decided.length, { excluded });
}

function limitOf(severity: string | null): number {
  const word = (severity ?? '').trim().toLowerCase();
  return (driftLimits.find(({ words }) => words.includes(word)) ?? driftLimits.at(-1))?.hours ?? Number.POSITIVE_INFINITY;
}
