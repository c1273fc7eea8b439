import type { MetricValue } from '../../model/metric.ts';
import type { MetricName } from '../../model/metric-names.ts';
import type { ToilRow } from './rows.ts';
import { type Frame, metric, share } from './values.ts';

/** The values of complete quarters, oldest first. */
export type Quarters = readonly (readonly MetricValue[])[];

interface Direction {
  readonly name: MetricName;
  readonly better: 'more' | 'less';
  /** As good as the highest level asks: from here on nothing has to get better. */
  readonly ceiling: (value: number) => boolean;
}

const delivery: readonly Direction[] = [
  { name: 'deployment-frequency', better: 'more', ceiling: value => value >= 2 },
  { name: 'lead-time-median', better: 'less', ceiling: value => value < 60 },
  { name: 'change-failure-rate', better: 'less', ceiling: value => value < 0.05 },
  { name: 'mttr-median', better: 'less', ceiling: value => value < 30 },
];
/** Smaller changes are noise. */
const noise = 0.05;
const compared = 3;

/**
 * In how many of the last three quarters delivery improved: at least one of the four figures got better or is as good as it need be, and none
 * got worse. Needs four complete quarters.
 */
export function quartersImproved(quarters: Quarters, frame: Frame): MetricValue {
  const last = quarters.slice(-compared - 1);
  const known = last.length > compared && last.every(values => numberOf(values, 'deployment-frequency') !== null);
  const improved = last.slice(1).filter((values, at) => isBetter(last[at] ?? [], values)).length;
  return metric(frame, 'dora-quarters-improved', known ? improved : null, known ? compared : 0);
}

function isBetter(before: readonly MetricValue[], after: readonly MetricValue[]): boolean {
  const steps = delivery.flatMap(direction => {
    const [was, is] = [numberOf(before, direction.name), numberOf(after, direction.name)];
    return was === null || is === null ? [] : [stepOf(was, is, direction)];
  });
  return steps.includes('better') && !steps.includes('worse');
}

function stepOf(was: number, is: number, { better, ceiling }: Direction): 'better' | 'same' | 'worse' {
  if (ceiling(is)) return 'better';
  const gain = better === 'more' ? is - was : was - is;
  if (Math.abs(gain) <= noise * Math.abs(was)) return 'same';
  return gain > 0 ? 'better' : 'worse';
}

/** The change failure rate of the last complete quarter minus that of the one before. */
export function failureTrend(quarters: Quarters, frame: Frame): MetricValue {
  const [before, after] = quarters.slice(-2).map(values => values.find(each => each.name === 'change-failure-rate'));
  const trend = typeof before?.value === 'number' && typeof after?.value === 'number' ? after.value - before.value : null;
  return metric(frame, 'change-failure-rate-trend', trend, trend === null ? 0 : Math.min(before?.n ?? 0, after?.n ?? 0));
}

/** The share of toil of the last complete quarter minus that of the one before, from the records of each. */
export function toilTrend(before: ToilRow | undefined, after: ToilRow | undefined, frame: Frame): MetricValue {
  const [was, is] = [before, after].map(row => share(row?.toil_hours ?? 0, row?.total_hours ?? 0));
  const trend = typeof was === 'number' && typeof is === 'number' ? is - was : null;
  return metric(frame, 'toil-trend', trend, trend === null ? 0 : Math.min(before?.weeks ?? 0, after?.weeks ?? 0));
}

function numberOf(values: readonly MetricValue[], name: MetricName): number | null {
  return values.find(each => each.name === name)?.value ?? null;
}
