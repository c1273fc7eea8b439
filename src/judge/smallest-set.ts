import type { Criterion, Model } from '../model/model.ts';
import type { VerdictWord } from '../model/verdict.ts';
import { criteriaOf, fulfilment, nothingUndone, waysToMeet } from './assume.ts';

/** What an effort weighs against another: an L costs more than two M. */
const weights: Readonly<Record<Criterion['effort'], number>> = { S: 1, M: 3, L: 8, XL: 20 };

/** Models with more choices than this between criteria get a good set, which need not be the smallest. */
const mostSteps = 20_000;

interface Found {
  readonly done: ReadonlySet<string>;
  readonly effort: number;
}

/**
 * The ids of what must be done so that all `required` criteria are met: of all such sets the one with the least effort, and of these the one with
 * the fewest actions. What criteria need before work on them makes sense belongs to it; what several share is done once.
 */
export function smallestSet(model: Model, words: ReadonlyMap<string, VerdictWord>, required: readonly string[]): ReadonlySet<string> {
  const criteria = criteriaOf(model);
  let best: Found | undefined;
  let steps = 0;

  function search(done: ReadonlySet<string>, effort: number, open: readonly string[]): void {
    if (best && (steps++ > mostSteps || !isBetter({ done, effort }, best))) return;
    const holds = fulfilment(model, words, { done, undone: nothingUndone });
    const [id, ...rest] = open.filter(each => !holds(each) && criteria.has(each));
    const criterion = id === undefined ? undefined : criteria.get(id);
    if (id === undefined || !criterion) {
      best = { done, effort };
      return;
    }
    for (const { own, others } of waysToMeet(criterion.test)) {
      const acts = own && !done.has(id);
      if (!acts && others.every(holds)) continue; // this way would already have met it
      const next = acts ? new Set([...done, id]) : done;
      search(next, effort + (acts ? weights[criterion.effort] : 0), [
        ...(acts ? (criterion.needs ?? []) : []),
        ...others,
        ...rest,
        ...(others.length > 0 ? [id] : []),
      ]);
    }
  }

  search(new Set(), 0, required);
  return best?.done ?? new Set();
}

/** Whether a set that is not yet whole can still become better than the best. */
function isBetter(found: Found, best: Found): boolean {
  return found.effort < best.effort || (found.effort === best.effort && found.done.size < best.done.size);
}

export function effortOf(criteria: readonly Criterion[]): number {
  return criteria.reduce((sum, { effort }) => sum + weights[effort], 0);
}
