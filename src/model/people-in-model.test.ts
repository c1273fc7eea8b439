import { expect, test } from 'vitest';
import type { Model } from './model.ts';
import type { PeoplesPart } from './people.ts';
import { controlNamed, inWordsOf } from './people-in-model.ts';

const model: Model = {
  id: 'test',
  version: '1.0.0',
  title: 'Test',
  digest: 'sha256:1',
  levels: [],
  controls: [{ id: 'WAF-OPS-010', title: 'Pipeline', cells: [] }],
  criteria: [],
  checklists: [],
  entryPath: [],
  policies: [
    { id: 'c1', title: 'C1', reading: 'As it stands', values: { minutes: 30, share: 0.5 } },
    { id: 'c2', title: 'C2', reading: 'As it stands' },
  ],
  applicability: [],
  statements: [],
};
const at = { path: 'opsex.yaml', line: 3 };
const nothing: PeoplesPart = { statements: [], waivers: [], exemptions: [], thresholds: [] };

test('a threshold changes its value, and the digest with it', () => {
  const changed = inWordsOf(model, { ...nothing, thresholds: [{ name: 'minutes', value: 15, at }] });
  expect(changed.policies).toEqual([{ ...model.policies[0], values: { minutes: 15, share: 0.5 } }, model.policies[1]]);
  expect(changed.digest).toMatch(/^sha256:[0-9a-f]{64}$/);
  expect(inWordsOf(model, { ...nothing, thresholds: [{ name: 'minutes', value: 16, at }] }).digest).not.toBe(changed.digest);
  expect(inWordsOf(model, nothing)).toBe(model);
  expect(inWordsOf(model, undefined)).toBe(model);
});

test('a control is known by its end, too', () => {
  expect(['WAF-OPS-010', '010', '10', '020'].map(name => controlNamed(model, name))).toEqual([
    'WAF-OPS-010',
    'WAF-OPS-010',
    undefined,
    undefined,
  ]);
});

test('what the model does not have is refused with its line and the nearest', () => {
  const people = {
    ...nothing,
    thresholds: [{ name: 'minuets', value: 15, at }],
    exemptions: [{ criterion: 'x', reason: 'Not here', at: { ...at, line: 9 } }],
  };
  expect(() => inWordsOf(model, people)).toThrow(
    'opsex.yaml does not fit the model test:\n  opsex.yaml:9: there is no criterion "x"\n  opsex.yaml:3: the model has no threshold "minuets"; the nearest is "minutes"',
  );
});
