import { type Fact, isKind } from '../model/fact.ts';
import type { Model } from '../model/model.ts';
import { dayOf, daysAfter, type PeoplesPart, type Threshold } from '../model/people.ts';
import type { Verdict } from '../model/verdict.ts';
import { hear } from './people.ts';

/** How many days before the end of a statement or waiver it is announced, the second time as pressing. */
const early = 30;
const late = 7;

/** What rests on people, what has ended and what soon will: one sentence each, the pressing first. */
export function peopleNotes(
  model: Model,
  verdicts: readonly Verdict[],
  facts: readonly Fact[],
  asOf: Date,
  people: PeoplesPart | undefined,
): readonly string[] {
  if (!people) return [];
  const said = facts.filter(fact => isKind(fact, 'statement'));
  const { complete, thresholds } = people;
  return [
    ...ends(model, said, asOf),
    ...counts(verdicts),
    ...ignored(model, said),
    ...(complete ? [`${complete.path}:${complete.line} says that the sources hold all there is`] : []),
    ...changed(thresholds),
  ];
}

interface End {
  readonly what: string;
  readonly criterion: string;
  readonly until: string;
}

function ends(model: Model, said: readonly Fact<'statement'>[], asOf: Date): readonly string[] {
  const today = dayOf(asOf);
  const list = [...endsOf(model, said, asOf)].sort((a, b) => (a.until < b.until ? -1 : a.until > b.until ? 1 : 0));
  const within = (from: string, to: string) => list.filter(({ until }) => until >= from && until <= to);
  return [
    ...sentence(within('', daysAfter(today, -1)), 'ended'),
    ...sentence(within(today, daysAfter(today, late)), `ends within ${late} days`),
    ...sentence(within(daysAfter(today, late + 1), daysAfter(today, early)), `ends within ${early} days`),
  ];
}

function endsOf(model: Model, said: readonly Fact<'statement'>[], asOf: Date): readonly End[] {
  const statements = [...hear(model, said, asOf)].flatMap(([criterion, { statement }]) =>
    statement ? [{ what: 'statement', criterion, until: statement.until }] : [],
  );
  const waivers = said.filter(({ fields }) => fields.answer === 'waived');
  return [...statements, ...waivers.map(({ fields }) => ({ what: 'waiver', criterion: fields.criterion, until: fields.until }))];
}

function sentence(list: readonly End[], what: string): readonly string[] {
  const [first] = list;
  if (!first) return [];
  const shown = list.slice(0, 5).map(({ what: kind, criterion, until }) => `${kind} on ${criterion} (${until})`);
  const more = list.length > shown.length ? ` and ${list.length - shown.length} more` : '';
  return [`${what}: ${shown.join(', ')}${more}`];
}

function counts(verdicts: readonly Verdict[]): readonly string[] {
  const stated = verdicts.filter(({ basis, verdict }) => basis === 'person' && (verdict === 'met' || verdict === 'not_met')).length;
  const waived = verdicts.filter(({ verdict }) => verdict === 'waived').length;
  const exempt = verdicts.filter(({ basis, verdict }) => basis === 'person' && verdict === 'not_applicable').length;
  const conflicts = verdicts.filter(({ cause }) => cause === 'conflicting').map(({ criterion }) => criterion.id);
  const parts = [
    ...(stated > 0 ? [`${stated} ${stated === 1 ? 'answer rests' : 'answers rest'} on statements by people`] : []),
    ...(exempt > 0 ? [`${exempt} ${exempt === 1 ? 'is' : 'are'} said not to apply`] : []),
    ...(waived > 0 ? [`${waived} ${waived === 1 ? 'gap is' : 'gaps are'} waived`] : []),
  ];
  return [
    ...(conflicts.length > 0 ? [`contradicted by facts: what people say about ${conflicts.slice(0, 5).join(', ')}`] : []),
    ...(parts.length > 0 ? [parts.join(', ')] : []),
  ];
}

/** What evidence alone decides cannot be stated. */
function ignored(model: Model, said: readonly Fact<'statement'>[]): readonly string[] {
  const closed = new Set(model.criteria.filter(({ person }) => person === undefined || person === 'no').map(({ id }) => id));
  const answers = said.filter(({ fields }) => closed.has(fields.criterion) && (fields.answer === 'met' || fields.answer === 'not_met'));
  const ids = [...new Set(answers.map(({ fields }) => fields.criterion))];
  return ids.length === 0 ? [] : [`only evidence decides, statements do not count: ${ids.slice(0, 5).join(', ')}`];
}

function changed(thresholds: readonly Threshold[]): readonly string[] {
  return thresholds.length === 0
    ? []
    : [`thresholds of ${thresholds[0]?.at.path}: ${thresholds.map(({ name, value }) => `${name} = ${value}`).join(', ')}`];
}
