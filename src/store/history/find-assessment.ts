import type { Database } from '../database.ts';
import { type StoredAssessment, storedAssessments } from './assessments.ts';
import { milestones } from './milestones.ts';

/** The assessment that a name stands for: a milestone, `latest`, `previous`, a day (the last one up to it), or the first letters of an id. */
export async function findAssessment(database: Database, workload: string, name: string): Promise<StoredAssessment | undefined> {
  const stored = await storedAssessments(database, workload);
  const milestone = (await milestones(database, workload)).find(each => each.name === name);
  if (milestone) return stored.find(({ id }) => id === milestone.assessment);
  if (name === 'latest') return stored.at(-1);
  if (name === 'previous') return stored.at(-2);
  if (/^\d{4}-\d{2}-\d{2}$/.test(name)) return stored.filter(({ asOf }) => asOf.slice(0, 10) <= name).at(-1);
  const begun = /^[0-9a-f]{4,12}$/.test(name) ? stored.filter(({ id }) => id.startsWith(name)) : [];
  return begun.length === 1 ? begun[0] : undefined;
}
