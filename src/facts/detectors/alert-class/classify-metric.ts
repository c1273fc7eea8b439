import { wordsOf } from '../../production.ts';
import type { AlertClass } from './classify-promql.ts';
import { cloudMetrics, nameWords } from './cloud-metrics.data.ts';

/**
 * The class of an alert on metrics of a cloud provider. Metric math is judged by the metrics it uses. Where they are the team's own,
 * the words of their names, then of the alert's name, give the class, or it stays unknown.
 */
export function classifyMetrics(metrics: readonly string[], ...names: readonly string[]): AlertClass {
  const found = metrics.flatMap(text => {
    const metric = text.slice(0, 1000);
    const row = cloudMetrics.find(([pattern]) => pattern.test(metric));
    return row ? [{ class: row[1], signal: row[2] }] : [];
  });
  const best = found.find(each => each.class === 'symptom') ?? found[0];
  if (best) return best.signal === 'errors' && metrics.includes('Duration') ? { ...best, signal: 'latency' } : best;
  for (const name of [...metrics, ...names]) {
    const words = wordsOf(name.slice(0, 300)).join(' ');
    const row = nameWords.find(([pattern]) => pattern.test(words));
    if (row) return { class: row[1], signal: row[2] };
  }
  return { class: 'unknown', signal: 'other' };
}
