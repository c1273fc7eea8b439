import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Fact } from '../model/fact.ts';
import type { Criterion } from '../model/model.ts';
import type { Verdict, VerdictWord } from '../model/verdict.ts';
import { verdictWords } from '../model/verdict.ts';
import { judge } from './judge.ts';
import { decideLevels } from './levels.ts';
import { planRoadmap } from './roadmap.ts';
import { criterion, given, modelOf, searchedAll } from './testing.ts';

function verdict(id: string, level: number, word: VerdictWord, gate?: number): Verdict {
  const searched = { detectors: [], files: 0 };
  const rest = { cause: null, reason: '', basis: 'none', strength: null, coverage: null, evidence: [], missing: [], searched } as const;
  return { criterion: criterion(id, { ask_people: true }, { level, gate }), verdict: word, ...rest };
}

function levelOf(...words: readonly (readonly [level: number, word: VerdictWord])[]) {
  const verdicts = words.map(([level, word], index) => verdict(`c${index}`, level, word, level));
  const levels = decideLevels(modelOf(verdicts.map(each => each.criterion)), verdicts);
  expect(levels.controls[0]?.level).toEqual(levels.overall.level);
  return levels.overall.level;
}

test.each([
  [
    'all met',
    [
      [2, 'met'],
      [3, 'met'],
    ],
    { proven: 3, possible: 3 },
  ],
  [
    'a lower level is missing: higher evidence does not lift',
    [
      [2, 'not_met'],
      [3, 'met'],
      [4, 'met'],
    ],
    { proven: 1, possible: 1 },
  ],
  [
    'unknown widens the interval',
    [
      [2, 'met'],
      [3, 'unknown'],
      [4, 'not_met'],
    ],
    { proven: 2, possible: 3 },
  ],
  [
    'waived is never met',
    [
      [2, 'waived'],
      [3, 'met'],
    ],
    { proven: 1, possible: 1 },
  ],
  [
    'what does not apply does not block',
    [
      [2, 'met'],
      [3, 'not_applicable'],
      [4, 'met'],
    ],
    { proven: 4, possible: 4 },
  ],
  [
    'what does not apply does not lift',
    [
      [2, 'met'],
      [3, 'not_applicable'],
    ],
    { proven: 2, possible: 2 },
  ],
  [
    'nothing applies',
    [
      [2, 'not_applicable'],
      [3, 'not_applicable'],
    ],
    null,
  ],
] as const)('%s', (_, words, expected) => {
  expect(levelOf(...words)).toEqual(expected);
});

test('progress counts the gates of the next level, and what is not met holds back first', () => {
  const verdicts = [
    verdict('a', 2, 'met', 2),
    verdict('b', 3, 'unknown', 3),
    verdict('c', 3, 'not_met', 3),
    verdict('d', 3, 'met', 3),
    verdict('e', 3, 'not_applicable', 3),
  ];
  const { overall } = decideLevels(modelOf(verdicts.map(each => each.criterion)), verdicts);
  expect(overall).toEqual({ level: { proven: 2, possible: 2 }, heldBackBy: ['c', 'b'], progress: { level: 3, met: 1, of: 3 } });
});

test('an outcome caps the overall level when it is missed, and never blocks or lifts otherwise', () => {
  const capped = (word: VerdictWord) => {
    const gate = verdict('gate', 2, 'met', 2);
    const outcome = {
      ...verdict('outcome', 2, word),
      criterion: criterion('outcome', { ask_people: true }, { level: 2, cap: 2, optional: true }),
    };
    return decideLevels(modelOf([gate.criterion, outcome.criterion]), [gate, outcome]).overall;
  };
  expect(capped('unknown')).toMatchObject({ level: { proven: 2, possible: 2 }, heldBackBy: [] });
  expect(capped('met').level).toEqual({ proven: 2, possible: 2 });
  expect(capped('not_met')).toMatchObject({ level: { proven: 1, possible: 1 }, heldBackBy: ['outcome'] });
});

const someVerdicts = fc.array(
  fc.record({
    level: fc.integer({ min: 2, max: 5 }),
    word: fc.constantFrom(...verdictWords),
    gate: fc.option(fc.integer({ min: 2, max: 5 }), { nil: undefined }),
  }),
  { maxLength: 14 },
);
type Drawn = { level: number; word: VerdictWord; gate?: number };

function levels(drawn: readonly Drawn[]) {
  const verdicts = drawn.map(({ level, word, gate }, index) => verdict(`c${index}`, level, word, gate));
  const decided = decideLevels(modelOf(verdicts.map(each => each.criterion)), verdicts);
  return [decided.overall.level, ...decided.controls.map(control => control.level)];
}

test('proven is never above possible', () => {
  fc.assert(
    fc.property(someVerdicts, drawn => {
      for (const level of levels(drawn)) if (level) expect(level.proven).toBeLessThanOrEqual(level.possible);
    }),
  );
});

test('turning a verdict into met never lowers a level, and losing a met never raises what is proven', () => {
  fc.assert(
    fc.property(someVerdicts, fc.nat(), (drawn, pick) => {
      const at = drawn.length === 0 ? -1 : pick % drawn.length;
      const before = drawn.map((each, index) =>
        index === at && each.word === 'not_applicable' ? { ...each, word: 'unknown' as const } : each,
      );
      const after = before.map((each, index) => (index === at ? { ...each, word: 'met' as const } : each));
      const [low, high] = [levels(before), levels(after)];
      for (const [index, level] of low.entries()) {
        expect(high[index]?.proven ?? 1).toBeGreaterThanOrEqual(level?.proven ?? 1);
        expect(high[index]?.possible ?? 1).toBeGreaterThanOrEqual(level?.possible ?? 1);
      }
    }),
  );
});

test('not applicable never creates a level by itself', () => {
  fc.assert(
    fc.property(someVerdicts, drawn => {
      const without = drawn.filter(each => each.word !== 'not_applicable');
      const [all] = levels(drawn);
      const [rest] = levels(without);
      if (without.some(each => each.gate !== undefined)) expect(all?.proven).toBe(rest?.proven);
      else expect(all).toBeNull();
    }),
  );
});

const clauses: readonly Criterion['test'][] = [
  { some: 'slo', holds: 'fact.objective > 0' },
  { every: 'slo', holds: 'fact.objective > 0', unclear: "fact.window == '?'" },
  { none: 'slo', where: "fact.tool == 'bad'", given: 'slo' },
  { any_of: [{ some: 'slo', holds: "fact.tool == 'good'" }, { some: 'dashboard' }] },
];
const model = modelOf(clauses.map((clause, index) => criterion(`c${index}`, clause, { level: 2 + index, gate: 2 + index })));
const someFact = fc
  .record({
    tool: fc.constantFrom('good', 'bad', ''),
    objective: fc.constantFrom(0, 99),
    window: fc.constantFrom('?', '30d'),
    line: fc.integer({ min: 1, max: 99 }),
    own: fc.boolean(),
  })
  .map(({ tool, objective, window, line, own }) => given('slo', { tool, objective, window }, { line, pathClass: own ? 'own' : 'fixture' }));

function judged(facts: readonly Fact[]) {
  const verdicts = judge(model, facts, searchedAll, new Date(0));
  const decided = decideLevels(model, verdicts);
  return { verdicts, decided, roadmap: planRoadmap(model, verdicts, decided) };
}

test('the order of the facts does not matter', () => {
  fc.assert(
    fc.property(
      fc
        .array(someFact, { maxLength: 8 })
        .chain(facts => fc.tuple(fc.constant(facts), fc.shuffledSubarray(facts, { minLength: facts.length }))),
      ([facts, shuffled]) => {
        expect(JSON.stringify(judged(shuffled))).toBe(JSON.stringify(judged(facts)));
      },
    ),
  );
});

test('facts that are not the team’s own change nothing', () => {
  fc.assert(
    fc.property(fc.array(someFact, { maxLength: 8 }), facts => {
      const own = facts.filter(fact => fact.pathClass === 'own');
      expect(judged(facts).decided).toEqual(judged(own).decided);
    }),
  );
});

test('a fact that fulfils a requirement never lowers the level', () => {
  const good = given('slo', { tool: 'good', objective: 99, window: '30d' });
  fc.assert(
    fc.property(fc.array(someFact, { maxLength: 8 }), facts => {
      const before = judged(facts).decided.overall.level?.proven ?? 1;
      expect(judged([...facts, good]).decided.overall.level?.proven ?? 1).toBeGreaterThanOrEqual(before);
    }),
  );
});
