import type { Tree } from '../../../lib/tree.ts';
import { branchTrigger } from '../pipeline-findings.ts';

/** Pushes of every branch start a pipeline unless it says otherwise. `pr` works for GitHub and Bitbucket only, so it is believed when written. */
export function triggersOf(pipeline: Tree): readonly string[] {
  const triggers: string[] = [];
  const push = pipeline.get('trigger');
  if (!push) triggers.push('push');
  else if (push.text() !== 'none') triggers.push(...pushTriggers(push));
  const pull = pipeline.get('pr');
  if (pull && pull.text() !== 'none') triggers.push('pull_request');
  if (pipeline.list('schedules').length > 0) triggers.push('schedule');
  return triggers.length > 0 ? triggers : ['manual'];
}

function pushTriggers(push: Tree): readonly string[] {
  const branches =
    push.kind === 'map'
      ? push.texts('branches.include').concat(push.get('branches')?.kind === 'list' ? push.texts('branches') : [])
      : push.texts();
  const tags = push.has('tags') ? ['tag'] : [];
  if (branches.length === 0) return tags.length > 0 && !push.has('branches') ? tags : ['push', ...tags];
  return [branchTrigger(branches), ...tags];
}

/** The triggers that a condition leaves over. */
export function withCondition(triggers: readonly string[], condition: string): readonly string[] {
  const pull = /Build\.Reason'?\]?\)?\s*,\s*'PullRequest'/.exec(condition);
  if (pull) {
    const negated = /\b(?:ne|not)\s*\(/.test(condition.slice(0, pull.index));
    return negated ? triggers.filter(trigger => trigger !== 'pull_request') : ['pull_request'];
  }
  const branch = /\beq\s*\(\s*variables(?:\.|\[')?[^,]{0,40}SourceBranch(?:Name)?'?\]?\s*,\s*'(?:refs\/heads\/)?([^']{1,80})'/.exec(
    condition,
  )?.[1];
  if (branch) return [branchTrigger([branch])];
  return triggers;
}
