import type { FactsOptions } from './find-facts.ts';
import { findWorkload } from './find-workload.ts';
import { judge } from './judge/judge.ts';
import { decideLevels } from './judge/levels.ts';
import { peopleNotes } from './judge/people-notes.ts';
import { planRoadmap } from './judge/roadmap.ts';
import type { Assessment } from './model/assessment.ts';
import type { Model } from './model/model.ts';
import { inWordsOf } from './model/people-in-model.ts';

/** The whole product in one reading: sources -> facts -> verdicts -> levels -> roadmap. */
export async function assess(path: string, written: Model, asOf: Date, options: FactsOptions = {}): Promise<Assessment> {
  const { people } = options.settings ?? {};
  const model = inWordsOf(written, people);
  const { search, ...found } = await findWorkload(path, options);
  const verdicts = judge(model, found.facts, search, asOf);
  const levels = decideLevels(model, verdicts);
  const roadmap = planRoadmap(model, verdicts, levels);
  const notes = [...peopleNotes(model, verdicts, found.facts, asOf, people), ...found.notes];
  return { ...found, notes, asOf, model, verdicts, levels, roadmap };
}
