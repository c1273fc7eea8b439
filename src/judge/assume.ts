import type { Criterion, Model } from '../model/model.ts';
import type { Clause } from '../model/model-schema.ts';
import type { Verdict, VerdictWord } from '../model/verdict.ts';

/** What is taken to be so: ids of criteria that are done, and of criteria that are no longer met. */
export interface Assumed {
  readonly done: ReadonlySet<string>;
  readonly undone: ReadonlySet<string>;
}

export const nothingUndone: ReadonlySet<string> = new Set();

type Answers = ReadonlyMap<string, VerdictWord>;

/** The words of the verdicts if this were so. Criteria that rest on others follow them; what does not apply stays so. */
export function assume(model: Model, words: Answers, assumed: Assumed): Answers {
  const holds = fulfilment(model, words, assumed);
  return new Map(
    [...words].map(([id, word]) => {
      if (word === 'not_applicable') return [id, word];
      if (holds(id)) return [id, 'met'];
      return [id, word === 'met' ? 'not_met' : word];
    }),
  );
}

export function wordsOf(verdicts: readonly Verdict[]): Answers {
  return new Map(verdicts.map(({ criterion, verdict }) => [criterion.id, verdict]));
}

/** Verdicts with other words, for what is decided from them. */
export function withWords(verdicts: readonly Verdict[], words: Answers): readonly Verdict[] {
  return verdicts.map(verdict => ({ ...verdict, verdict: words.get(verdict.criterion.id) ?? verdict.verdict }));
}

/** Whether a criterion is met, or does not apply, once this is so. */
export function fulfilment(model: Model, words: Answers, { done, undone }: Assumed): (id: string) => boolean {
  const criteria = criteriaOf(model);
  const known = new Map<string, boolean>();
  return function holds(id: string): boolean {
    const before = known.get(id);
    if (before !== undefined) return before;
    const criterion = criteria.get(id);
    const own = words.get(id) === 'met' || done.has(id);
    const answer =
      words.get(id) === 'not_applicable' || (!undone.has(id) && criterion !== undefined && fulfils(criterion.test, own, holds));
    known.set(id, answer);
    return answer;
  };
}

const byModel = new WeakMap<Model, ReadonlyMap<string, Criterion>>();

/** The criteria of a model by id. Searching asks for them thousands of times. */
export function criteriaOf(model: Model): ReadonlyMap<string, Criterion> {
  const known = byModel.get(model) ?? new Map(model.criteria.map(criterion => [criterion.id, criterion]));
  byModel.set(model, known);
  return known;
}

function fulfils(test: Clause, own: boolean, holds: (id: string) => boolean): boolean {
  if ('same_as' in test) return holds(test.same_as);
  if ('all_of' in test) return test.all_of.every(part => fulfils(part, own, holds));
  if ('any_of' in test) return test.any_of.some(part => fulfils(part, own, holds));
  return own;
}

/** One way to fulfil a test: the criterion's own part, and others that must be fulfilled. */
export interface WayToMeet {
  readonly own: boolean;
  readonly others: readonly string[];
}

/** All ways that leave out nothing they need, without those that ask for more than another. */
export function waysToMeet(test: Clause): readonly WayToMeet[] {
  if ('same_as' in test) return [{ own: false, others: [test.same_as] }];
  if ('any_of' in test) return leastOf(test.any_of.flatMap(waysToMeet));
  if (!('all_of' in test)) return [{ own: true, others: [] }];
  return test.all_of.reduce<readonly WayToMeet[]>(
    (ways, part) => leastOf(ways.flatMap(way => waysToMeet(part).map(next => both(way, next)))),
    [{ own: false, others: [] }],
  );
}

function both(a: WayToMeet, b: WayToMeet): WayToMeet {
  return { own: a.own || b.own, others: [...new Set([...a.others, ...b.others])] };
}

function leastOf(ways: readonly WayToMeet[]): readonly WayToMeet[] {
  return ways.filter(
    (way, at) => !ways.some((other, index) => index !== at && asksLess(other, way) && (index < at || !asksLess(way, other))),
  );
}

/** Whether all that `a` asks for is asked for by `b`, too. */
function asksLess(a: WayToMeet, b: WayToMeet): boolean {
  return (!a.own || b.own) && a.others.every(id => b.others.includes(id));
}

/** Whether something of its own must be done for it: else it follows from others. */
export function hasOwnPart({ test }: Pick<Criterion, 'test'>): boolean {
  return waysToMeet(test).some(({ own }) => own);
}
