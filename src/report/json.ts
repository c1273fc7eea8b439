import type { Assessment, Findings } from '../model/assessment.ts';
import { type Fact, isKind } from '../model/fact.ts';
import { isMetricName, meaningOf } from '../model/metric-names.ts';
import { type Raise, type Verdict, verdictWords } from '../model/verdict.ts';
import type { AssessmentJson, CriterionJson, FactsJson, StatementJson } from './contract.ts';
import { effortsOf } from './efforts.ts';
import { registersOf } from './registers/registers.ts';
import { summaryOf } from './summary.ts';

const mostStatements = 50;

/** The public JSON of an assessment. */
export function toAssessmentJson(assessment: Assessment, version: string): AssessmentJson {
  const { workload, asOf, model, verdicts, levels, roadmap, facts, notes, unread } = assessment;
  const registers = registersOf(assessment);
  return {
    schema: 'opsex.assessment/1',
    opsex: version,
    asOf: asOf.toISOString(),
    workload: toWorkload(workload),
    ...(assessment.config ? { config: assessment.config } : {}),
    model: { id: model.id, version: model.version, digest: model.digest },
    overall: { ...levels.overall, heldBackBy: [...levels.overall.heldBackBy] },
    controls: levels.controls.map(control => ({ ...control, heldBackBy: [...control.heldBackBy] })),
    criteria: verdicts.map(toCriterion),
    roadmap: roadmap.map(step => ({ ...step, criteria: [...step.criteria] })),
    nextLevels: assessment.nextLevels.map(nextLevel),
    metrics: facts.flatMap(fact => (isKind(fact, 'metric') ? [metric(fact)] : [])),
    coverage: countVerdicts(verdicts),
    ...(assessment.contradictions.length > 0
      ? { contradictions: assessment.contradictions.map(({ criteria, says }) => ({ criteria: [...criteria], says })) }
      : {}),
    ...statedIn(facts),
    ...(registers ? { registers } : {}),
    notes: [...notes],
    unread: unread.map(each => ({ ...each })),
  };
}

function toWorkload({ tags, sources, services, ...workload }: Findings['workload']): AssessmentJson['workload'] {
  return {
    ...workload,
    ...(tags && tags.length > 0 ? { tags: [...tags] } : {}),
    sources: sources.map(source => ({ ...source })),
    ...(services && services.length > 0 ? { services: [...services] } : {}),
  };
}

function statedIn(facts: readonly Fact[]): Pick<AssessmentJson, 'statements'> {
  const statements = facts.flatMap(fact => (isKind(fact, 'statement') ? stated(fact) : []));
  return statements.length > 0 ? { statements } : {};
}

function stated({ fields, accordingTo }: Fact<'statement'>): NonNullable<AssessmentJson['statements']> {
  const { criterion, answer, claim, by, on, until, evidence } = fields;
  if (answer !== 'met' && answer !== 'not_met') return [];
  return [{ criterion, met: answer === 'met', claim, by, on, until: until || null, evidence, kept: accordingTo ? 'settings' : 'store' }];
}

function countVerdicts(verdicts: readonly Verdict[]): AssessmentJson['coverage'] {
  const counts = Object.fromEntries(verdictWords.map(word => [word, 0])) as AssessmentJson['coverage'];
  for (const { verdict } of verdicts) counts[verdict] += 1;
  return counts;
}

function nextLevel({ of, from, to, criteria, alsoRaises }: Raise): NonNullable<AssessmentJson['nextLevels']>[number] {
  return {
    of,
    from,
    to,
    criteria: criteria.map(({ id }) => id),
    effort: effortsOf(criteria),
    alsoRaises: alsoRaises.map(each => ({ ...each })),
  };
}

function toCriterion({ criterion, evidence, missing, searched, until, waiver, ...verdict }: Verdict): CriterionJson {
  return {
    id: criterion.id,
    control: criterion.control,
    level: criterion.level,
    gate: criterion.gate ?? null,
    ...(criterion.cap === undefined ? {} : { cap: criterion.cap }),
    ...(criterion.optional ? { optional: true } : {}),
    ask: criterion.ask,
    ...verdict,
    evidence: evidence.slice(0, mostStatements).map(toStatement),
    missing: missing.slice(0, mostStatements).map(toStatement),
    searched: { detectors: [...searched.detectors], files: searched.files },
    effort: criterion.effort,
    remedy: criterion.remedy,
    expires: until === undefined ? null : `${until}T23:59:59.999Z`,
    ...(waiver ? { waiver: { ...waiver } } : {}),
  };
}

export function toStatement(fact: Fact): StatementJson {
  const { origin } = fact;
  const place =
    origin.kind === 'file' && origin.path !== ''
      ? { path: origin.path, line: origin.line, endLine: origin.endLine }
      : { path: null, line: null, endLine: null };
  const summary = origin.kind === 'file' ? summaryOf(fact) : `${summaryOf(fact)} (${origin.reference})`;
  return { kind: fact.kind, ...place, summary, ...foundIn(fact), ...according(fact) };
}

function foundIn({ source }: Fact): Pick<StatementJson, 'source'> {
  return source === undefined ? {} : { source };
}

function according({ accordingTo }: Fact): Pick<StatementJson, 'accordingTo'> {
  return accordingTo ? { accordingTo: accordingTo.map(place => ({ ...place })) } : {};
}

function metric(fact: Fact<'metric'>): AssessmentJson['metrics'][number] {
  const { name, known, value, unit, n, definition, windowDays, basis } = fact.fields;
  const events = fact.origin.kind === 'events' ? fact.origin.reference : '';
  const means = isMetricName(name) ? { means: meaningOf(name) } : {};
  return { name, value: known ? value : null, unit, n, definition, ...means, windowDays, basis, events };
}

/** The facts themselves: `opsex.facts/1`. */
export function toFactsJson({ workload, config, notes, facts, unread }: Findings, version: string): FactsJson {
  return {
    schema: 'opsex.facts/1',
    opsex: version,
    workload: workload.name,
    ...(config ? { config, notes: [...notes] } : {}),
    facts: facts.map(fact => ({
      kind: fact.kind,
      fields: fact.fields as FactsJson['facts'][number]['fields'],
      origin: fact.origin,
      strength: fact.strength,
      pathClass: fact.pathClass,
      scope: fact.scope,
      templated: fact.templated,
      detector: fact.detector,
      ...foundIn(fact),
      ...according(fact),
    })),
    unread: unread.map(each => ({ ...each })),
  };
}
