import type { FactsOptions } from './find-facts.ts';
import { findWorkload } from './find-workload.ts';
import { contradictionsIn } from './judge/contradictions.ts';
import { judge } from './judge/judge.ts';
import { decideLevels } from './judge/levels.ts';
import { peopleNotes } from './judge/people-notes.ts';
import { nextLevels } from './judge/plan.ts';
import { planRoadmap } from './judge/roadmap.ts';
import type { Assessment } from './model/assessment.ts';
import type { Model } from './model/model.ts';
import { inWordsOf } from './model/people-in-model.ts';
import { type FindOutcomes, withOutcomes } from './with-outcomes.ts';

export interface AssessOptions extends FactsOptions {
  /** Where outcomes come from; without it nothing is known of them. */
  readonly outcomes?: FindOutcomes;
}

/** The whole product in one reading: sources -> facts -> verdicts -> levels -> roadmap. */
export async function assess(path: string, written: Model, asOf: Date, options: AssessOptions = {}): Promise<Assessment> {
  const { people } = options.settings ?? {};
  const model = inWordsOf(written, people);
  const { search, ...found } = await withOutcomes(await findWorkload(path, options), asOf, options.outcomes);
  const verdicts = judge(model, found.facts, search, asOf);
  const levels = decideLevels(model, verdicts);
  const roadmap = planRoadmap(model, verdicts, levels);
  const contradictions = contradictionsIn(verdicts);
  const notes = [...peopleNotes(model, verdicts, found.facts, asOf, people), ...found.notes];
  return { ...found, notes, asOf, model, verdicts, levels, roadmap, nextLevels: nextLevels(model, verdicts, levels), contradictions };
}
