import { expect, test } from 'vitest';
import type { Fact } from '../model/fact.ts';
import type { FactFields } from '../model/fact-kinds.ts';
import { judge } from './judge.ts';
import { criterion, given, modelOf, searchedAll } from './testing.ts';

const metric = (fields: Partial<FactFields<'metric'>>, more: object = {}) =>
  given(
    'metric',
    { name: 'mttr-median', known: true, value: 42, unit: 'minutes', n: 5, windowDays: 90, ...fields },
    { origin: { kind: 'events', reference: 'pager:1' }, strength: 'observed', ...more },
  );

function verdictOf(facts: readonly Fact[], clause: object = { at_most: 60, samples: 3 }, strength: 'declared' | 'observed' = 'observed') {
  const asked = criterion('asked', { measure: 'mttr-median', ...clause }, { strength });
  const [verdict] = judge(modelOf([asked]), facts, searchedAll, new Date('2026-06-30T00:00:00Z'));
  if (!verdict) throw new Error('no verdict');
  return verdict;
}

test.each<[string, readonly Fact[], object | undefined, string, string | null, RegExp]>([
  ['within the bound', [metric({})], undefined, 'met', null, /^mttr-median is 42 minutes \(5 in 90 days\); at most 60 minutes is asked$/],
  ['the bound itself', [metric({ value: 60 })], undefined, 'met', null, /60 minutes/],
  ['a bound that it must stay below', [metric({ value: 60 })], { below: 60 }, 'not_met', null, /below 60 minutes is asked/],
  ['beyond it', [metric({ value: 61 })], undefined, 'not_met', null, /61 minutes/],
  ['too few samples', [metric({ n: 2 })], undefined, 'unknown', 'too_few_samples', /mttr-median rests on 2 only/],
  ['no value, which is never 0', [metric({ known: false, value: 0, n: 9 })], undefined, 'unknown', 'too_few_samples', /has no value/],
  ['0 of nothing, where that is an answer', [metric({ value: 0, n: 0 })], { at_most: 0, samples: 0 }, 'met', null, /is 0 minutes/],
  [
    'nothing happened',
    [metric({ known: false, n: 0, quiet: true })],
    undefined,
    'not_applicable',
    null,
    /nothing of the kind happened in 90 days/,
  ],
  [
    'a guess from git',
    [metric({}, { strength: 'declared' })],
    undefined,
    'unknown',
    'not_observable',
    /a guess from releases or git history/,
  ],
  ['events that tell something else', [], undefined, 'unknown', 'not_observable', /the recorded events do not tell it/],
])('%s', (_, facts, clause, verdict, cause, reason) => {
  expect(verdictOf(facts, clause)).toMatchObject({ verdict, cause, reason: expect.stringMatching(reason) });
});

test('the value of the workload decides before those of services, in whatever order they come', () => {
  const ofService = (service: string, value: number) => metric({ value }, { scope: { service, environment: '', production: 'yes' } });
  const facts = [ofService('b', 500), metric({ value: 50 }), ofService('a', 1)];
  for (const order of [facts, [...facts].reverse()]) expect(verdictOf(order).reason).toContain('50 minutes');
  for (const order of [
    [ofService('b', 500), ofService('a', 7)],
    [ofService('a', 7), ofService('b', 500)],
  ])
    expect(verdictOf(order).reason).toContain('is 7 minutes');
});
