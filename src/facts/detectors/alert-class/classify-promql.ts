import type { FactFields } from '../../../model/fact-kinds.ts';
import { wordsOf } from '../../production.ts';
import {
  availabilityWords,
  causePrefixes,
  causeWords,
  dependencyJobs,
  errorWords,
  freshnessWords,
  latencyWords,
  metaPrefixes,
  probePrefixes,
  requestWords,
} from './metric-signals.data.ts';
import type { PromReading, PromSelector } from './promql-reading.ts';

export type AlertClass = Pick<FactFields<'alert.rule'>, 'class' | 'signal'>;

const deepest = 4;

/**
 * Whether an alert on this expression tells what users feel (symptom), something near it (weak symptom), a possible reason (cause)
 * or watches the monitoring itself (meta). Recording rules are followed. What neither fits is `unknown`: a business metric, for instance.
 */
export function classifyPromQl(reading: PromReading, records: ReadonlyMap<string, PromReading>): AlertClass {
  if (reading.burn !== 'none') return { class: 'symptom', signal: 'burn_rate' };
  if (reading.selectors.length === 0) return { class: 'meta', signal: 'other' };
  const resolved = resolve(reading, records, deepest);
  if (reading.absence) return absence(resolved);
  for (const decide of decisions) {
    const found = decide(resolved);
    if (found) return found;
  }
  return { class: 'unknown', signal: 'other' };
}

/** A series that is gone: the target is, or what measures it. */
function absence({ selectors }: PromReading): AlertClass {
  if (selectors.every(isUp)) return { class: isDependency(selectors) ? 'cause' : 'weak_symptom', signal: 'availability' };
  return { class: selectors.some(({ metric }) => isCausePrefixed(metric)) ? 'cause' : 'meta', signal: 'availability' };
}

/** The reading with the series of recording rules in place of their names; the outcome a caller selects stays. */
function resolve(reading: PromReading, records: ReadonlyMap<string, PromReading>, depth: number): PromReading {
  const selectors: PromSelector[] = [];
  const functions = new Set(reading.functions);
  for (const selector of reading.selectors) {
    const record = depth > 0 ? records.get(selector.metric) : undefined;
    if (!record || record === reading) {
      selectors.push(selector);
      continue;
    }
    const inner = resolve(record, records, depth - 1);
    for (const called of inner.functions) functions.add(called);
    selectors.push({ ...selector, metric: selector.metric });
    selectors.push(...inner.selectors.map(each => (selector.outcome === 'any' ? each : { ...each, outcome: selector.outcome })));
  }
  return { ...reading, selectors: selectors.slice(0, 200), functions: [...functions] };
}

type Decision = (reading: PromReading) => AlertClass | undefined;

/** In order: the first that knows decides. */
const decisions: readonly Decision[] = [probe, meta, errorRate, latency, availability, up, freshness, traffic, cause, innerErrors];

function probe({ selectors }: PromReading): AlertClass | undefined {
  const probes = selectors.filter(({ metric }) => startsWithOne(metric, probePrefixes));
  if (probes.length === 0) return undefined;
  if (probes.some(({ metric }) => /ssl|tls|cert/.test(metric))) return { class: 'cause', signal: 'saturation' };
  return { class: 'symptom', signal: probes.some(({ metric }) => metric.includes('duration')) ? 'latency' : 'availability' };
}

function meta({ selectors }: PromReading): AlertClass | undefined {
  return selectors.every(({ metric }) => startsWithOne(metric, metaPrefixes)) ? { class: 'meta', signal: 'other' } : undefined;
}

function errorRate({ selectors }: PromReading): AlertClass | undefined {
  const failing = selectors.some(selector => {
    if (selector.outcome === 'client_errors' || isCausePrefixed(selector.metric)) return false;
    if (!isRequest(selector.metric)) return false;
    return selector.outcome === 'errors' || hasWord(selector.metric, errorWords);
  });
  return failing ? { class: 'symptom', signal: 'errors' } : undefined;
}

/** A quantile or a mean of a duration. A mere count of a duration histogram is a number of requests. */
function latency({ selectors, functions }: PromReading): AlertClass | undefined {
  const timed = selectors.filter(({ metric }) => hasWord(metric, latencyWords) && !isCausePrefixed(metric) && !hasWord(metric, causeWords));
  const quantile = functions.some(name => name === 'HistogramQuantile' || name === 'HistogramFraction');
  const isTime = timed.some(({ metric, quantile: selected }) => {
    if (metric.endsWith('_count') || isTimestamp(metric)) return false;
    return quantile || selected || metric.endsWith('_sum') || metric.endsWith('_bucket') || /:(?:p\d\d|latency)|latency|p9\d/.test(metric);
  });
  return isTime ? { class: 'symptom', signal: 'latency' } : undefined;
}

function availability({ selectors }: PromReading): AlertClass | undefined {
  const found = selectors.some(({ metric }) => !isCausePrefixed(metric) && isRequest(metric) && hasWord(metric, availabilityWords));
  return found ? { class: 'symptom', signal: 'availability' } : undefined;
}

function up({ selectors }: PromReading): AlertClass | undefined {
  return selectors.every(isUp) ? { class: isDependency(selectors) ? 'cause' : 'weak_symptom', signal: 'availability' } : undefined;
}

function isDependency(selectors: readonly PromSelector[]): boolean {
  const jobs = selectors.filter(({ job }) => job !== '');
  return jobs.length > 0 && jobs.every(({ job }) => hasWord(job, dependencyJobs));
}

function freshness({ selectors }: PromReading): AlertClass | undefined {
  const dated = selectors.filter(({ metric }) => isTimestamp(metric) || hasFreshness(metric));
  if (dated.length === 0) return undefined;
  const inner = dated.some(({ metric }) => isCausePrefixed(metric) || hasWord(metric, causeWords));
  return { class: inner ? 'cause' : 'weak_symptom', signal: 'freshness' };
}

/** Requests stop coming (symptom), or there are too many of them (cause). */
function traffic({ selectors, functions, low }: PromReading): AlertClass | undefined {
  if (!functions.some(name => name === 'Rate' || name === 'Increase' || name === 'Irate')) return undefined;
  const plain = selectors.every(({ metric, outcome }) => outcome === 'any' && isRequest(metric) && !isCausePrefixed(metric));
  return plain && low ? { class: 'symptom', signal: 'traffic' } : undefined;
}

function cause({ selectors }: PromReading): AlertClass | undefined {
  const inner = selectors.some(({ metric }) => isCausePrefixed(metric) || hasWord(metric, causeWords));
  return inner ? { class: 'cause', signal: 'saturation' } : undefined;
}

/** Failures of something the name does not tell: as a share of all attempts they are felt, as a number they may be. */
function innerErrors({ selectors, ratio }: PromReading): AlertClass | undefined {
  const isError = ({ metric, outcome }: PromSelector) => outcome === 'errors' || hasWord(metric, errorWords);
  if (!selectors.some(isError)) return undefined;
  return { class: ratio && !selectors.every(isError) ? 'symptom' : 'unknown', signal: 'errors' };
}

function isUp({ metric }: PromSelector): boolean {
  return metric === 'up' || (metric.endsWith('_up') && !metric.includes(':')) || metric.endsWith(':up');
}

function isTimestamp(metric: string): boolean {
  return /timestamp|_last_(?:seen|change)/.test(metric);
}

function isCausePrefixed(metric: string): boolean {
  return startsWithOne(metric.toLowerCase(), causePrefixes);
}

function isRequest(metric: string): boolean {
  return hasWord(metric, requestWords);
}

function hasFreshness(metric: string): boolean {
  const words = new Set(wordsOf(metric));
  return freshnessWords.some(needed => needed.every(word => words.has(word)));
}

function hasWord(metric: string, wanted: ReadonlySet<string>): boolean {
  return wordsOf(metric).some(word => wanted.has(word) || wanted.has(word.replace(/\d+[smhdw]$/, '')));
}

function startsWithOne(metric: string, prefixes: readonly string[]): boolean {
  return prefixes.some(prefix => metric.startsWith(prefix));
}
