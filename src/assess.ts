import type { FactsOptions } from './find-facts.ts';
import { findWorkload } from './find-workload.ts';
import { judge } from './judge/judge.ts';
import { decideLevels } from './judge/levels.ts';
import { planRoadmap } from './judge/roadmap.ts';
import type { Assessment } from './model/assessment.ts';
import type { Model } from './model/model.ts';

/** The whole product in one reading: sources -> facts -> verdicts -> levels -> roadmap. */
export async function assess(path: string, model: Model, asOf: Date, options: FactsOptions = {}): Promise<Assessment> {
  const { search, ...found } = await findWorkload(path, options);
  const verdicts = judge(model, found.facts, search, asOf);
  const levels = decideLevels(model, verdicts);
  const roadmap = planRoadmap(model, verdicts, levels);
  return { ...found, asOf, model, verdicts, levels, roadmap };
}
