import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Fact } from '../model/fact.ts';
import type { FactFields } from '../model/fact-kinds.ts';
import type { Criterion } from '../model/model.ts';
import type { PeoplesPart } from '../model/people.ts';
import { judge } from './judge.ts';
import { decideLevels } from './levels.ts';
import { peopleNotes } from './people-notes.ts';
import { criterion, given, modelOf, searchedAll } from './testing.ts';

const asOf = new Date('2026-06-30T12:00:00Z');
const person = { person: 'may', lasts: 'review' } as const;
const drills = criterion('drills', { some: 'postmortem', holds: 'fact.drill', unclear: "fact.title == 'unclear'" }, person);

function said(fields: Partial<FactFields<'statement'>>, line = 9): Fact {
  const whole = { criterion: 'drills', answer: 'met' as const, claim: 'We do', by: 'Ada', on: '2026-05-01', ...fields };
  const { origin: _, ...rest } = given('statement', whole);
  return { ...rest, origin: { kind: 'person', reference: `${whole.by}, ${whole.on}` }, accordingTo: [{ path: 'opsex.yaml', line }] };
}

function verdictOf(facts: readonly Fact[], asked: Criterion = drills) {
  const [verdict] = judge(modelOf([asked]), facts, searchedAll, asOf);
  if (!verdict) throw new Error('no verdict');
  return verdict;
}

const drill = given('postmortem', { title: 'a', drill: true });
const none = given('postmortem', { title: 'b', drill: false });
const unclear = given('postmortem', { title: 'unclear' });
const service = given('service', { name: 'shop' });
const waived = said({ answer: 'waived', until: '2026-07-31', on: '', claim: 'The old cluster goes' });
const exempt = said({ answer: 'not_applicable', on: '', claim: 'There is nothing to drill' });

test.each<[string, readonly Fact[], string, string | null, string]>([
  ['evidence is silent', [said({})], 'met', null, 'Ada says so (2026-05-01, until 2026-07-30)'],
  ['facts cannot tell', [unclear, said({})], 'met', null, 'Ada says so'],
  ['the last day', [said({ on: '2026-04-01' })], 'met', null, 'until 2026-06-30'],
  ['one day later', [said({ on: '2026-03-31' })], 'unknown', 'expired', 'what Ada said on 2026-03-31 held until 2026-06-29'],
  ['an end of its own', [said({ until: '2026-06-01' })], 'unknown', 'expired', 'held until 2026-06-01'],
  ['said later than this day', [said({ on: '2026-07-01' })], 'unknown', 'not_observable', 'none was found'],
  ['a file that was changed', [said({ state: 'changed', evidence: 'a.md' })], 'unknown', 'expired', 'a.md was changed since'],
  ['a file that is gone', [said({ state: 'gone', evidence: 'a.md' })], 'unknown', 'expired', 'is not there any more'],
  ['a no', [said({ answer: 'not_met' })], 'not_met', null, 'Ada says that it is not so'],
  ['the newest counts', [said({ answer: 'not_met' }), said({ on: '2026-06-01' }, 20)], 'met', null, '2026-06-01'],
  ['of one day the last counts', [said({}, 20), said({ answer: 'not_met' }, 10)], 'met', null, 'Ada says so'],
  ['an older one that still holds', [said({ on: '2026-06-01', until: '2026-06-02' }), said({})], 'met', null, '2026-05-01'],
  ['facts agree', [drill, said({})], 'met', null, 'the evidence shows it'],
  ['facts contradict a yes', [none, said({})], 'unknown', 'conflicting', 'but the evidence shows otherwise'],
  ['facts contradict a no', [drill, said({ answer: 'not_met' })], 'unknown', 'conflicting', 'but the evidence shows otherwise'],
  ['what has ended contradicts nothing', [none, said({ on: '2026-01-01' })], 'not_met', null, '0 of 1'],
  ['a waiver', [waived], 'waived', null, 'Ada accepts the gap until 2026-07-31: The old cluster goes'],
  ['a waiver of what falls short', [none, waived], 'waived', null, 'accepts the gap'],
  ['a waiver of what is met', [drill, waived], 'met', null, ''],
  ['a waiver that has ended', [none, said({ answer: 'waived', until: '2026-06-29' })], 'not_met', null, '0 of 1'],
  ['an exemption', [service, exempt], 'not_applicable', null, 'people say that it does not apply: There is nothing to drill'],
  ['an exemption that facts contradict', [none, exempt], 'unknown', 'conflicting', 'the facts below show what it is about'],
  ['an exemption of what is met', [drill, exempt], 'met', null, ''],
])('%s', (_, facts, word, cause, reason) => {
  const verdict = verdictOf(facts);
  expect({ verdict: verdict.verdict, cause: verdict.cause }).toEqual({ verdict: word, cause });
  expect(verdict.reason).toContain(reason);
});

test('a verdict by people names the person and the line, and when it ends', () => {
  expect(verdictOf([said({})])).toMatchObject({
    basis: 'person',
    strength: 'declared',
    until: '2026-07-30',
    evidence: [{ origin: { reference: 'Ada, 2026-05-01' }, accordingTo: [{ path: 'opsex.yaml', line: 9 }] }],
  });
  expect(verdictOf([waived]).waiver).toEqual({ reason: 'The old cluster goes', owner: 'Ada', until: '2026-07-31' });
  const both = verdictOf([none, said({})]);
  expect(both.missing.map(({ kind }) => kind).sort()).toEqual(['postmortem', 'statement']);
});

test('what only evidence decides cannot be stated', () => {
  const closed = { ...drills, person: 'no' } as const;
  expect(verdictOf([said({})], closed)).toMatchObject({ verdict: 'unknown', basis: 'none' });
});

test('what is said about one criterion holds for those that are the same', () => {
  const same = criterion('same', { same_as: 'drills' }, { control: 'C-2' });
  const words = (facts: readonly Fact[]) => judge(modelOf([drills, same]), facts, searchedAll, asOf).map(({ verdict }) => verdict);
  expect(words([said({})])).toEqual(['met', 'met']);
  expect(words([said({ criterion: 'same' })])).toEqual(['met', 'met']);
  expect(words([said({ criterion: 'same', answer: 'waived', until: '2026-08-01' })])).toEqual(['waived', 'waived']);
});

test('complete sources turn what is not found into not met, unless people state it', () => {
  const whole = given('workload', { complete: true });
  expect(verdictOf([whole])).toMatchObject({
    verdict: 'not_met',
    reason: 'none was found (3 files searched); the sources are said to hold all there is',
  });
  expect(verdictOf([whole, said({})])).toMatchObject({ verdict: 'met', basis: 'person' });
  expect(verdictOf([whole], { ...drills, person: 'only' }).verdict).toBe('unknown');
  expect(verdictOf([whole], criterion('m', { measure: 'x', at_least: 1 })).verdict).toBe('unknown');
});

test('ends are announced 30 and 7 days before', () => {
  const names = ['gone', 'week', 'month', 'later'];
  const model = modelOf(names.map(id => criterion(id, { ask_people: true }, person)));
  const untils = ['2026-06-29', '2026-07-07', '2026-07-30', '2026-07-31'];
  const facts = names.map((name, index) => said({ criterion: name, until: untils[index] ?? '' }));
  const people = { statements: [], waivers: [], exemptions: [], thresholds: [] } satisfies PeoplesPart;
  expect(peopleNotes(model, judge(model, facts, searchedAll, asOf), facts, asOf, people)).toEqual([
    'ended: statement on gone (2026-06-29)',
    'ends within 7 days: statement on week (2026-07-07)',
    'ends within 30 days: statement on month (2026-07-30)',
    '3 answers rest on statements by people',
  ]);
});

// ── properties ──────────────────────────────────────────────────────────────────────────────────────────────────────

const kinds = ['postmortem', 'runbook', 'dashboard'] as const;
const levels = [2, 3, 4] as const;
const model = modelOf(
  kinds.flatMap(kind =>
    levels.map(level =>
      criterion(
        `${kind}-${level}`,
        { some: kind, where: `fact.title.startsWith('${level}')`, holds: "fact.title.endsWith('x')" },
        {
          level,
          gate: level,
          control: `C-${kind}`,
          ...person,
        },
      ),
    ),
  ),
);
const someFacts = fc.array(fc.record({ kind: fc.constantFrom(...kinds), level: fc.constantFrom(...levels), good: fc.boolean() }), {
  maxLength: 8,
});
const someSaid = fc.array(
  fc.record({
    criterion: fc.constantFrom(...model.criteria.map(({ id }) => id)),
    answer: fc.constantFrom('met', 'not_met', 'waived', 'not_applicable'),
    on: fc.constantFrom('2026-01-01', '2026-05-01', '2026-06-01'),
    until: fc.constantFrom('2026-06-01', '2026-12-01'),
  }),
  { maxLength: 12 },
);
type SomeSaid = ReadonlyArray<Partial<FactFields<'statement'>>>;

function toFacts(facts: readonly { kind: (typeof kinds)[number]; level: number; good: boolean }[], statements: SomeSaid): readonly Fact[] {
  return [
    ...facts.map(({ kind, level, good }, index) => given(kind, { title: `${level}${index}${good ? 'x' : 'y'}` })),
    ...statements.map((each, index) => said(each, index)),
  ];
}

function levelsOf(facts: readonly Fact[]) {
  const verdicts = judge(model, facts, searchedAll, asOf);
  const { overall, controls } = decideLevels(model, verdicts);
  return { verdicts, all: [overall.level, ...controls.map(({ level }) => level)] };
}

const inForce = { on: '2026-06-30', until: '2026-12-01' };

test('a statement that something is met never lowers a level, and taking it away never raises one', () => {
  fc.assert(
    fc.property(someFacts, someSaid, fc.constantFrom(...model.criteria.map(({ id }) => id)), (facts, statements, id) => {
      const without = levelsOf(toFacts(facts, statements));
      const withIt = levelsOf(toFacts(facts, [...statements, { criterion: id, answer: 'met', ...inForce }]));
      for (const [index, level] of withIt.all.entries()) {
        expect(level?.proven ?? 0).toBeGreaterThanOrEqual(without.all[index]?.proven ?? 0);
        expect(level?.possible ?? 0).toBeGreaterThanOrEqual(without.all[index]?.possible ?? 0);
      }
    }),
  );
});

test('what is proven is possible, and the order in which people and files speak does not matter', () => {
  fc.assert(
    fc.property(someFacts, someSaid, fc.integer(), (facts, statements, seed) => {
      const all = toFacts(facts, statements);
      const mixed = [...all].sort((a, b) => (JSON.stringify([seed, a]).length % 7) - (JSON.stringify([seed, b]).length % 7));
      const first = levelsOf(all);
      for (const level of first.all) expect(level?.possible ?? 0).toBeGreaterThanOrEqual(level?.proven ?? 0);
      expect(levelsOf([...all].reverse())).toEqual(first);
      expect(levelsOf(mixed)).toEqual(first);
    }),
  );
});

test('a waiver never raises a level', () => {
  fc.assert(
    fc.property(someFacts, someSaid, (facts, statements) => {
      const without = levelsOf(
        toFacts(
          facts,
          statements.filter(({ answer }) => answer !== 'waived'),
        ),
      );
      const withWaivers = levelsOf(toFacts(facts, statements));
      for (const [index, level] of withWaivers.all.entries()) {
        expect(level?.proven ?? 0).toBe(without.all[index]?.proven ?? 0);
        expect(level?.possible ?? 0).toBeLessThanOrEqual(without.all[index]?.possible ?? 0);
      }
    }),
  );
});

test('what is said not to apply never makes a level by itself: something of that level is met', () => {
  fc.assert(
    fc.property(someFacts, someSaid, (facts, statements) => {
      const { verdicts, all } = levelsOf(toFacts(facts, statements));
      const [overall] = all;
      if (!overall || overall.proven === 1) return;
      const met = verdicts.filter(({ verdict, criterion: { gate } }) => verdict === 'met' && gate === overall.proven);
      expect(met.length).toBeGreaterThan(0);
    }),
  );
});
