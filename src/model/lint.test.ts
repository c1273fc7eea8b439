import { expect, test } from 'vitest';
import { lintModel } from './lint.ts';
import { loadModel } from './load.ts';

const head = `id: small
version: 1.0.0
title: Small
controls:
  - id: C-1
    title: One
    cells: [{ level: 2, name: Basic, criteria: [tests-run] }, { level: 3, name: More, criteria: [] }]
policies:
  - { id: c1-days, title: Days, reading: A month., values: { days: 31 } }
  - { id: c2-odd, title: Odd, reading: Not used. }
applicability:
  - { id: operates, when: workload.operates != 'no', otherwise: nothing is run }
`;
const control = `control: C-1
criteria:
  - id: tests-run
    level: 2
    ask: Do tests run?
    test: { same_as: tests-reviewed }
    effort: S
    remedy: Run the tests.
    from: [C-1 L2]
  - id: tests-reviewed
    level: 3
    gate: 2
    ask: Are tests reviewed?
    test: { ask_people: true }
    effort: S
    remedy: Review the tests.
    settle: Ask the team.
    person: no
    from: [C-1 L3]
`;

test('names what is allowed but probably not meant', () => {
  const loaded = loadModel([
    { path: 'model.yaml', text: head },
    { path: 'c.yaml', text: control },
  ]);
  expect('model' in loaded ? lintModel(loaded.model) : loaded.problems).toEqual([
    'tests-run: does not say whether people may state it',
    'tests-run: does not say what would settle it while it is unknown',
    'tests-run: follows tests-reviewed, which belongs to a higher level',
    'tests-reviewed: gates level 2, but belongs to level 3',
    'tests-reviewed: asks people, but their statements do not count',
    'tests-reviewed: stands in no cell of C-1',
    'policy value days: no criterion uses it',
    'C-1: the cell of level 3 is empty',
    'applicability operates: no criterion uses it',
    'policy c2-odd: no criterion names it',
  ]);
});
