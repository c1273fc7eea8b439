import type { FactDraft } from '../../../model/fact.ts';
import type { FactFields } from '../../../model/fact-kinds.ts';
import type { Located, Scene } from '../../detector.ts';
import { classifyMetrics } from '../alert-class/classify-metric.ts';
import { cloudwatchAlarms } from '../cloudwatch-alarms/cloudwatch-alarms.ts';
import { rollout } from './rollout-fact.ts';

/** A rollout that goes back when one of these alarms fires; they may stand in other files. */
export interface Alarmed {
  readonly draft: FactDraft;
  readonly alarms: readonly string[];
}

/** Alarms on processors or memory do not show that users see errors: where all alarms are known and of that kind, no metric decides. */
export function withAlarms(located: Located<Alarmed>, scene: Scene): FactDraft {
  const { draft, alarms } = located.finding;
  if (!alarms.every(alarm => isCause(alarm, located.path, scene))) return draft;
  const { rung: _, ...fields } = draft.fields as FactFields<'rollout'>;
  return { ...draft, fields: rollout({ ...fields, analysis: false, autoRollback: 'health' }, { line: draft.line }).fields };
}

function isCause(reference: string, path: string, scene: Scene): boolean {
  const address = /\baws_cloudwatch_(?:metric|composite)_alarm\.([\w-]+)/.exec(reference)?.[1];
  const alarm = scene
    .findings(cloudwatchAlarms)
    .flatMap(({ path: where, finding }) => (finding.is === 'alarm' ? [{ where, ...finding }] : []))
    .find(each =>
      address ? each.address === address && folderOf(each.where) === folderOf(path) : each.name === reference || each.address === reference,
    );
  return alarm !== undefined && classifyMetrics(alarm.metrics, alarm.address, alarm.name, alarm.description).class === 'cause';
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
