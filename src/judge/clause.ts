import { type Predicate, viewOf } from '../model/conditions.ts';
import { type Fact, isOwn, isWeaker } from '../model/fact.ts';
import type { FactKind } from '../model/fact-kinds.ts';
import type { Clause } from '../model/model-schema.ts';
import { type Answer, bound, type Finding, type Ground, nothing } from './ground.ts';
import { decideMeasure } from './measure-clause.ts';

/** Decides one clause. Pure; the order of the facts does not matter for the answer. */
export function decide(clause: Clause, ground: Ground): Finding {
  if ('some' in clause) return decideSome(clause, ground);
  if ('every' in clause) return decideEvery(clause, ground);
  if ('none' in clause) return decideNone(clause, ground);
  if ('measure' in clause) return decideMeasure(clause, ground);
  if ('for_each' in clause) return decideForEach(clause, ground);
  if ('all_of' in clause) return allOf(clause.all_of.map(part => decide(part, ground)));
  if ('any_of' in clause) return anyOf(clause.any_of.map(part => decide(part, ground)));
  if ('same_as' in clause) return ground.criterion(clause.same_as);
  return { answer: 'unknown', cause: 'not_observable', coverage: null, evidence: [], missing: [], kinds: [], absent: true };
}

type Some = Extract<Clause, { some: string }>;
type Every = Extract<Clause, { every: string }>;
type None = Extract<Clause, { none: string }>;
type ForEach = Extract<Clause, { for_each: string }>;

function decideSome(clause: Some, ground: Ground): Finding {
  const candidates = select(clause.some, clause, ground);
  if (candidates.length === 0) return nothing(clause.some, clause.absent, ground);
  const { held, unclear, failing } = sort(clause.some, candidates, clause.holds, clause.unclear, ground);
  const needed = bound(clause.at_least ?? 1, ground);
  const coverage = { covered: held.length, applicable: Math.max(candidates.length, needed) };
  const shared = { coverage, evidence: held, kinds: [clause.some], absent: false };
  if (held.length >= needed) return { ...shared, answer: 'met', cause: null, missing: [] };
  if (held.length + unclear.length >= needed) return { ...shared, answer: 'unknown', cause: 'not_observable', missing: unclear };
  return { ...shared, answer: 'not_met', cause: null, missing: failing };
}

function decideEvery(clause: Every, ground: Ground): Finding {
  const candidates = select(clause.every, clause, ground);
  if (candidates.length === 0) return nothing(clause.every, clause.absent, ground);
  const { held, unclear, failing } = sort(clause.every, candidates, clause.holds, clause.unclear, ground);
  return byShare(held, unclear, failing, bound(clause.at_least ?? 1, ground), [clause.every]);
}

function byShare(
  held: readonly Fact[],
  unclear: readonly Fact[],
  failing: readonly Fact[],
  share: number,
  kinds: readonly FactKind[],
): Finding {
  const applicable = held.length + unclear.length + failing.length;
  const shared = {
    coverage: { covered: held.length, applicable },
    evidence: held,
    missing: [...failing, ...unclear],
    kinds,
    absent: false,
  };
  if (held.length >= share * applicable) return { ...shared, answer: 'met', cause: null };
  if (held.length + unclear.length >= share * applicable) return { ...shared, answer: 'unknown', cause: 'not_observable' };
  return { ...shared, answer: 'not_met', cause: null };
}

function decideNone(clause: None, ground: Ground): Finding {
  const found = select(clause.none, clause, ground);
  const isUnclear = (fact: Fact) => clause.unclear !== undefined && ground.conditions.test(clause.none, clause.unclear, viewOf(fact));
  const sure = found.filter(fact => !isUnclear(fact));
  const shared = { coverage: null, kinds: [clause.none], absent: false };
  if (sure.length > 0) return { ...shared, answer: 'not_met', cause: null, evidence: [], missing: sure };
  if (found.length > 0) return { ...shared, answer: 'unknown', cause: 'not_observable', evidence: [], missing: found };
  const hidden = whyHidden(clause.none, ground);
  if (hidden) return { ...shared, answer: 'unknown', cause: 'unreadable', evidence: [], missing: [], reason: hidden };
  if (clause.given === undefined) return { ...shared, answer: 'met', cause: null, evidence: [], missing: [] };
  const given = (ground.byKind.get(clause.given) ?? []).filter(isOwn);
  if (given.length === 0) return nothing(clause.given, clause.absent, ground);
  return { ...shared, answer: 'met', cause: null, evidence: given, missing: [], kinds: [clause.none, clause.given] };
}

/** What could speak against it may stand in a file that could not be read, or that says nothing until it is filled in. */
function whyHidden(kind: FactKind, { search }: Ground): string | undefined {
  const [unread] = search.unreadFor(kind);
  if (unread !== undefined) return `what speaks against it could stand in ${unread}, which could not be read`;
  const [open] = search.openFor(kind);
  return open && `what speaks against it could stand in ${open}, which says nothing until its places are filled in`;
}

function decideForEach(clause: ForEach, ground: Ground): Finding {
  const services = distinctServices(select('service', { where: clause.where }, ground));
  if (services.length === 0) return nothing('service', clause.absent, ground);
  const held: Fact[] = [];
  const unclear: Fact[] = [];
  const failing: Fact[] = [];
  const evidence: Fact[] = [];
  const kinds = new Set<FactKind>(['service']);
  const bare = decide(clause.has, { ...ground, byKind: new Map() }); // the same for all services that have no such facts
  for (const service of services) {
    const byKind = ground.ofService(service.fields.name);
    const finding = bare.kinds.some(kind => byKind.has(kind)) ? decide(clause.has, { ...ground, byKind }) : bare;
    for (const kind of finding.kinds) kinds.add(kind);
    if (finding.answer === 'met') {
      held.push(service);
      evidence.push(...finding.evidence);
    } else if (finding.answer === 'unknown') unclear.push(service);
    else if (finding.answer === 'not_met') failing.push(service);
  }
  const share = byShare(held, unclear, failing, bound(clause.at_least ?? 1, ground), [...kinds]);
  return held.length + unclear.length + failing.length === 0 ? nothing('service', clause.absent, ground) : { ...share, evidence };
}

function distinctServices(facts: readonly Fact[]): readonly Fact<'service'>[] {
  const byName = new Map<string, Fact<'service'>>();
  for (const fact of facts as readonly Fact<'service'>[]) if (!byName.has(fact.fields.name)) byName.set(fact.fields.name, fact);
  return [...byName.values()];
}

/** Met when all that apply are met; not met when any is not; otherwise unknown. */
function allOf(parts: readonly Finding[]): Finding {
  return combine(parts, ['not_met', 'unknown', 'met']);
}

/** Met when any is met; otherwise unknown when any is unknown. */
function anyOf(parts: readonly Finding[]): Finding {
  return combine(parts, ['met', 'unknown', 'not_met']);
}

function combine(parts: readonly Finding[], order: readonly Answer[]): Finding {
  const answer = order.find(word => parts.some(part => part.answer === word)) ?? 'not_applicable';
  const deciding = parts.filter(part => part.answer === answer);
  const single = deciding.length === 1 ? deciding[0] : undefined;
  return {
    answer,
    cause: answer === 'unknown' ? (deciding[0]?.cause ?? 'not_observable') : null,
    coverage: single?.coverage ?? null,
    evidence: distinct(parts.filter(part => part.answer === 'met' || part === single).flatMap(part => part.evidence)),
    missing: answer === 'met' ? [] : distinct(deciding.flatMap(part => part.missing)),
    kinds: [...new Set(parts.flatMap(part => part.kinds))],
    ...(single?.reason ? { reason: single.reason } : {}),
    absent: deciding.every(part => part.absent),
    ...(deciding.length > 0 && deciding.every(part => part.assumed) ? { assumed: true } : {}),
  };
}

function distinct(facts: readonly Fact[]): readonly Fact[] {
  return [...new Set(facts)];
}

function select(kind: FactKind, { where, foreign }: { where?: string; foreign?: boolean }, ground: Ground): readonly Fact[] {
  const fits = where === undefined ? always : ground.conditions.predicate(kind, where);
  return (ground.byKind.get(kind) ?? []).filter(fact => (foreign === true || isOwn(fact)) && fits(viewOf(fact)));
}

const always = () => true;

/** What holds, but is weaker than the criterion accepts, is unclear: a file says so, and nothing shows it active. */
function sort(kind: FactKind, candidates: readonly Fact[], holds: string | undefined, unclear: string | undefined, ground: Ground) {
  const { conditions, strength } = ground;
  const sorted = { held: [] as Fact[], unclear: [] as Fact[], failing: [] as Fact[] };
  const isUnclear = unclear === undefined ? () => false : conditions.predicate(kind, unclear);
  const isHeld: Predicate = holds === undefined ? view => !isUnclear(view) : conditions.predicate(kind, holds);
  for (const fact of candidates) {
    const view = viewOf(fact);
    if (isHeld(view)) (isWeaker(fact.strength, strength) ? sorted.unclear : sorted.held).push(fact);
    else if (isUnclear(view)) sorted.unclear.push(fact);
    else sorted.failing.push(fact);
  }
  return sorted;
}
