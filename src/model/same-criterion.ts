import type { Criterion } from './model.ts';

/** The criterion whose answer this one takes over. */
export function rootOf(id: string, criteria: ReadonlyMap<string, Criterion>): string {
  const test = criteria.get(id)?.test;
  return test && 'same_as' in test ? rootOf(test.same_as, criteria) : id;
}
