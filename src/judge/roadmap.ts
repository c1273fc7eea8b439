import type { Criterion, Model } from '../model/model.ts';
import type { Levels, RoadmapStep, Verdict } from '../model/verdict.ts';
import { entryAction, inOrder } from './roadmap-order.ts';

/**
 * The next steps, best first: what the lowest missing overall level needs, in the order of the entry path, cheap steps before dear ones.
 * One step is one criterion; criteria that say the same (aliases) are one step.
 */
export function planRoadmap(model: Model, verdicts: readonly Verdict[], levels: Levels): readonly RoadmapStep[] {
  const steps = inOrder(
    model,
    verdicts.filter(isOpen).filter(({ criterion }) => !('same_as' in criterion.test) && criterion.optional !== true),
  );
  return steps.map((verdict, index) => toStep(model, verdict, verdicts, levels, index + 1));
}

function toStep(model: Model, { criterion, reason }: Verdict, verdicts: readonly Verdict[], levels: Levels, rank: number): RoadmapStep {
  const aliases = verdicts.filter(other => 'same_as' in other.criterion.test && other.criterion.test.same_as === criterion.id);
  return {
    rank,
    criteria: [criterion.id, ...aliases.map(alias => alias.criterion.id)],
    control: criterion.control,
    title: criterion.remedy,
    why: entryAction(model, criterion)?.why ?? reason,
    effort: criterion.effort,
    unlocks: unlocks(criterion, levels),
  };
}

function unlocks(criterion: Criterion, levels: Levels): string {
  const control = levels.controls.find(({ id }) => id === criterion.control);
  const parts: string[] = [];
  const short = shortId(criterion.control);
  if (control && control.heldBackBy.length === 1 && control.heldBackBy[0] === criterion.id)
    parts.push(`${short} to level ${criterion.level}`);
  else
    parts.push(
      `1 of ${control?.heldBackBy.includes(criterion.id) ? control.heldBackBy.length : 'several'} for ${short} level ${criterion.level}`,
    );
  if (criterion.gate !== undefined) parts.push(`gate ${criterion.gate}`);
  return parts.join(', ');
}

function shortId(control: string): string {
  return control.slice(control.lastIndexOf('-') + 1);
}

function isOpen(verdict: Verdict): boolean {
  return verdict.verdict === 'not_met' || verdict.verdict === 'unknown' || verdict.verdict === 'waived';
}
