import { type Fact, isKind } from '../model/fact.ts';
import type { Model } from '../model/model.ts';
import { dayOf, daysAfter } from '../model/people.ts';
import { rootOf } from '../model/same-criterion.ts';
import type { Finding } from './ground.ts';

type Said = Fact<'statement'>;

/** A statement on the day of the assessment. */
interface HeardStatement {
  readonly fact: Said;
  readonly until: string;
  /** Why it does not count any more. */
  readonly ended?: 'expired' | 'changed' | 'gone';
}

/** What people say about each criterion on the day of the assessment. */
export interface Heard {
  /** The newest that holds, else the newest. */
  readonly statement?: HeardStatement;
  readonly waiver?: Said;
  readonly exemption?: Said;
}

/** By id of the criterion that is really asked: what is said about one that is the same as another is said about that one. */
export function hear(model: Model, facts: readonly Fact[], asOf: Date): ReadonlyMap<string, Heard> {
  const today = dayOf(asOf);
  const criteria = new Map(model.criteria.map(criterion => [criterion.id, criterion]));
  const days = new Map(model.statements.map(({ kind, days: most }) => [kind, most]));
  const said = new Map<string, Said[]>();
  for (const fact of facts) {
    if (!isKind(fact, 'statement')) continue;
    const id = rootOf(fact.fields.criterion, criteria);
    said.set(id, [...(said.get(id) ?? []), fact]);
  }
  return new Map(
    [...said].map(([id, unsorted]) => {
      const list = [...unsorted].sort((a, b) => (orderOf(a) < orderOf(b) ? 1 : -1));
      const criterion = criteria.get(id);
      const lasts = days.get(criterion?.lasts ?? '') ?? shortest(model);
      const counts = criterion?.person === 'only' || criterion?.person === 'may';
      const statement = counts ? newest(list.flatMap(fact => heardOn(today, fact, lasts))) : undefined;
      const waiver = list.find(({ fields }) => fields.answer === 'waived' && fields.until >= today);
      const exemption = list.find(({ fields }) => fields.answer === 'not_applicable');
      return [id, { ...(statement ? { statement } : {}), ...(waiver ? { waiver } : {}), ...(exemption ? { exemption } : {}) }];
    }),
  );
}

function shortest(model: Model): number {
  return Math.min(365, ...model.statements.map(({ days }) => days));
}

/** A statement of a later day has not been made yet. */
function heardOn(today: string, fact: Said, lasts: number): readonly HeardStatement[] {
  const { answer, on, until, state } = fact.fields;
  if ((answer !== 'met' && answer !== 'not_met') || on > today) return [];
  const end = until || daysAfter(on, lasts);
  if (state === 'changed' || state === 'gone') return [{ fact, until: end, ended: state }];
  return [{ fact, until: end, ...(end < today ? { ended: 'expired' as const } : {}) }];
}

/** Of statements with the newest first, the first that holds. */
function newest(statements: readonly HeardStatement[]): HeardStatement | undefined {
  return statements.find(({ ended }) => !ended) ?? statements[0];
}

/** By day, then by line: what was said last comes last. */
function orderOf({ fields, accordingTo }: Said): string {
  return `${fields.on || fields.until} ${String(accordingTo?.[0]?.line ?? 0).padStart(9, '0')}`;
}

/** What comes of a finding once people are heard. Evidence comes first: people decide where it is silent, and are contradicted by it in the open. */
export function heed(finding: Finding, { statement, exemption }: Heard): Finding {
  if (finding.answer === 'not_applicable') return finding;
  if (exemption) return exempt(finding, exemption);
  if (!statement) return finding;
  return statement.ended ? withEnded(finding, statement) : withStatement(finding, statement);
}

/** Where facts show what the criterion is about, it applies. */
function exempt(finding: Finding, exemption: Said): Finding {
  if (finding.answer === 'met' && !isSilent(finding)) return finding;
  const shown = [...finding.evidence, ...finding.missing].filter(fact => !about.has(fact.kind));
  const { claim } = exemption.fields;
  if (shown.length === 0)
    return {
      ...finding,
      answer: 'not_applicable',
      cause: null,
      evidence: [exemption],
      missing: [],
      reason: `people say that it does not apply: ${claim}`,
    };
  return conflict(finding, exemption, 'people say that it does not apply, but the facts below show what it is about');
}

/** Kinds that are the measure of many criteria, and the subject of none. */
const about: ReadonlySet<string> = new Set(['workload', 'service', 'evidence.elsewhere']);

function withStatement(finding: Finding, { fact, until }: HeardStatement): Finding {
  const { answer, by, on } = fact.fields;
  if (isSilent(finding)) {
    const reason = `${by} says so (${on}, until ${until})`;
    if (answer === 'met') return { ...finding, answer, cause: null, evidence: [fact], missing: [], coverage: null, until, reason };
    return {
      ...finding,
      answer: 'not_met',
      cause: null,
      evidence: [],
      missing: [fact],
      until,
      reason: `${by} says that it is not so (${on}, until ${until})`,
    };
  }
  if (finding.answer === answer) return finding;
  const says = answer === 'met' ? 'it is so' : 'it is not so';
  return conflict(finding, fact, `${by} says that ${says} (${on}), but the evidence shows otherwise`);
}

/** A statement that has ended leaves it to the evidence; where that is silent, nothing is known any more. */
function withEnded(finding: Finding, { fact, until, ended }: HeardStatement): Finding {
  if (!isSilent(finding)) return finding;
  const { by, on, evidence } = fact.fields;
  const why = {
    expired: `what ${by} said on ${on} held until ${until}`,
    changed: `${evidence} was changed since ${by} named it as evidence on ${on}`,
    gone: `${evidence}, which ${by} named as evidence on ${on}, is not there any more`,
  };
  const reason = ended ? why[ended] : '';
  return { ...finding, answer: 'unknown', cause: 'expired', missing: [fact, ...finding.missing], until, reason };
}

function conflict(finding: Finding, fact: Said, reason: string): Finding {
  return { ...finding, answer: 'unknown', cause: 'conflicting', missing: [fact, ...finding.missing], reason };
}

/** Nothing decides it but what people say: it is unknown, follows from nothing that was found, or only from sources said to be complete. */
function isSilent({ answer, evidence, assumed }: Finding): boolean {
  return answer === 'unknown' || assumed === true || (answer === 'met' && evidence.length === 0);
}
