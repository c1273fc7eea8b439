import type { DriftRow } from '../../../facts/metrics/rows.ts';
import type { Database } from '../../database.ts';
import { driftRows } from '../drift.ts';
import type { Question } from '../question.ts';

/** Drift of the workload's roots of infrastructure; all of it where the store holds nothing of other workloads. */
export async function workloadDrift(
  database: Database,
  question: Question,
  { roots, alone }: { readonly roots: readonly string[]; readonly alone: boolean },
): Promise<readonly DriftRow[]> {
  const rows = await driftRows(database, question);
  return alone ? rows : rows.filter(({ root }) => root !== null && roots.some(path => isSame(root, path)));
}

/** `infra/prod` is the root that another source calls `acme/shop/infra/prod`. A root without a folder of its own has no name to go by. */
function isSame(named: string, path: string): boolean {
  const [one, other] = [named, path].map(text => text.replace(/^\.?\/+|\/+$/g, ''));
  return other !== '' && other !== '.' && (one === other || one?.endsWith(`/${other}`) === true);
}
