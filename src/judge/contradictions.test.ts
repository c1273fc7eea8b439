import { expect, test } from 'vitest';
import type { Fact } from '../model/fact.ts';
import type { Criterion } from '../model/model.ts';
import { contradictionsIn } from './contradictions.ts';
import { judge } from './judge.ts';
import { criterion, given, modelOf, searchedAll } from './testing.ts';

const events = (name: string, value: number, more: object = {}) =>
  given('metric', { name, known: true, value, n: 50, ...more }, { origin: { kind: 'events', reference: 'ci:1' }, strength: 'observed' });

function found(criteria: readonly Criterion[], facts: readonly Fact[]) {
  return contradictionsIn(judge(modelOf(criteria), facts, searchedAll, new Date('2026-06-30T00:00:00Z')));
}

const automated = criterion('automated', {
  all_of: [{ some: 'slo' }, { none: 'metric', where: "fact.name == 'deployments-outside-pipeline' && fact.value > 0.0" }],
});

test('what files show and events show otherwise', () => {
  const says = 'automated: files show it, but events say deployments-outside-pipeline 3';
  expect(found([automated], [given('slo', {}), events('deployments-outside-pipeline', 3)])).toEqual([{ criteria: ['automated'], says }]);
  expect(found([automated], [given('slo', {}), events('deployments-outside-pipeline', 0)])).toEqual([]);
  expect(found([automated], [events('deployments-outside-pipeline', 3)])).toEqual([]);
});

const practices = [2, 3, 4].map(level =>
  criterion(`practice-${level}`, { some: 'slo', holds: `fact.objective >= ${level}.0` }, { level, gate: level }),
);
const outcomes = [
  criterion('out-2', { measure: 'mttr-median', at_most: 240 }, { level: 2, cap: 2, optional: true }),
  criterion('out-3', { measure: 'mttr-median', at_most: 60 }, { level: 3, cap: 3, optional: true }),
  criterion('out-4', { measure: 'mttr-median', below: 30 }, { level: 4, gate: 4, optional: true }),
];

test.each([
  ['practices of level 4 that do not work', 4, 500, [/^practices are those of level 4, the outcomes of .* those of level 1/]],
  ['good outcomes without practices', 1, 10, [/^the outcomes of .* are those of level 4, practices of level 1 at most/]],
  ['one level apart', 4, 45, []],
])('%s', (_, practice, minutes, messages) => {
  const says = found([...practices, ...outcomes], [given('slo', { objective: practice }), events('mttr-median', minutes)]);
  expect(says.map(each => each.says)).toEqual(messages.map(message => expect.stringMatching(message)));
});

test('unknown outcomes contradict nothing', () => {
  const few = events('mttr-median', 0, { known: false, n: 0 });
  expect(found([...practices, ...outcomes], [given('slo', { objective: 4 }), few])).toEqual([]);
});
