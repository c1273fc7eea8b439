import type { Tree } from '../../../lib/tree.ts';
import type { FactFields } from '../../../model/fact-kinds.ts';
import { classifyPromQl } from '../alert-class/classify-promql.ts';
import { type PromReading, readPromQl } from '../alert-class/promql-reading.ts';

type DashboardFields = FactFields<'dashboard'>;
type Signals = Pick<DashboardFields, 'red' | 'saturation' | 'errorBudget' | 'dora'>;

const mostQueries = 80;

const queryWords = {
  rate: /requests?(?:[_/.\s]|count|total|\b)|\brps\b|throughput|\bhits\b|_rq\b|invocations/i,
  errors: /5xx|\b5\.\.|errors?\b|_errors?_|failed|failures?\b|\b50\d\b/i,
  duration: /latenc|duration|response.?time|quantile|_seconds_bucket/i,
  saturation: /\bcpu|_cpu_|cpuutil|memory|\bmem\b|disk|filesystem|heap|threads?|connections|utili[sz]ation|saturation/i,
};

/** What a dashboard shows, told by its queries; PromQL is read, other languages are known by their words. */
export function signalsOf(queries: readonly string[], titles: readonly string[]): Signals {
  const read = queries.slice(0, mostQueries);
  const promQl = read.filter(query => /[({]/.test(query));
  const readings = promQl.map(readPromQl);
  const classes = readings.map(reading => classifyPromQl(reading, new Map()));
  const shows = (words: RegExp) => read.some(query => words.test(query));
  const errors = classes.some(found => found.signal === 'errors' && found.class === 'symptom') || read.some(showsErrors);
  const duration = classes.some(found => found.signal === 'latency') || shows(queryWords.duration);
  return {
    red: duration && (hasAttemptsAndFailures(readings) || (shows(queryWords.rate) && errors)),
    saturation: shows(queryWords.saturation),
    // a title above nothing shows nothing
    errorBudget: read.length > 0 && /error.?budget|burn.?rate|slo:period_error_budget_remaining/i.test([...titles, ...read].join('\n')),
    dora: isDora(titles),
  };
}

function showsErrors(query: string): boolean {
  const isMetricName = !/[({]/.test(query);
  return queryWords.errors.test(query) && (isMetricName || queryWords.rate.test(query));
}

/** A counter of attempts and one of their failures under one name: `prediction_total` and `prediction_errors_total`. */
function hasAttemptsAndFailures(readings: readonly PromReading[]): boolean {
  const metrics = new Set(readings.flatMap(({ selectors }) => selectors.map(({ metric }) => metric)));
  const failures = /_(?:errors?|failures?|failed)_total$/;
  return [...metrics].some(metric => failures.test(metric) && metrics.has(metric.replace(failures, '_total')));
}

function isDora(titles: readonly string[]): boolean {
  const text = titles.join('\n');
  const metrics = [/deployment frequency/i, /lead time/i, /change failure/i, /time to (?:restore|recover)|\bmttr\b/i].filter(metric =>
    metric.test(text),
  );
  return metrics.length >= 2 || (/\bDORA\b/.test(titles[0] ?? '') && metrics.length > 0);
}

const queryKeys = new Set([
  'expr',
  'query',
  'q',
  'expression',
  'target',
  'rawSql',
  'timeSeriesQueryLanguage',
  'prometheusQuery',
  'filter',
  'nrql',
]);
const titleKeys = new Set(['title', 'name', 'displayName', 'label']);

/** The queries and titles anywhere below, and CloudWatch's metric lists as texts. */
export function textsOf(tree: Tree): { readonly queries: readonly string[]; readonly titles: readonly string[] } {
  const queries: string[] = [];
  const titles: string[] = [];
  for (const node of tree.walk()) {
    for (const [key, value] of node.entries) {
      const text = value.kind === 'scalar' ? value.text() : undefined;
      if (text !== undefined && queryKeys.has(key)) queries.push(text.slice(0, 4000));
      if (text !== undefined && titleKeys.has(key)) titles.push(text.slice(0, 300));
      if (key === 'metrics' && value.kind === 'list')
        for (const metric of value.items) queries.push(metric.text('metricName') ?? metric.texts().slice(0, 2).join(' '));
    }
  }
  return { queries, titles: titles.slice(0, 400) };
}
