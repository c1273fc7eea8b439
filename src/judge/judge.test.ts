import { expect, test } from 'vitest';
import type { Fact } from '../model/fact.ts';
import type { Criterion } from '../model/model.ts';
import type { SearchRecord } from '../model/verdict.ts';
import { judge } from './judge.ts';
import { criterion, given, modelOf, searchedAll } from './testing.ts';

const asOf = new Date('2026-06-30T00:00:00Z');

function verdictOf(asked: Criterion, facts: readonly Fact[], search: SearchRecord = searchedAll) {
  const [verdict] = judge(modelOf([asked]), facts, search, asOf);
  if (!verdict) throw new Error('no verdict');
  return verdict;
}

const linked = given('alert.rule', { name: 'a', paging: 'yes', runbook: 'linked' });
const unlinked = given('alert.rule', { name: 'b', paging: 'yes', runbook: 'none' });
const unsure = given('alert.rule', { name: 'c', paging: 'yes', runbook: 'unknown' });
const ticket = given('alert.rule', { name: 'd', paging: 'no' });
const vendored = given('alert.rule', { name: 'e', paging: 'yes', runbook: 'linked' }, { pathClass: 'vendored' });
const everyPage = {
  every: 'alert.rule',
  where: "fact.paging == 'yes'",
  holds: "fact.runbook == 'linked'",
  unclear: "fact.runbook == 'unknown'",
} as const;
const someLinked = { some: 'alert.rule', holds: "fact.runbook == 'linked'", unclear: "fact.runbook == 'unknown'" } as const;

test.each([
  ['every: all hold', everyPage, [linked, ticket], 'met', 1, 1],
  ['every: one falls short', everyPage, [linked, unlinked], 'not_met', 1, 2],
  ['every: one cannot be told', everyPage, [linked, unsure], 'unknown', 1, 2],
  ['every: one falls short and one cannot be told', everyPage, [unlinked, unsure], 'not_met', 0, 2],
  ['every with a share that is reached', { ...everyPage, at_least: 0.5 }, [linked, unlinked], 'met', 1, 2],
  ['every: foreign facts do not count', everyPage, [linked, vendored], 'met', 1, 1],
  ['some: one holds', someLinked, [linked, unlinked], 'met', 1, 2],
  ['some: none holds', someLinked, [unlinked], 'not_met', 0, 1],
  ['some: none holds but one cannot be told', someLinked, [unlinked, unsure], 'unknown', 0, 2],
  ['some: two are needed', { ...someLinked, at_least: 2 }, [linked], 'not_met', 1, 2],
  ['some: foreign facts count when asked for', { ...someLinked, foreign: true }, [vendored], 'met', 1, 1],
] as const)('%s', (_, clause, facts, verdict, covered, applicable) => {
  expect(verdictOf(criterion('asked', clause), facts)).toMatchObject({ verdict, coverage: { covered, applicable } });
});

test.each([
  ['unknown by default', undefined, 'unknown', 'not_observable'],
  ['not met where the files decide', 'not_met', 'not_met', null],
  ['not applicable where there is nothing to ask about', 'not_applicable', 'not_applicable', null],
] as const)('nothing found is %s', (_, absent, verdict, cause) => {
  expect(verdictOf(criterion('asked', someLinked, { absent }), [])).toMatchObject({
    verdict,
    cause,
    searched: { detectors: ['test'], files: 3 },
  });
});

test('nothing found where nobody looked is unknown, whatever absence means', () => {
  const nobody = { ...searchedAll, detectorsFor: () => [] };
  expect(verdictOf(criterion('asked', someLinked, { absent: 'not_met' }), [], nobody)).toMatchObject({
    verdict: 'unknown',
    cause: 'not_searched',
  });
});

test('nothing found while own files could not be read is unknown', () => {
  const unread = { ...searchedAll, unreadFor: () => ['alerts.yaml'] };
  expect(verdictOf(criterion('asked', someLinked, { absent: 'not_met' }), [], unread)).toMatchObject({
    verdict: 'unknown',
    cause: 'unreadable',
  });
});

test('a pointer to outside evidence turns not met into unknown and is shown', () => {
  const pointer = given('evidence.elsewhere', { topic: 'alerting', where: 'the wiki' });
  const verdict = verdictOf(criterion('asked', someLinked, { absent: 'not_met', elsewhere: ['alerting'] }), [pointer]);
  expect(verdict).toMatchObject({ verdict: 'unknown', cause: 'not_observable', missing: [pointer] });
});

test.each([
  ['could not be read', { unreadFor: () => ['deploy.yml'] }],
  ['says nothing until its places are filled in', { openFor: () => ['deploy.yml'] }],
])('none is unknown while a file that could speak against it %s', (why, missed) => {
  const clause = { none: 'iac.state-file', given: 'iac.root' } as const;
  const search = { ...searchedAll, ...missed };
  expect(verdictOf(criterion('asked', clause), [given('iac.root')], search)).toMatchObject({
    verdict: 'unknown',
    cause: 'unreadable',
    reason: `what speaks against it could stand in deploy.yml, which ${why}`,
  });
  expect(verdictOf(criterion('asked', clause), [given('iac.root'), given('iac.state-file')], search).verdict).toBe('not_met');
});

test('none is met when nothing stands against it and there was something to look at', () => {
  const clause = { none: 'iac.state-file', given: 'iac.root' } as const;
  expect(verdictOf(criterion('asked', clause), [given('iac.root')]).verdict).toBe('met');
  expect(verdictOf(criterion('asked', clause), [given('iac.root'), given('iac.state-file')]).verdict).toBe('not_met');
  expect(verdictOf(criterion('asked', clause), []).verdict).toBe('unknown');
});

test('for each service counts services, not facts', () => {
  const service = (name: string) => given('service', { name });
  const logs = (name: string, format: 'json' | 'text') => given('log.setup', { format }, { scope: { service: name } });
  const clause = { for_each: 'service', has: { some: 'log.setup', holds: "fact.format == 'json'" } } as const;
  const facts = [service('a'), service('b'), service('c'), logs('a', 'json'), logs('a', 'json'), logs('b', 'text')];
  expect(verdictOf(criterion('asked', clause), facts)).toMatchObject({ verdict: 'not_met', coverage: { covered: 1, applicable: 3 } });
  expect(verdictOf(criterion('asked', clause), facts.slice(0, 1).concat(facts[3] ?? []))).toMatchObject({ verdict: 'met' });
});

test('a measure with too few samples is unknown, and a null is never 0', () => {
  const clause = { measure: 'mttr', below: 30, samples: 3 } as const;
  const metric = (value: number, n: number, known = true) => given('metric', { name: 'mttr', value, n, known });
  expect(verdictOf(criterion('asked', clause), [metric(20, 3)]).verdict).toBe('met');
  expect(verdictOf(criterion('asked', clause), [metric(30, 3)]).verdict).toBe('not_met');
  expect(verdictOf(criterion('asked', clause), [metric(20, 2)])).toMatchObject({ verdict: 'unknown', cause: 'too_few_samples' });
  expect(verdictOf(criterion('asked', clause), [metric(0, 9, false)])).toMatchObject({ verdict: 'unknown', cause: 'too_few_samples' });
});

test('what holds, but only as a declaration, is unknown where more is asked', () => {
  const strict = criterion('asked', someLinked, { strength: 'observed' });
  expect(verdictOf(strict, [linked])).toMatchObject({
    verdict: 'unknown',
    cause: 'not_observable',
    reason: 'the one below is declared in files; nothing shows that it is active',
  });
  expect(verdictOf(strict, [{ ...linked, strength: 'applied' }]).verdict).toBe('unknown');
  expect(verdictOf(strict, [{ ...linked, strength: 'observed' }])).toMatchObject({ verdict: 'met', strength: 'observed' });
  expect(verdictOf(criterion('asked', someLinked, { strength: 'applied' }), [{ ...linked, strength: 'observed' }]).verdict).toBe('met');
});

test('an outcome that nobody observed decides nothing', () => {
  const asked = criterion('asked', { measure: 'mttr', below: 30 }, { strength: 'observed' });
  const metric = given('metric', { name: 'mttr', value: 20, n: 9, known: true }, { strength: 'declared' });
  expect(verdictOf(asked, [metric])).toMatchObject({ verdict: 'unknown', cause: 'not_observable' });
});

test('an applicability rule that does not hold gives its reason', () => {
  const rule = { id: 'operates', when: "workload.operates != 'no'", otherwise: 'a library is not operated' };
  const asked = criterion('asked', someLinked, { applies: 'operates' });
  const [verdict] = judge(modelOf([asked], { applicability: [rule] }), [given('workload', { operates: 'no' }), linked], searchedAll, asOf);
  expect(verdict).toMatchObject({ verdict: 'not_applicable', reason: 'a library is not operated' });
});

test('an alias takes over the verdict of its criterion, also one that stands later', () => {
  const verdicts = judge(modelOf([criterion('alias', { same_as: 'real' }), criterion('real', someLinked)]), [linked], searchedAll, asOf);
  expect(verdicts.map(({ verdict }) => verdict)).toEqual(['met', 'met']);
});

test('ages are counted to the date of the assessment; an unknown date is never fresh', () => {
  const fresh = { some: 'debt.register', holds: 'days_since(fact.updated) <= 92', unclear: "fact.updated == ''" } as const;
  const register = (updated: string) => [given('debt.register', { updated })];
  expect(verdictOf(criterion('asked', fresh), register('2026-04-01')).verdict).toBe('met');
  expect(verdictOf(criterion('asked', fresh), register('2026-03-01')).verdict).toBe('not_met');
  expect(verdictOf(criterion('asked', fresh), register('')).verdict).toBe('unknown');
});
