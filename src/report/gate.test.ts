import { expect, test } from 'vitest';
import { changesSince } from './changes.ts';
import { decideGate } from './gate.ts';
import { gateComment } from './gate-markdown.ts';
import { gateScreen } from './gate-terminal.ts';
import { assessmentOf } from './testing.ts';

const nothing = { controls: [], criteria: [], noRegression: false };
const screen = { colour: false, columns: 100 };
const json = assessmentOf([
  { id: 'a', verdict: 'met', level: 2, gate: 2 },
  { id: 'b', verdict: 'unknown', level: 3, gate: 3 },
  { id: 'c', verdict: 'not_met', level: 3, optional: true },
  { id: 'd', verdict: 'not_met', level: 4, gate: 4 },
]);

test.each([
  ['a level that is proven', { ...nothing, level: 2 }, 'passed', []],
  ['one that is possible', { ...nothing, level: 3 }, 'incomplete', ['b']],
  ['one that is out of reach, known gaps first', { ...nothing, level: 4 }, 'failed', ['d', 'b']],
  ['a control, without what is optional', { ...nothing, controls: [{ id: 'WAF-OPS-010', level: 3 }] }, 'incomplete', ['b']],
  ['a criterion that is met', { ...nothing, criteria: ['a'] }, 'passed', []],
  ['a criterion that is unknown', { ...nothing, criteria: ['b'] }, 'incomplete', ['b']],
  ['a criterion that is not met', { ...nothing, criteria: ['d'] }, 'failed', ['d']],
])('%s', (_, asked, result, inTheWay) => {
  const gate = decideGate(asked, [{ json, path: '.' }], '0.1.0');
  expect(gate.result).toBe(result);
  expect(gate.workloads[0]?.checks[0]?.inTheWay).toEqual(inTheWay);
});

test('what does not apply stops nothing', () => {
  const library = assessmentOf([], { overall: { level: null, heldBackBy: [], progress: null } });
  expect(decideGate({ ...nothing, level: 5 }, [{ json: library, path: '.' }], '0.1.0').result).toBe('passed');
});

test('a failure among several outweighs what is incomplete', () => {
  const asked = { ...nothing, level: 3 };
  const low = assessmentOf([], { overall: { level: { proven: 1, possible: 1 }, heldBackBy: [], progress: null } });
  const gate = decideGate(
    asked,
    [
      { json, path: 'a' },
      { json: low, path: 'b' },
    ],
    '0.1.0',
  );
  expect([gate.result, ...gate.workloads.map(each => each.result)]).toEqual(['failed', 'incomplete', 'failed']);
});

test('a slip fails, and the screen names it', () => {
  const now = assessmentOf([{ id: 'a', verdict: 'not_met', level: 2, gate: 2 }]);
  const judged = [{ json: now, path: '.', changes: changesSince(json, now) }];
  const gate = decideGate({ ...nothing, noRegression: true }, judged, '0.1.0');
  expect(gate).toMatchObject({
    result: 'failed',
    workloads: [{ checks: [{ inTheWay: ['a'] }], changes: { worse: [{ from: 'met', to: 'not_met' }] } }],
  });
  expect(gateScreen(gate, judged, screen)).toContain('since c0ffee00: lost a');
});

test('the screen has at most 15 lines, whatever is in the way', () => {
  const many = assessmentOf(
    Array.from({ length: 60 }, (_, index) => ({ id: `criterion-${index}`, verdict: 'not_met' as const, level: 2, gate: 2 })),
    { overall: { level: { proven: 1, possible: 1 }, heldBackBy: [], progress: null } },
  );
  const controls = Array.from({ length: 9 }, () => ({ id: 'WAF-OPS-010', level: 5 }));
  const judged = [{ json: many, path: '.' }];
  const text = gateScreen(decideGate({ ...nothing, level: 2, controls, criteria: ['criterion-1'] }, judged, '0.1.0'), judged, screen);
  expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(15);
  expect(text).toContain('and 7 more checks, 7 of them not passed');
});

test('a comment on a gate that passes and on which nothing changed is one line', () => {
  const judged = [{ json, path: '.', changes: changesSince(json, json) }];
  const text = gateComment(decideGate({ ...nothing, level: 2 }, judged, '0.1.0'), judged);
  expect(text).toBe('<!-- opsex -->\nopsex: nothing changed for shop (level 2–3) since `c0ffee00`.\n');
});

test('a comment names what the gate misses', () => {
  const judged = [{ json, path: '.', changes: changesSince(json, json) }];
  const text = gateComment(decideGate({ ...nothing, level: 4 }, judged, '0.1.0'), judged);
  expect(text).toContain('**Gate failed**: level 4 (`d`, `b`)');
});
