import type { Conditions } from '../model/conditions.ts';
import type { Fact, Strength } from '../model/fact.ts';
import type { FactKind } from '../model/fact-kinds.ts';
import type { Cause, Coverage, SearchRecord } from '../model/verdict.ts';

export type Answer = 'met' | 'not_met' | 'unknown' | 'not_applicable';
type Absent = Answer;

/** What one clause comes to. `kinds` are the fact kinds it looked for. */
export interface Finding {
  readonly answer: Answer;
  readonly cause: Cause | null;
  readonly coverage: Coverage | null;
  readonly evidence: readonly Fact[];
  readonly missing: readonly Fact[];
  readonly kinds: readonly FactKind[];
  /** There was nothing to look at: the answer is what the criterion says absence means. */
  readonly absent: boolean;
  /** It is not there only because people say that the sources hold all there is. */
  readonly assumed?: true;
  /** Why, where it is not for the facts to say. */
  readonly reason?: string;
  /** The last day of the statement that decides. */
  readonly until?: string;
}

/** What clauses are evaluated against. */
export interface Ground {
  readonly byKind: FactsByKind;
  /** The facts of one service only. */
  ofService(name: string): FactsByKind;
  readonly conditions: Conditions;
  readonly search: SearchRecord;
  readonly strength: Strength;
  readonly absent: Absent;
  /** People say that the sources hold all there is. */
  readonly complete: boolean;
  /** The finding of another criterion. */
  criterion(id: string): Finding;
}

type FactsByKind = ReadonlyMap<string, readonly Fact[]>;

/** Groups the facts once, so that a clause looks only at those it asks for. */
export function groundOf(facts: readonly Fact[], rest: Omit<Ground, 'byKind' | 'ofService'>): Ground {
  const byService = new Map<string, FactsByKind>();
  for (const [name, own] of groupBy(facts, fact => fact.scope.service))
    byService.set(
      name,
      groupBy(own, fact => fact.kind),
    );
  return { ...rest, byKind: groupBy(facts, fact => fact.kind), ofService: name => byService.get(name) ?? new Map() };
}

function groupBy(facts: readonly Fact[], keyOf: (fact: Fact) => string): ReadonlyMap<string, readonly Fact[]> {
  const groups = new Map<string, Fact[]>();
  for (const fact of facts) {
    const group = groups.get(keyOf(fact));
    if (group) group.push(fact);
    else groups.set(keyOf(fact), [fact]);
  }
  return groups;
}

export function nothing(kind: FactKind, absent: Absent | undefined, ground: Ground): Finding {
  const stated = absent ?? ground.absent;
  const assumed = stated === 'unknown' && ground.complete;
  const meaning = assumed ? 'not_met' : stated;
  const shared = { coverage: null, evidence: [], missing: [], kinds: [kind], absent: true };
  if (ground.search.detectorsFor(kind).length === 0) return { ...shared, answer: 'unknown', cause: 'not_searched' };
  if (meaning === 'not_met' && ground.search.unreadFor(kind).length > 0) return { ...shared, answer: 'unknown', cause: 'unreadable' };
  return { ...shared, answer: meaning, cause: meaning === 'unknown' ? 'not_observable' : null, ...(assumed ? { assumed } : {}) };
}

/** A number, or the value of a policy: `policy.mttr_l4_minutes`. */
export function bound(value: number | string, ground: Ground): number {
  return typeof value === 'number' ? value : (ground.conditions.policy[value.slice('policy.'.length)] ?? Number.NaN);
}
