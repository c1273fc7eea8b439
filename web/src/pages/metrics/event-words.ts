import type { EventsJson } from '../../../../src/report/web-contract.ts';
import { numberText } from '../../words.ts';
import type { EventKind } from './event-kinds.ts';

type Event = EventsJson['events'][number];

export function titleOf({ title, alert, sha, ref, id }: Event): string {
  return String(title ?? alert ?? ref ?? (typeof sha === 'string' ? sha.slice(0, 10) : id));
}

/** How it ended, in words. */
export function resultOf(kind: EventKind, event: Event): string {
  if (kind === 'deployment') return deploymentResult(event);
  if (kind === 'incident') return incidentResult(event);
  if (event.actionable === null || event.actionable === undefined) return 'not recorded whether it needed anybody';
  return event.actionable ? 'needed somebody' : 'needed nobody';
}

function deploymentResult({ succeeded_at: succeeded, failed_at: failed, kind, remedies }: Event): string {
  const result = succeeded ? 'succeeded' : failed ? 'failed' : 'not finished';
  const what = kind === 'rollback' || kind === 'hotfix' ? `${kind}, ${result}` : result;
  return remedies ? `${what}, mends ${remedies}` : what;
}

function incidentResult({ severity, started_at: started, detected_at: detected, resolved_at: resolved }: Event): string {
  const graded = typeof severity === 'number' ? [`severity ${severity}`] : [];
  const start = started ?? detected;
  if (typeof resolved !== 'string') return [...graded, 'not resolved'].join(', ');
  if (typeof start !== 'string') return [...graded, 'resolved'].join(', ');
  const minutes = (Date.parse(resolved) - Date.parse(start)) / 60_000;
  const took = minutes < 120 ? `${numberText(Math.round(minutes))} minutes` : `${numberText(Math.round(minutes / 6) / 10)} hours`;
  return [...graded, `resolved after ${took}`].join(', ');
}
