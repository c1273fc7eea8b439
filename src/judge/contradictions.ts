import type { Contradiction } from '../model/assessment.ts';
import { type Fact, isKind } from '../model/fact.ts';
import type { Level } from '../model/model.ts';
import type { Clause } from '../model/model-schema.ts';
import type { Verdict } from '../model/verdict.ts';
import { intervalOf, type Rung } from './levels.ts';

/** How many levels practice and outcome may lie apart before it is pointed out. */
const gap = 2;

/** Where files say one thing and events another, and where practice and outcome are levels apart. */
export function contradictionsIn(verdicts: readonly Verdict[]): readonly Contradiction[] {
  return [...verdicts.flatMap(overruled), ...apart(verdicts)];
}

/** What files show, and events show to be otherwise. */
function overruled({ criterion, verdict, evidence, missing }: Verdict): readonly Contradiction[] {
  const measured = missing.filter(fact => isKind(fact, 'metric') && fact.fields.known);
  const isOverruled = verdict === 'not_met' && measured.length > 0 && measured.length === missing.length;
  if (!isOverruled || !forbidsEvents(criterion.test) || !evidence.some(fact => fact.origin.kind === 'file')) return [];
  const says = `${criterion.id}: files show it, but ${measured.map(shown).join(' and ')}`;
  return [{ criteria: [criterion.id], says }];
}

function shown(fact: Fact): string {
  const { name, value } = (fact as Fact<'metric'>).fields;
  return `events say ${name} ${Math.round(value * 100) / 100}`;
}

/** Outcomes by control, each against the practices that the overall level asks for. */
function apart(verdicts: readonly Verdict[]): readonly Contradiction[] {
  const practice = intervalOf(verdicts.filter(({ criterion }) => criterion.gate !== undefined && !measures(criterion.test)).map(rungOf));
  if (!practice) return [];
  const outcomes = verdicts.filter(isOutcome);
  const controls = [...new Set(outcomes.map(({ criterion }) => criterion.control))];
  return controls.flatMap(control => {
    const own = outcomes.filter(({ criterion }) => criterion.control === control);
    const outcome = intervalOf(own.map(rungOf));
    const decided = own.filter(({ verdict }) => verdict === 'met' || verdict === 'not_met').map(({ criterion }) => criterion.id);
    if (!outcome || decided.length === 0) return [];
    if (practice.proven - outcome.possible >= gap)
      return [{ criteria: decided, says: lagging(control, practice.proven, outcome.possible) }];
    if (outcome.proven - practice.possible >= gap)
      return [{ criteria: decided, says: leading(control, practice.possible, outcome.proven) }];
    return [];
  });
}

function lagging(control: string, practice: Level, outcome: Level): string {
  return `practices are those of level ${practice}, the outcomes of ${control} those of level ${outcome}: what is set up does not work yet, or not where it counts`;
}

function leading(control: string, practice: Level, outcome: Level): string {
  return `the outcomes of ${control} are those of level ${outcome}, practices of level ${practice} at most: what makes them good is not in the sources, or rests on people`;
}

/** A threshold of the level table. */
function isOutcome({ criterion }: Verdict): boolean {
  return criterion.optional === true && (criterion.gate ?? criterion.cap) !== undefined && measures(criterion.test);
}

/** Whether events can only speak against it. */
function forbidsEvents(clause: Clause): boolean {
  if ('none' in clause) return clause.none === 'metric';
  if ('all_of' in clause) return clause.all_of.some(forbidsEvents);
  return 'any_of' in clause && clause.any_of.some(forbidsEvents);
}

function measures(clause: Clause): boolean {
  if ('measure' in clause) return true;
  if ('all_of' in clause) return clause.all_of.some(measures);
  return 'any_of' in clause && clause.any_of.some(measures);
}

function rungOf(verdict: Verdict): Rung {
  const { gate, cap, level } = verdict.criterion;
  return { verdict, level: gate ?? cap ?? level };
}
