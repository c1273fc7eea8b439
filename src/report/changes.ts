import type { VerdictWord } from '../model/verdict.ts';
import type { AssessmentJson, CriterionJson } from './contract.ts';
import type { DiffSide } from './history/diff-side.ts';

/** What comparing needs of an earlier assessment. */
export type Baseline = Pick<DiffSide, 'asOf' | 'model' | 'overall' | 'controls'> & {
  readonly workload: { readonly sources: readonly { readonly commit: string | null }[] };
  readonly criteria: readonly Pick<DiffSide['criteria'][number], 'id' | 'verdict'>[];
};

type Interval = AssessmentJson['overall']['level'];

export interface LevelChange {
  /** Id of the control, or `overall`. */
  readonly id: string;
  readonly title: string;
  readonly from: Interval;
  readonly to: Interval;
}

export interface VerdictChange {
  readonly from: VerdictWord;
  readonly to: VerdictWord;
  readonly criterion: CriterionJson;
}

/** What differs between an earlier assessment and this one. Criteria that only one of the two models has are counted, not compared. */
export interface Changes {
  readonly since: { readonly commit: string | null; readonly asOf: string };
  readonly levels: readonly LevelChange[];
  readonly better: readonly VerdictChange[];
  readonly worse: readonly VerdictChange[];
  /** Neither: what applies has changed, or what was open turned out one way or the other. */
  readonly other: readonly VerdictChange[];
  readonly model: { readonly changed: boolean; readonly added: number; readonly removed: number };
}

export function changesSince(before: Baseline, now: AssessmentJson): Changes {
  const earlier = new Map(before.criteria.map(each => [each.id, each]));
  const verdicts = now.criteria.flatMap(criterion => {
    const from = earlier.get(criterion.id)?.verdict;
    return from === undefined || from === criterion.verdict ? [] : [{ from, to: criterion.verdict, criterion }];
  });
  const added = now.criteria.filter(({ id }) => !earlier.has(id)).length;
  return {
    since: { commit: before.workload.sources[0]?.commit ?? null, asOf: before.asOf },
    levels: levelChanges(before, now),
    better: verdicts.filter(isBetter),
    worse: verdicts.filter(isWorse),
    other: verdicts.filter(change => !isBetter(change) && !isWorse(change)),
    model: { changed: before.model.digest !== now.model.digest, added, removed: before.criteria.length - (now.criteria.length - added) },
  };
}

export function isUnchanged({ levels, better, worse, other }: Changes): boolean {
  return levels.length + better.length + worse.length + other.length === 0;
}

function isBetter({ from, to }: VerdictChange): boolean {
  return to === 'met' || (from === 'not_met' && to === 'unknown');
}

function isWorse({ from, to }: VerdictChange): boolean {
  return from === 'met' ? to !== 'not_applicable' : to === 'not_met' && from !== 'waived';
}

function levelChanges(before: Baseline, now: AssessmentJson): readonly LevelChange[] {
  const overall = { id: 'overall', title: 'Overall', from: before.overall.level, to: now.overall.level };
  const controls = now.controls.flatMap(({ id, title, level }) => {
    const earlier = before.controls.find(each => each.id === id);
    return earlier ? [{ id, title, from: earlier.level, to: level }] : [];
  });
  return [overall, ...controls].filter(({ from, to }) => from?.proven !== to?.proven || from?.possible !== to?.possible);
}

/**
 * What slipped. `lost` is known to be worse than before: a proven level that is out of reach, or a criterion that was met and is not. `doubtful`
 * could be shown before and cannot be told any more.
 */
export function regressionsIn({ levels, worse }: Changes): { readonly lost: readonly string[]; readonly doubtful: readonly string[] } {
  const fallen = levels.filter(({ from, to }) => from && to && to.proven < from.proven);
  const isOutOfReach = ({ from, to }: LevelChange) => (to?.possible ?? 5) < (from?.proven ?? 1);
  const were = worse.filter(({ from }) => from === 'met');
  return {
    lost: [...fallen.filter(isOutOfReach).map(idOf), ...were.filter(({ to }) => to === 'not_met').map(criterionId)],
    doubtful: [...fallen.filter(change => !isOutOfReach(change)).map(idOf), ...were.filter(({ to }) => to === 'unknown').map(criterionId)],
  };
}

function idOf({ id }: LevelChange): string {
  return id;
}

function criterionId({ criterion }: VerdictChange): string {
  return criterion.id;
}
