import type { Criterion, EntryAction, Model } from '../model/model.ts';
import type { Verdict } from '../model/verdict.ts';

const efforts: readonly Criterion['effort'][] = ['S', 'M', 'L', 'XL'];

/** In the order in which to work on them: what others need comes before those. */
export function inOrder(model: Model, verdicts: readonly Verdict[]): readonly Verdict[] {
  const orders = new Map(verdicts.map(verdict => [verdict.criterion.id, orderOf(model, verdict)]));
  const sorted = [...verdicts].sort((a, b) => compareOrders(orders.get(a.criterion.id) ?? [], orders.get(b.criterion.id) ?? []));
  const byId = new Map(sorted.map(verdict => [verdict.criterion.id, verdict]));
  const placed = new Set<Verdict>();
  function place(verdict: Verdict): void {
    if (placed.has(verdict)) return;
    for (const need of verdict.criterion.needs ?? []) {
      const first = byId.get(need);
      if (first) place(first);
    }
    placed.add(verdict);
  }
  for (const verdict of sorted) place(verdict);
  return [...placed];
}

/** The level that it holds back; then what files can show, entry path, not met before unknown, effort; the model's order breaks ties. */
function orderOf(model: Model, { criterion, verdict }: Verdict): readonly number[] {
  return [
    criterion.gate ?? (verdict === 'not_met' ? criterion.cap : undefined) ?? criterion.level + 0.5,
    isForFiles(criterion) ? 0 : 1,
    entryAction(model, criterion)?.priority ?? 99,
    verdict === 'unknown' ? 1 : 0,
    efforts.indexOf(criterion.effort),
    model.criteria.indexOf(criterion),
  ];
}

/** What only people or events can show is not done by changing the sources. */
function isForFiles({ test, person }: Criterion): boolean {
  return person !== 'only' && !('ask_people' in test) && !('measure' in test);
}

function compareOrders(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at === -1 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}

/** The entry-path action that names the criterion, else the first for its control. */
export function entryAction(model: Model, criterion: Criterion): EntryAction | undefined {
  return (
    model.entryPath.find(action => action.criteria.includes(criterion.id)) ??
    model.entryPath.find(action => action.controls.includes(criterion.control))
  );
}
