import type { Criterion, Level } from '../model/model.ts';
import type { LevelInterval, Levels, VerdictWord } from '../model/verdict.ts';

/** All of a verdict that counts for levels; the user interface has no more than this. */
export interface Counted {
  readonly verdict: VerdictWord;
  readonly criterion: Pick<Criterion, 'id' | 'control' | 'level' | 'gate' | 'cap' | 'optional'>;
}

/** Control levels from their criteria, the overall level from the gates (design: levels are cumulative, never averaged). */
export function decideLevels(model: { readonly controls: readonly Named[] }, verdicts: readonly Counted[]): Levels {
  const controls = model.controls.map(({ id, title }) => {
    const own = verdicts.filter(({ criterion }) => criterion.control === id && !criterion.optional);
    const rungs = own.map(verdict => ({ verdict, level: verdict.criterion.level }));
    return { id, title, level: intervalOf(rungs), heldBackBy: heldBack(rungs) };
  });
  const gates = verdicts.flatMap(gateOf);
  return { overall: { level: intervalOf(gates), heldBackBy: heldBack(gates), progress: progressOf(gates) }, controls };
}

interface Named {
  readonly id: string;
  readonly title: string;
}

/** A verdict and the level that it counts for. */
export interface Rung {
  readonly verdict: Counted;
  readonly level: number;
}

/** The overall level that a verdict counts for: that of its gate, or that of its cap when it is known to be missed. */
function gateOf(verdict: Counted): readonly Rung[] {
  const { gate, cap } = verdict.criterion;
  if (gate !== undefined) return [{ verdict, level: gate }];
  return cap !== undefined && verdict.verdict === 'not_met' ? [{ verdict, level: cap }] : [];
}

export function intervalOf(rungs: readonly Rung[]): LevelInterval | null {
  if (!rungs.some(({ verdict }) => verdict.verdict !== 'not_applicable')) return null;
  return { proven: reached(rungs, false), possible: reached(rungs, true) };
}

/** The highest level that has an applicable requirement, with all requirements up to it fulfilled. What does not apply neither blocks nor lifts. */
function reached(rungs: readonly Rung[], hopeful: boolean): Level {
  let level: Level = 1;
  for (const next of [2, 3, 4, 5] as const) {
    const applicable = rungs.filter(rung => rung.level === next && rung.verdict.verdict !== 'not_applicable');
    if (!applicable.every(({ verdict }) => verdict.verdict === 'met' || (hopeful && verdict.verdict === 'unknown'))) return level;
    if (applicable.length > 0) level = next;
  }
  return level;
}

/** The ids of the requirements that stand between the proven level and the next one with requirements; what is not met comes first. */
function heldBack(rungs: readonly Rung[]): readonly string[] {
  const next = nextLevel(rungs);
  const open = rungs.filter(({ level, verdict }) => level === next && isOpen(verdict));
  const order = ['not_met', 'waived', 'unknown'];
  return open
    .sort((a, b) => order.indexOf(a.verdict.verdict) - order.indexOf(b.verdict.verdict))
    .map(({ verdict }) => verdict.criterion.id);
}

function nextLevel(rungs: readonly Rung[]): Level | undefined {
  return ([2, 3, 4, 5] as const).find(level => rungs.some(rung => rung.level === level && isOpen(rung.verdict)));
}

function isOpen(verdict: Counted): boolean {
  return verdict.verdict !== 'met' && verdict.verdict !== 'not_applicable';
}

function progressOf(gates: readonly Rung[]): Levels['overall']['progress'] {
  const level = nextLevel(gates);
  if (level === undefined) return null;
  const applicable = gates.filter(gate => gate.level === level && gate.verdict.verdict !== 'not_applicable');
  return { level, met: applicable.filter(gate => gate.verdict.verdict === 'met').length, of: applicable.length };
}
