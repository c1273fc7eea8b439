import type { MetricValue } from '../../model/metric.ts';
import type { MetricName } from '../../model/metric-names.ts';
import type { TellingEvents } from '../../store/metrics/outcomes/telling-events.ts';

/** Which events say most about a metric. */
const topics: Readonly<Partial<Record<MetricName, keyof TellingEvents>>> = {
  deployments: 'deployments',
  'deployment-frequency': 'deployments',
  'deployment-days-per-week': 'deployments',
  'deployments-per-week': 'deployments',
  'deployments-per-working-day': 'deployments',
  'deployment-day-share': 'deployments',
  'peak-deployments-per-day': 'deployments',
  'linked-change-share': 'deployments',
  'measured-days': 'deployments',
  'deployments-outside-pipeline': 'byHand',
  'rollback-duration': 'rollbacks',
  'change-failure-rate': 'failed',
  'failed-change-recovery': 'failed',
  'lead-time-median': 'changes',
  'lead-time-p90': 'changes',
  'mttr-median': 'incidents',
  'mttr-mean': 'incidents',
  'mttr-p90': 'incidents',
  'pages-per-engineer-week': 'pages',
  'pipeline-duration-median': 'runs',
};

/** Of metrics that count all deployments, those that failed say most; where none did, the newest stand for all. */
export function namesOf(telling: TellingEvents): (value: MetricValue) => readonly string[] {
  return ({ name, n }) => {
    const topic = topics[name];
    if (topic === undefined || n === 0) return [];
    const found = telling[topic];
    return found.length === 0 && (topic === 'failed' || topic === 'byHand') ? telling.deployments : found;
  };
}
