import type { Criterion, Level, Model } from '../model/model.ts';
import type { Levels, Plan, PlanStep, PlanTarget, Raise, Verdict } from '../model/verdict.ts';
import { assume, nothingUndone, withWords, wordsOf } from './assume.ts';
import { decideLevels } from './levels.ts';
import { inOrder } from './roadmap-order.ts';
import { smallestSet } from './smallest-set.ts';

/** The smallest set of actions that proves the levels asked for, in the order in which to do them. */
export function planTo(model: Model, verdicts: readonly Verdict[], targets: readonly PlanTarget[]): Plan {
  const words = wordsOf(verdicts);
  const unreachable = targets.filter(target => highest(verdicts, target.of) < target.level);
  const required = targets.filter(target => !unreachable.includes(target)).flatMap(target => requiredFor(verdicts, target));
  const done = smallestSet(model, words, [...new Set(required)]);
  const ordered = inOrder(
    model,
    verdicts.filter(({ criterion }) => done.has(criterion.id)),
  );
  return { targets, unreachable, steps: stepsOf(model, verdicts, ordered) };
}

/** The smallest set that raises the overall level, and each control, by one: the cheapest of them first the overall one. */
export function nextLevels(model: Model, verdicts: readonly Verdict[], levels: Levels): readonly Raise[] {
  const all = [{ of: 'overall', level: levels.overall.level }, ...levels.controls.map(({ id, level }) => ({ of: id, level }))];
  return all.flatMap(({ of, level }) => {
    const to = level ? rungsOf(verdicts, of).find(rung => rung > level.proven) : undefined;
    if (!level || to === undefined) return [];
    const done = smallestSet(model, wordsOf(verdicts), requiredFor(verdicts, { of, level: to }));
    const after = levelsWith(model, verdicts, done);
    const criteria = inOrder(
      model,
      verdicts.filter(({ criterion }) => done.has(criterion.id)),
    ).map(({ criterion }) => criterion);
    return [{ of, from: level.proven, to, criteria, alsoRaises: raisesBetween(levels, after).filter(each => each.of !== of) }];
  });
}

/** The levels once these criteria are done. */
export function levelsWith(model: Model, verdicts: readonly Verdict[], done: ReadonlySet<string>, undone = nothingUndone): Levels {
  return decideLevels(model, withWords(verdicts, assume(model, wordsOf(verdicts), { done, undone })));
}

/** The overall level after the proven one: the highest when there is none. */
export function nextOverall(verdicts: readonly Verdict[]): number {
  const rungs = rungsOf(verdicts, 'overall');
  return rungs.find(rung => requiredFor(verdicts, { of: 'overall', level: rung }).length > 0) ?? rungs.at(-1) ?? 2;
}

/** The levels that have requirements which apply, lowest first. */
function rungsOf(verdicts: readonly Verdict[], of: string): readonly Level[] {
  const rungs = verdicts.filter(({ verdict }) => verdict !== 'not_applicable').flatMap(({ criterion }) => rungOf(criterion, of));
  return ([2, 3, 4, 5] as const).filter(level => rungs.includes(level));
}

function rungOf(criterion: Criterion, of: string): readonly number[] {
  if (of === 'overall') return criterion.gate === undefined ? [] : [criterion.gate];
  return criterion.control === of && !criterion.optional ? [criterion.level] : [];
}

function highest(verdicts: readonly Verdict[], of: string): number {
  return rungsOf(verdicts, of).at(-1) ?? 1;
}

/** Ids of the criteria that must be met for a level; where nothing of it applies, for the next one. A missed outcome that caps it counts. */
function requiredFor(verdicts: readonly Verdict[], { of, level }: PlanTarget): readonly string[] {
  const top = rungsOf(verdicts, of).find(rung => rung >= level) ?? level;
  const isRequired = ({ criterion, verdict }: Verdict) => {
    if (verdict === 'not_applicable' || verdict === 'met') return false;
    if (rungOf(criterion, of).some(rung => rung <= top)) return true;
    return of === 'overall' && criterion.gate === undefined && verdict === 'not_met' && (criterion.cap ?? 6) <= top;
  };
  return verdicts.filter(isRequired).map(({ criterion }) => criterion.id);
}

function stepsOf(model: Model, verdicts: readonly Verdict[], ordered: readonly Verdict[]): readonly PlanStep[] {
  const done = new Set<string>();
  let levels = levelsWith(model, verdicts, done);
  return ordered.map(({ criterion, verdict }) => {
    done.add(criterion.id);
    const after = levelsWith(model, verdicts, done);
    const raises = raisesBetween(levels, after);
    levels = after;
    return { criterion, verdict, raises };
  });
}

function raisesBetween(before: Levels, after: Levels): PlanStep['raises'] {
  const changes = [
    { of: 'overall', from: before.overall.level?.proven, to: after.overall.level?.proven },
    ...after.controls.map(({ id, level }, index) => ({ of: id, from: before.controls[index]?.level?.proven, to: level?.proven })),
  ];
  return changes.flatMap(({ of, from, to }) => (from !== undefined && to !== undefined && to > from ? [{ of, from, to }] : []));
}
