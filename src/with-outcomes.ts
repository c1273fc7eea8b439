import type { FoundFacts } from './find-facts.ts';
import type { FoundOutcomes } from './find-outcomes.ts';
import { type Fact, isKind } from './model/fact.ts';

/** Finds the outcomes of a workload; nothing where no store is there. */
export type FindOutcomes = (found: FoundFacts, asOf: Date) => Promise<FoundOutcomes | undefined>;

/** The facts of the sources with those of the store, and the search record of both. */
export async function withOutcomes(found: FoundFacts, asOf: Date, find: FindOutcomes | undefined): Promise<FoundFacts> {
  const outcomes = await find?.(found, asOf);
  if (!outcomes) return found;
  const { search } = found;
  return {
    ...found,
    workload: { ...found.workload, ...(outcomes.services ? { services: outcomes.services } : {}) },
    facts: [...(outcomes.operates ? found.facts.map(operating) : found.facts), ...outcomes.facts],
    notes: [...found.notes, ...outcomes.notes],
    search: {
      ...search,
      detectorsFor: kind => (kind === 'metric' ? [...search.detectorsFor(kind), ...outcomes.detectors] : search.detectorsFor(kind)),
    },
  };
}

function operating(fact: Fact): Fact {
  return isKind(fact, 'workload') ? { ...fact, fields: { ...fact.fields, operates: 'yes' } } : fact;
}
