import { type Fact, isKind, isWeaker } from '../model/fact.ts';
import { valueInWords } from '../model/metric-names.ts';
import type { Clause } from '../model/model-schema.ts';
import { bound, type Finding, type Ground, nothing } from './ground.ts';

type Measure = Extract<Clause, { measure: string }>;

/** An outcome against a threshold. */
export function decideMeasure(clause: Measure, ground: Ground): Finding {
  const metric = decidingMetric(clause.measure, ground);
  const shared = { coverage: null, kinds: ['metric'] as const, absent: false };
  if (!metric) return nothing('metric', undefined, { ...ground, absent: 'unknown', complete: false });
  if (isWeaker(metric.strength, ground.strength))
    return { ...shared, answer: 'unknown', cause: 'not_observable', evidence: [], missing: [metric] };
  if (metric.fields.quiet)
    return { ...shared, answer: 'not_applicable', cause: null, evidence: [], missing: [], reason: quietReason(metric) };
  const few = metric.fields.n < bound(clause.samples ?? 0, ground);
  if (!metric.fields.known || few) return { ...shared, answer: 'unknown', cause: 'too_few_samples', evidence: [], missing: [metric] };
  const holds = clause.exists === true || within(metric.fields.value, clause, ground);
  const reason = measuredReason(metric, clause, ground);
  return {
    ...shared,
    reason,
    answer: holds ? 'met' : 'not_met',
    cause: null,
    evidence: holds ? [metric] : [],
    missing: holds ? [] : [metric],
  };
}

/** Of several values of a name that of the workload as a whole, else a known one; the name of the service breaks ties. */
function decidingMetric(name: string, ground: Ground): Fact<'metric'> | undefined {
  const metrics = (ground.byKind.get('metric') ?? []).filter(
    (fact): fact is Fact<'metric'> => isKind(fact, 'metric') && fact.fields.name === name,
  );
  const order = (metric: Fact<'metric'>) =>
    [metric.scope.service === '' ? 0 : 1, metric.fields.known ? 0 : 1, metric.scope.service, JSON.stringify(metric)] as const;
  return [...metrics].sort((a, b) => compareKeys(order(a), order(b)))[0];
}

function compareKeys(a: readonly (string | number)[], b: readonly (string | number)[]): number {
  const at = a.findIndex((key, index) => key !== b[index]);
  return at === -1 ? 0 : (a[at] ?? 0) < (b[at] ?? 0) ? -1 : 1;
}

/** `mttr-median is 42 minutes over 12 records in 90 days; at most 60 is asked`. */
function measuredReason({ fields }: Fact<'metric'>, clause: Measure, ground: Ground): string {
  const { name, value, unit, n, windowDays } = fields;
  const asked = (['at_most', 'at_least', 'below', 'above'] as const).flatMap(word => {
    const limit = clause[word];
    return limit === undefined ? [] : [`${word.replace('_', ' ')} ${valueInWords(bound(limit, ground), unit)} is asked`];
  });
  return [`${name} is ${valueInWords(value, unit)} (${n} in ${windowDays} days)`, ...asked].join('; ');
}

function quietReason({ fields }: Fact<'metric'>): string {
  return `nothing of the kind happened in ${fields.windowDays} days, although such events are recorded`;
}

function within(value: number, clause: Measure, ground: Ground): boolean {
  const { at_most, at_least, below, above } = clause;
  return (
    (at_most === undefined || value <= bound(at_most, ground)) &&
    (at_least === undefined || value >= bound(at_least, ground)) &&
    (below === undefined || value < bound(below, ground)) &&
    (above === undefined || value > bound(above, ground))
  );
}
