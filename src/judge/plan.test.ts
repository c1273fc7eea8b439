import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Criterion, Model } from '../model/model.ts';
import type { Clause } from '../model/model-schema.ts';
import { type PlanTarget, type Verdict, type VerdictWord, verdictWords } from '../model/verdict.ts';
import { assume, fulfilment, hasOwnPart, nothingUndone, wordsOf } from './assume.ts';
import { decideLevels } from './levels.ts';
import { levelsWith, nextLevels, planTo } from './plan.ts';
import { effortOf } from './smallest-set.ts';
import { criterion, modelOf } from './testing.ts';

function verdictOf(asked: Criterion, word: VerdictWord): Verdict {
  const searched = { detectors: [], files: 0 };
  const rest = { cause: null, reason: '', basis: 'none', strength: null, coverage: null, evidence: [], missing: [], searched } as const;
  return { criterion: asked, verdict: word, ...rest };
}

const own: Clause = { ask_people: true };
const same = (id: string): Clause => ({ same_as: id });

function idsOf(model: Model, words: readonly VerdictWord[], ...targets: readonly PlanTarget[]): readonly string[] {
  const verdicts = model.criteria.map((each, index) => verdictOf(each, words[index] ?? 'unknown'));
  return planTo(model, verdicts, targets).steps.map(step => step.criterion.id);
}

test('what several criteria share is done once, and what is needed comes first', () => {
  const model = modelOf([
    criterion('slo', own, { level: 3, gate: 3, effort: 'L' }),
    criterion('burn', own, { level: 3, gate: 3, needs: ['slo'] }),
    criterion('alias', same('burn'), { level: 2, control: 'C-2' }),
  ]);
  expect(idsOf(model, [], { of: 'C-2', level: 2 })).toEqual(['slo', 'burn']);
  expect(idsOf(model, [], { of: 'overall', level: 3 })).toEqual(['slo', 'burn']);
  expect(idsOf(model, ['met'], { of: 'C-2', level: 2 })).toEqual(['burn']);
});

test('of several ways the cheaper is taken, unless the dearer is needed anyway', () => {
  const choice = { any_of: [same('dear'), same('cheap')] };
  const model = modelOf([
    criterion('dear', own, { level: 3, control: 'C-2', effort: 'XL' }),
    criterion('cheap', own, { level: 5, control: 'C-3', effort: 'M' }),
    criterion('either', choice, { level: 2, control: 'C-1' }),
  ]);
  expect(idsOf(model, [], { of: 'C-1', level: 2 })).toEqual(['cheap']);
  expect(idsOf(model, [], { of: 'C-1', level: 2 }, { of: 'C-2', level: 3 })).toEqual(['dear']);
});

test('a criterion that rests on another needs both', () => {
  const model = modelOf([
    criterion('approval', own, { level: 5, control: 'C-2' }),
    criterion('both', { all_of: [own, same('approval')] }, { level: 2 }),
  ]);
  expect(idsOf(model, [], { of: 'C-1', level: 2 }).toSorted()).toEqual(['approval', 'both']);
  expect(idsOf(model, ['met'], { of: 'C-1', level: 2 })).toEqual(['both']);
});

test('a missed outcome that holds the overall level below the target is part of the plan; one that is unknown is not', () => {
  const outcome = criterion('outcome', own, { level: 2, cap: 2, optional: true });
  const model = modelOf([criterion('gate', own, { gate: 2 }), outcome]);
  expect(idsOf(model, ['not_met', 'not_met'], { of: 'overall', level: 2 })).toContain('outcome');
  expect(idsOf(model, ['not_met', 'unknown'], { of: 'overall', level: 2 })).toEqual(['gate']);
});

test('a level that has nothing which applies is taken with the next one, and is out of reach when there is none', () => {
  const model = modelOf([criterion('a', own, { level: 2 }), criterion('b', own, { level: 3 }), criterion('c', own, { level: 4 })]);
  expect(idsOf(model, ['met', 'not_applicable', 'unknown'], { of: 'C-1', level: 3 })).toEqual(['c']);
  const verdicts = model.criteria.map((each, index) => verdictOf(each, index === 0 ? 'unknown' : 'not_applicable'));
  expect(planTo(model, verdicts, [{ of: 'C-1', level: 3 }])).toMatchObject({ unreachable: [{ of: 'C-1', level: 3 }], steps: [] });
});

test('every step says which levels rise with it, and what raises the next level says what rises besides', () => {
  const model = modelOf([
    criterion('a', own, { level: 2, gate: 2 }),
    criterion('b', own, { level: 2, gate: 2, control: 'C-2', effort: 'M' }),
  ]);
  const verdicts = model.criteria.map(each => verdictOf(each, 'unknown'));
  expect(planTo(model, verdicts, [{ of: 'overall', level: 2 }]).steps.map(({ raises }) => raises)).toEqual([
    [{ of: 'C-1', from: 1, to: 2 }],
    [
      { of: 'overall', from: 1, to: 2 },
      { of: 'C-2', from: 1, to: 2 },
    ],
  ]);
  expect(nextLevels(model, verdicts, decideLevels(model, verdicts))).toMatchObject([
    { of: 'overall', from: 1, to: 2, criteria: [{ id: 'a' }, { id: 'b' }], alsoRaises: [{ of: 'C-1' }, { of: 'C-2' }] },
    { of: 'C-1', from: 1, to: 2, criteria: [{ id: 'a' }], alsoRaises: [] },
    { of: 'C-2', from: 1, to: 2, criteria: [{ id: 'b' }], alsoRaises: [] },
  ]);
});

test('what if: criteria that rest on others follow them, up and down', () => {
  const model = modelOf([
    criterion('a', own),
    criterion('alias', same('a'), { control: 'C-2' }),
    criterion('both', { all_of: [own, same('a')] }, { control: 'C-3' }),
    criterion('n', own, { control: 'C-4' }),
  ]);
  const words = new Map<string, VerdictWord>([
    ['a', 'met'],
    ['alias', 'met'],
    ['both', 'met'],
    ['n', 'not_applicable'],
  ]);
  const after = (done: string[], undone: string[]) => [...assume(model, words, { done: new Set(done), undone: new Set(undone) }).values()];
  expect(after([], ['a'])).toEqual(['not_met', 'not_met', 'not_met', 'not_applicable']);
  expect(after(['n'], [])).toEqual(['met', 'met', 'met', 'not_applicable']);
});

// ── against brute force ─────────────────────────────────────────────────────────────────────────────────────────────

/** Small models whose criteria rest on, and need, only earlier ones. */
const someModel = fc
  .array(
    fc.record({
      level: fc.integer({ min: 2, max: 4 }),
      gate: fc.option(fc.integer({ min: 2, max: 4 }), { nil: undefined }),
      cap: fc.option(fc.integer({ min: 2, max: 4 }), { nil: undefined, freq: 5 }),
      optional: fc.option(fc.constant(true), { nil: undefined, freq: 6 }),
      control: fc.constantFrom('C-1', 'C-2'),
      effort: fc.constantFrom('S', 'M', 'L', 'XL'),
      form: fc.constantFrom('own', 'own', 'own', 'same', 'any', 'all', 'mixed'),
      first: fc.nat(),
      second: fc.nat(),
      needs: fc.boolean(),
      word: fc.constantFrom(...verdictWords),
    }),
    { minLength: 1, maxLength: 9 },
  )
  .map(parts => {
    const criteria = parts.map(({ form, first, second, needs, word: _, ...more }, index) => {
      const [a, b] = [`c${first % Math.max(1, index)}`, `c${second % Math.max(1, index)}`];
      const forms: Readonly<Record<string, Clause>> = {
        own,
        same: same(a),
        any: { any_of: [same(a), own] },
        all: { all_of: [own, same(a)] },
        mixed: { any_of: [{ all_of: [same(a), same(b)] }, { all_of: [own, same(b)] }] },
      };
      return criterion(`c${index}`, index === 0 ? own : (forms[form] ?? own), { ...more, ...(needs && index > 0 ? { needs: [b] } : {}) });
    });
    const model = modelOf(criteria);
    const said = new Map(criteria.map(({ id }, index) => [id, parts[index]?.word ?? 'unknown']));
    const words = assume(model, said, { done: nothingUndone, undone: nothingUndone }); // as they would be judged
    return { model, verdicts: criteria.map(each => verdictOf(each, words.get(each.id) ?? 'unknown')) };
  });

const someTargets = fc.array(fc.record({ of: fc.constantFrom('overall', 'C-1', 'C-2'), level: fc.integer({ min: 2, max: 4 }) }), {
  minLength: 1,
  maxLength: 2,
});

/** The least effort, and the fewest actions of it, by which the levels are proven; nothing when no set proves them. */
function byBruteForce(model: Model, verdicts: readonly Verdict[], targets: readonly PlanTarget[]) {
  const words = wordsOf(verdicts);
  const actions = model.criteria.filter(each => hasOwnPart(each) && !['met', 'not_applicable'].includes(words.get(each.id) ?? ''));
  let best: { readonly effort: number; readonly count: number } | undefined;
  for (let mask = 0; mask < 2 ** actions.length; mask++) {
    const set = actions.filter((_, index) => mask & (1 << index));
    const done = new Set(set.map(({ id }) => id));
    const holds = fulfilment(model, words, { done, undone: nothingUndone });
    if (!set.every(({ needs = [] }) => needs.every(holds))) continue;
    const { overall, controls } = levelsWith(model, verdicts, done);
    const levelOf = (of: string) => (of === 'overall' ? overall : controls.find(({ id }) => id === of))?.level?.proven ?? 1;
    if (!targets.every(({ of, level }) => levelOf(of) >= level)) continue;
    const effort = effortOf(set);
    if (!best || effort < best.effort || (effort === best.effort && set.length < best.count)) best = { effort, count: set.length };
  }
  return best;
}

test('no smaller set of actions proves the levels asked for', () => {
  fc.assert(
    fc.property(someModel, someTargets, ({ model, verdicts }, targets) => {
      const plan = planTo(model, verdicts, targets);
      const criteria = plan.steps.map(step => step.criterion);
      const best = byBruteForce(model, verdicts, targets);
      if (!best) expect(plan.unreachable.length).toBeGreaterThan(0);
      else
        expect({ unreachable: plan.unreachable, effort: effortOf(criteria), count: criteria.length }).toEqual({ unreachable: [], ...best });
    }),
    { numRuns: 500 },
  );
});

test('what is needed stands before what needs it', () => {
  fc.assert(
    fc.property(someModel, someTargets, ({ model, verdicts }, targets) => {
      const ids = planTo(model, verdicts, targets).steps.map(step => step.criterion.id);
      for (const [index, id] of ids.entries())
        for (const need of model.criteria.find(each => each.id === id)?.needs ?? [])
          if (ids.includes(need)) expect(ids.indexOf(need)).toBeLessThan(index);
    }),
  );
});
