import { causeOf } from './cause.ts';
import type { DiffChange, DiffJson } from './diff-contract.ts';
import type { DiffCriterion, DiffSide } from './diff-side.ts';

export interface NamedSide {
  readonly name: string;
  readonly side: DiffSide;
}

/** What changed from one assessment to another, each change with its cause: what got worse first, gates before others. */
export function toDiff(from: NamedSide, to: NamedSide, version: string): DiffJson {
  const [before, after] = [from.side, to.side];
  return {
    schema: 'opsex.diff/1',
    opsex: version,
    workload: after.workload.name,
    from: headOf(from),
    to: headOf(to),
    levels: levelsOf(before, after),
    changes: [...changesOf(before, after)].sort(byWeight),
  };
}

function headOf({ name, side }: NamedSide): DiffJson['from'] {
  return {
    name,
    asOf: side.asOf,
    commit: side.workload.sources[0]?.commit ?? null,
    model: `${side.model.id} ${side.model.version}`,
    opsex: side.opsex,
    level: side.overall.level,
  };
}

function levelsOf(before: DiffSide, after: DiffSide): DiffJson['levels'] {
  const overall = { id: 'overall', title: 'Overall', from: before.overall.level, to: after.overall.level };
  const controls = after.controls.flatMap(({ id, title, level }) => {
    const was = before.controls.find(each => each.id === id);
    return was ? [{ id, title, from: was.level, to: level }] : [];
  });
  return [overall, ...controls].filter(({ from, to }) => from?.proven !== to?.proven || from?.possible !== to?.possible);
}

function changesOf(before: DiffSide, after: DiffSide): readonly DiffChange[] {
  const earlier = new Map(before.criteria.map(each => [each.id, each]));
  const later = new Set(after.criteria.map(each => each.id));
  const compared = after.criteria.flatMap(is => {
    const was = earlier.get(is.id);
    if (!was) return [added(is, after)];
    return was.verdict === is.verdict ? [] : [changed(was, is, { before, after })];
  });
  return [...compared, ...before.criteria.filter(({ id }) => !later.has(id)).map(was => removed(was, after))];
}

function changed(was: DiffCriterion, is: DiffCriterion, sides: { before: DiffSide; after: DiffSide }): DiffChange {
  return { ...aboutOf(is), from: was.verdict, to: is.verdict, direction: directionOf(was.verdict, is.verdict), ...causeOf(was, is, sides) };
}

function added(is: DiffCriterion, { model }: DiffSide): DiffChange {
  const because = `new in ${model.id} ${model.version}`;
  return { ...aboutOf(is), from: 'absent', to: is.verdict, direction: 'other', cause: 'model', because };
}

function removed(was: DiffCriterion, { model }: DiffSide): DiffChange {
  const because = `${model.id} ${model.version} asks it no longer`;
  return { ...aboutOf(was), from: was.verdict, to: 'absent', direction: 'other', cause: 'model', because };
}

function aboutOf({ id, control, level, gate, ask, reason }: DiffCriterion) {
  return { criterion: id, control, level, gate, ask, reason };
}

function directionOf(from: DiffCriterion['verdict'], to: DiffCriterion['verdict']): DiffChange['direction'] {
  if (to === 'met') return 'better';
  if (from === 'met') return to === 'not_applicable' ? 'other' : 'worse';
  return to === 'not_met' && from !== 'waived' ? 'worse' : 'other';
}

const directions = ['worse', 'better', 'other'];

function byWeight(a: DiffChange, b: DiffChange): number {
  const rank = (change: DiffChange) => [directions.indexOf(change.direction), change.gate === null ? 1 : 0, change.level];
  const at = rank(a).findIndex((value, index) => value !== rank(b)[index]);
  if (at !== -1) return (rank(a)[at] ?? 0) - (rank(b)[at] ?? 0);
  return a.criterion < b.criterion ? -1 : 1;
}
