import type { Basis, MetricDefinition, MetricValue } from '../../model/metric.ts';
import { type MetricName, unitOf } from '../../model/metric-names.ts';

/** What values of one subject and stretch of time have in common. */
export interface Frame {
  readonly subject: string;
  readonly window: { readonly from: string; readonly to: string; readonly days: number };
  readonly timezone: string;
  readonly definition: MetricDefinition;
  /** Whether nothing means 0: the subject is known from before, and other services show that events come in. */
  readonly quietIsZero: boolean;
}

interface Rest {
  readonly excluded?: Readonly<Record<string, number>>;
  readonly assumed?: Readonly<Record<string, number>>;
  readonly basis?: Basis;
  readonly links?: number | null;
}

/** A value with its frame. Counts of nothing are left out. */
export function metric(frame: Frame, name: MetricName, value: number | null, n: number, rest: Rest = {}): MetricValue {
  const { subject, window, timezone, definition } = frame;
  return {
    name,
    subject,
    value,
    unit: unitOf(name),
    n,
    window,
    timezone,
    definition,
    excluded: counted(rest.excluded),
    assumed: counted(rest.assumed),
    confidence: { basis: rest.basis ?? 'events', links: rest.links ?? null },
  };
}

export function share(part: number, whole: number): number | null {
  return whole > 0 ? part / whole : null;
}

export function minutes(seconds: number | null): number | null {
  return seconds === null ? null : Math.round(seconds * 1000) / 60_000; // no event knows more than milliseconds
}

/** The middle value, or the mean of the two in the middle; `null` of none. */
export function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[sorted.length >> 1];
  const lower = sorted[(sorted.length - 1) >> 1];
  return upper === undefined || lower === undefined ? null : (lower + upper) / 2;
}

const nothing: Readonly<Record<string, number>> = {};

/** A table has hundreds of thousands of values, most of which leave nothing out. */
function counted(counts = nothing): Readonly<Record<string, number>> {
  const some = Object.entries(counts).filter(([, count]) => count > 0);
  return some.length === 0 ? nothing : Object.fromEntries(some);
}
