import type { Criterion, EntryAction, Model } from '../model/model.ts';
import type { Levels, RoadmapStep, Verdict } from '../model/verdict.ts';

/**
 * The next steps, best first: what the lowest missing overall level needs, in the order of the entry path, cheap steps before dear ones.
 * One step is one criterion; criteria that say the same (aliases) are one step.
 */
export function planRoadmap(model: Model, verdicts: readonly Verdict[], levels: Levels): readonly RoadmapStep[] {
  const steps = verdicts
    .filter(isOpen)
    .filter(({ criterion }) => !('same_as' in criterion.test) && criterion.optional !== true)
    .map(verdict => ({ verdict, order: orderOf(model, verdict) }));
  steps.sort((a, b) => compareOrders(a.order, b.order));
  return steps.map(({ verdict }, index) => toStep(model, verdict, verdicts, levels, index + 1));
}

const efforts: readonly Criterion['effort'][] = ['S', 'M', 'L', 'XL'];

/** What files can show first; then the level that it holds back, entry path, not met before unknown, effort; the model's order breaks ties. */
function orderOf(model: Model, { criterion, verdict }: Verdict): readonly number[] {
  return [
    isForFiles(criterion) ? 0 : 1,
    criterion.gate ?? (verdict === 'not_met' ? criterion.cap : undefined) ?? criterion.level + 0.5,
    entryAction(model, criterion)?.priority ?? 99,
    verdict === 'unknown' ? 1 : 0,
    efforts.indexOf(criterion.effort),
    model.criteria.indexOf(criterion),
  ];
}

/** What only people or events can show is not done by changing the sources. */
function isForFiles({ test, person }: Criterion): boolean {
  return person !== 'only' && !('ask_people' in test) && !('measure' in test);
}

function compareOrders(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at === -1 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}

/** The entry-path action that names the criterion, else the first for its control. */
function entryAction(model: Model, criterion: Criterion): EntryAction | undefined {
  return (
    model.entryPath.find(action => action.criteria.includes(criterion.id)) ??
    model.entryPath.find(action => action.controls.includes(criterion.control))
  );
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
