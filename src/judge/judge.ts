import { Conditions, viewOf } from '../model/conditions.ts';
import { type Fact, isKind, isOwn, type Strength, strengths } from '../model/fact.ts';
import type { Criterion, Model } from '../model/model.ts';
import { rootOf } from '../model/same-criterion.ts';
import type { Basis, Cause, SearchRecord, Verdict } from '../model/verdict.ts';
import { decide } from './clause.ts';
import { type Finding, type Ground, groundOf } from './ground.ts';
import { hear, heed } from './people.ts';
import { reasonFor } from './reason.ts';

/** Judges every criterion of the model. Pure: the same facts, model and date give the same verdicts. */
export function judge(model: Model, facts: readonly Fact[], search: SearchRecord, asOf: Date): readonly Verdict[] {
  const conditions = new Conditions(policyValues(model), asOf);
  const criteria = new Map(model.criteria.map(criterion => [criterion.id, criterion]));
  const findings = new Map<string, Finding>();
  const complete = facts.some(fact => isKind(fact, 'workload') && fact.fields.complete);
  const ground = groundOf(facts, { conditions, search, strength: 'declared', absent: 'unknown', complete, criterion: find });
  const heard = hear(model, facts, asOf);
  const inapplicable = inapplicableRules(model, facts, conditions);

  function find(id: string): Finding {
    const known = findings.get(id);
    if (known) return known;
    const criterion = criteria.get(id);
    if (!criterion) throw new Error(`the model has no criterion ${id}`);
    const finding = heed(findingOf(criterion, ground, inapplicable), heard.get(id) ?? {});
    findings.set(id, finding);
    return finding;
  }
  return model.criteria.map(criterion => {
    const verdict = toVerdict(criterion, find(criterion.id), search);
    return withWaiver(verdict, heard.get(rootOf(criterion.id, criteria))?.waiver);
  });
}

function policyValues(model: Model): Readonly<Record<string, number>> {
  return Object.assign({}, ...model.policies.map(policy => policy.values ?? {}));
}

/** The names of the applicability rules that do not hold here, with the reason to show. */
function inapplicableRules(model: Model, facts: readonly Fact[], conditions: Conditions): ReadonlyMap<string, string> {
  const workload = facts.find(fact => isKind(fact, 'workload'));
  if (!workload) return new Map();
  const view = viewOf(workload);
  return new Map(model.applicability.filter(rule => !conditions.test('workload', rule.when, view)).map(rule => [rule.id, rule.otherwise]));
}

function findingOf(criterion: Criterion, ground: Ground, inapplicable: ReadonlyMap<string, string>): Finding {
  const reason = criterion.applies === undefined ? undefined : inapplicable.get(criterion.applies);
  if (reason !== undefined)
    return { answer: 'not_applicable', cause: null, coverage: null, evidence: [], missing: [], kinds: [], absent: true, reason };
  const { strength = 'declared', absent = 'unknown', person } = criterion;
  const finding = decide(criterion.test, { ...ground, strength, absent, complete: ground.complete && person !== 'only' });
  return finding.answer === 'not_met' ? keptElsewhere(criterion, finding, ground) : finding;
}

/** A document that says the evidence is kept outside turns "not met" into "unknown", and shows the document. */
function keptElsewhere(criterion: Criterion, finding: Finding, ground: Ground): Finding {
  const topics: readonly string[] = criterion.elsewhere ?? [];
  const pointers = (ground.byKind.get('evidence.elsewhere') ?? []).filter(
    fact => isKind(fact, 'evidence.elsewhere') && isOwn(fact) && topics.includes(fact.fields.topic),
  );
  if (pointers.length === 0) return finding;
  return {
    ...finding,
    answer: 'unknown',
    cause: 'not_observable',
    missing: [...pointers, ...finding.missing],
    reason: whyElsewhere(pointers),
  };
}

function whyElsewhere(pointers: readonly Fact[]): string {
  const programs = pointers.flatMap(each =>
    isKind(each, 'evidence.elsewhere') && each.fields.because === 'not_evaluated' ? each.fields.where : [],
  );
  if (programs.length < pointers.length) return 'a document says that this is kept outside the sources';
  return `it is made by ${[...new Set(programs)].join(', ')}, which is not evaluated: assess the rendered output`;
}

/** A gap that somebody accepts stays a gap, and is shown as accepted. */
function withWaiver(verdict: Verdict, waiver: Fact<'statement'> | undefined): Verdict {
  if (!waiver || (verdict.verdict !== 'not_met' && verdict.verdict !== 'unknown')) return verdict;
  const { claim: reason, by: owner, until } = waiver.fields;
  return {
    ...verdict,
    verdict: 'waived',
    cause: null,
    reason: `${owner} accepts the gap until ${until}: ${reason}`,
    missing: [waiver, ...verdict.missing],
    until,
    waiver: { reason, owner, until },
  };
}

function toVerdict(criterion: Criterion, finding: Finding, search: SearchRecord): Verdict {
  const detectors = [...new Set(finding.kinds.flatMap(kind => search.detectorsFor(kind)))].sort();
  const searched = { detectors, files: search.filesRead(detectors) };
  const shown = finding.answer === 'met' || finding.answer === 'not_applicable' ? finding.evidence : [];
  return {
    criterion,
    verdict: finding.answer,
    cause: finding.answer === 'unknown' ? (finding.cause ?? ('not_observable' satisfies Cause)) : null,
    reason: finding.reason ?? reasonFor(criterion, finding, searched),
    basis: basisOf(shown.length > 0 ? shown : finding.missing),
    strength: weakest(shown),
    coverage: finding.coverage,
    evidence: inOrder(finding.evidence.filter(isShown)),
    missing: inOrder(finding.missing.filter(isShown)),
    searched,
    ...(finding.until === undefined ? {} : { until: finding.until }),
  };
}

const bases: Readonly<Record<Fact['origin']['kind'], Basis>> = {
  file: 'file',
  git: 'git',
  events: 'events',
  forge: 'forge',
  person: 'person',
};

function basisOf(facts: readonly Fact[]): Basis {
  const first = facts[0];
  return first ? bases[first.origin.kind] : 'none';
}

function weakest(facts: readonly Fact[]): Strength | null {
  return strengths.find(strength => facts.some(fact => fact.strength === strength)) ?? null;
}

/** What the workload is as a whole decides, but it is concluded from the other facts and stands at no place of its own. */
function isShown(fact: Fact): boolean {
  return fact.kind !== 'workload';
}

/** By place, so that the order in which facts were found does not show. Production comes first. */
function inOrder(facts: readonly Fact[]): readonly Fact[] {
  return facts
    .map(fact => ({ fact, rank: rank(fact), place: place(fact) }))
    .sort((a, b) => a.rank - b.rank || compare(a.place, b.place) || compare(JSON.stringify(a.fact.fields), JSON.stringify(b.fact.fields)))
    .map(({ fact }) => fact);
}

function rank(fact: Fact): number {
  return fact.scope.production === 'yes' ? 0 : 1;
}

function place(fact: Fact): string {
  return fact.origin.kind === 'file' ? `${fact.origin.path}\0${String(fact.origin.line).padStart(9, '0')}` : fact.origin.reference;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
