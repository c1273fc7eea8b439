import { linkFacts } from './facts/detect.ts';
import { searchLog, searchRecord } from './facts/search-record.ts';
import { judge } from './judge/judge.ts';
import { decideLevels } from './judge/levels.ts';
import { planRoadmap } from './judge/roadmap.ts';
import type { Assessment, Findings, Source } from './model/assessment.ts';
import type { Model } from './model/model.ts';
import type { SearchRecord } from './model/verdict.ts';
import { type RepositoryMaterial, readRepository } from './sources/repository/repository.ts';

export type Progress = (text: string) => void;

/** The first half of the road: sources -> facts. Needs no model. */
export async function findFacts(path: string, progress?: Progress): Promise<Findings & { readonly search: SearchRecord }> {
  const material = await readRepository(path, progress);
  const unread = material.unread.map(({ path: file, reason }) => ({ path: file, reason }));
  const workload = { name: material.name, sources: [sourceOf(material)] };
  return { workload, facts: linkFacts(material), unread, notes: material.notes, search: searchRecord(searchLog(material)) };
}

/** The whole product in one reading: sources -> facts -> verdicts -> levels -> roadmap. */
export async function assess(path: string, model: Model, asOf: Date, progress?: Progress): Promise<Assessment> {
  const { search, ...found } = await findFacts(path, progress);
  const verdicts = judge(model, found.facts, search, asOf);
  const levels = decideLevels(model, verdicts);
  const roadmap = planRoadmap(model, verdicts, levels);
  return { ...found, asOf, model, verdicts, levels, roadmap };
}

function sourceOf({ root, commit, dirty, shallow, paths }: RepositoryMaterial): Source {
  return { kind: commit === null && dirty === null ? 'folder' : 'repository', path: root, commit, dirty, shallow, files: paths.length };
}
