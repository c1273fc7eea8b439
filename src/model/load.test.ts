import { expect, test } from 'vitest';
import { loadModel } from './load.ts';
import type { ModelText } from './model-document.ts';

const head = `id: small
version: 1.0.0
title: Small
controls:
  - { id: C-1, title: One, cells: [{ level: 2, name: Basic, criteria: [tests-run] }] }
policies:
  - { id: fresh, title: Fresh, reading: Records of the last quarter are fresh., values: { fresh_days: 92 } }
applicability:
  - { id: operates, when: workload.operates != 'no', otherwise: nothing is run }
`;

const criterion = `control: C-1
criteria:
  - id: tests-run
    level: 2
    ask: Do tests run?
    applies: operates
    test:
      some: pipeline.job
      holds: fact.tests == 'tests'
    effort: S
    remedy: Run the tests in the pipeline.
    policies: [fresh]
    from: [C-1 L2]
`;

function files(change: { head?: string; control?: string } = {}): ModelText[] {
  return [
    { path: 'model.yaml', text: change.head ?? head },
    { path: 'controls/1.yaml', text: change.control ?? criterion },
  ];
}

function problems(texts: readonly ModelText[], base?: (id: string) => readonly ModelText[] | undefined): string[] {
  const loaded = loadModel(texts, base);
  return 'problems' in loaded ? loaded.problems.map(({ path, line, message }) => `${path}:${line} ${message}`) : [];
}

test('a sound model is loaded, its criteria know their control', () => {
  const loaded = loadModel(files());
  expect(loaded).toMatchObject({ model: { id: 'small', criteria: [{ id: 'tests-run', control: 'C-1' }] } });
});

const slips: readonly [what: string, from: string, to: string, problem: string][] = [
  ['key of a criterion', 'remedy:', 'remdy:', 'controls/1.yaml:11 criteria.0: unknown key "remdy"; the nearest is "remedy"'],
  ['key of a clause', 'holds:', 'hold:', 'controls/1.yaml:9 criteria.0.test: unknown key "hold"; the nearest is "holds"'],
  ['field in a condition', 'fact.tests', 'fact.test', 'controls/1.yaml:9 pipeline.job has no field "test"; the nearest is "tests"'],
  [
    'word in a condition',
    "'tests'",
    "'test'",
    'controls/1.yaml:9 pipeline.job.tests is never "test"; it is one of none, opaque, validates, tests',
  ],
  ['type in a condition', "fact.tests == 'tests'", 'fact.tests', 'controls/1.yaml:9 yields string, but a condition must be true or false'],
  [
    'regular expression',
    "fact.tests == 'tests'",
    "fact.name.matches('a+b')",
    'controls/1.yaml:9 matches() is not available: regular expressions of a model could run for ever; use contains, startsWith or endsWith',
  ],
  ['kind of fact', 'pipeline.job', 'pipeline.jobs', 'controls/1.yaml:8 criteria.0.test.some: Invalid option'],
  ['control', 'control: C-1', 'control: C-2', 'controls/1.yaml:1 there is no control "C-2"; the nearest is "C-1"'],
  [
    'rule',
    'applies: operates',
    'applies: operate',
    'controls/1.yaml:6 there is no applicability rule "operate"; the nearest is "operates"',
  ],
  ['policy', 'policies: [fresh]', 'policies: [freshh]', 'controls/1.yaml:12 there is no policy "freshh"; the nearest is "fresh"'],
  ['level', 'level: 2', 'level: 7', 'controls/1.yaml:4 criteria.0.level: Too big: expected number to be <=5'],
  [
    'test without a clause',
    "some: pipeline.job\n      holds: fact.tests == 'tests'",
    'sum: pipeline.job',
    'controls/1.yaml:8 criteria.0.test: a test needs one of some, every, none, measure, ask_people, same_as, for_each, all_of, any_of',
  ],
  [
    'value of a policy',
    "holds: fact.tests == 'tests'",
    'at_least: policy.fresh_day',
    'controls/1.yaml:9 no policy has a value "fresh_day"; the nearest is "fresh_days"',
  ],
  [
    'metric',
    "some: pipeline.job\n      holds: fact.tests == 'tests'",
    'measure: mttr-medium',
    'controls/1.yaml:8 there is no metric "mttr-medium"; the nearest is "mttr-median"',
  ],
  [
    'other criterion',
    "some: pipeline.job\n      holds: fact.tests == 'tests'",
    'same_as: test-run',
    'controls/1.yaml:8 there is no criterion "test-run"; the nearest is "tests-run"',
  ],
  [
    'circle',
    "some: pipeline.job\n      holds: fact.tests == 'tests'",
    'any_of: [{ same_as: tests-run }]',
    'controls/1.yaml:3 the criteria are the same as each other in a circle: tests-run → tests-run',
  ],
];

test.each(slips)('a slip is named with its place: %s', (_what, from, to, problem) => {
  expect(criterion).toContain(from);
  expect(problems(files({ control: criterion.replace(from, to) })).join('\n')).toContain(problem);
});

test('a slip deep inside a test is found at its line', () => {
  const control = criterion.replace(
    "some: pipeline.job\n      holds: fact.tests == 'tests'",
    'any_of:\n        - ask_people: true\n        - all_of:\n            - some: slo\n              wher: fact.objective > 0.0',
  );
  expect(problems(files({ control }))).toEqual([
    'controls/1.yaml:12 criteria.0.test.any_of.1.all_of.0: unknown key "wher"; the nearest is "where"',
  ]);
});

test('slips in model.yaml are found where they stand', () => {
  expect(problems(files({ head: head.replace('criteria: [tests-run]', 'criteria: [tests-ran]') }))).toEqual([
    'model.yaml:5 there is no criterion "tests-ran"; the nearest is "tests-run"',
  ]);
  expect(problems(files({ head: head.replace('workload.operates', 'workload.operate') }))).toEqual([
    'model.yaml:9 workload has no field "operate"; the nearest is "operates"',
  ]);
});

test('broken YAML, a missing and a second model.yaml are problems, not crashes', () => {
  expect(problems(files({ head: 'id: [small' }))[0]).toMatch(/^model\.yaml:\d+ /);
  expect(problems([])).toEqual(['model.yaml:1 a model has exactly one model.yaml, but here are 0']);
  expect(problems([...files(), { path: 'b/model.yaml', text: head }])).toEqual([
    'b/model.yaml:1 a model has exactly one model.yaml, but here are 2',
  ]);
  expect(problems(files({ control: '- 1' }))[0]).toMatch(/^controls\/1\.yaml:1 /);
  expect(problems(files({ control: '' }))[0]).toMatch(/^controls\/1\.yaml:1 /);
});

test('an id that is used twice is refused', () => {
  expect(problems([...files(), { path: 'controls/2.yaml', text: criterion }])).toEqual([
    'controls/2.yaml:3 there is already a criterion "tests-run"',
  ]);
});

test('the digest is of the content, not of its layout', () => {
  const digest = (texts: readonly ModelText[]) => {
    const loaded = loadModel(texts);
    return 'model' in loaded ? loaded.model.digest : loaded.problems;
  };
  expect(digest(files())).toMatch(/^sha256:[0-9a-f]{64}$/);
  expect(digest(files({ head: head.replace('version: 1.0.0\ntitle: Small', '# a comment\ntitle: Small\nversion: 1.0.0') }))).toBe(
    digest(files()),
  );
  expect(digest(files({ head: head.replace('92', '93') }))).not.toBe(digest(files()));
});

const base = (id: string) => (id === 'small' ? files() : undefined);
const extension = `id: ours
version: 0.1.0
title: Ours
extends: small
`;

test('a model that extends another changes values and criteria field by field, and adds its own', () => {
  const loaded = loadModel(
    [
      {
        path: 'ours/model.yaml',
        text: `${extension}policies:\n  - { id: fresh, title: Fresh, reading: A month is fresh., values: { fresh_days: 31 } }\n`,
      },
      {
        path: 'ours/controls/1.yaml',
        text: `control: C-1\ncriteria:\n  - { id: tests-run, gate: 2 }\n${criterion.slice(criterion.indexOf('  - id')).replace('tests-run', 'tests-run-fast')}`,
      },
    ],
    base,
  );
  expect(loaded).toMatchObject({
    model: {
      id: 'ours',
      policies: [{ id: 'fresh', values: { fresh_days: 31 } }],
      criteria: [
        { id: 'tests-run', gate: 2, level: 2, ask: 'Do tests run?' },
        { id: 'tests-run-fast', level: 2 },
      ],
    },
  });
});

test('a model that extends another may leave criteria out', () => {
  const loaded = loadModel([{ path: 'ours/model.yaml', text: `${extension}remove: [tests-run]\n` }], base);
  expect(loaded).toMatchObject({ model: { criteria: [], controls: [{ cells: [{ criteria: [] }] }] } });
});

test('what an extension gets wrong is named in its own file', () => {
  const control = 'control: C-1\ncriteria:\n  - { id: tests-ran, gate: 2 }\n';
  expect(
    problems(
      [
        { path: 'ours/model.yaml', text: extension },
        { path: 'ours/controls/1.yaml', text: control },
      ],
      base,
    ),
  ).toEqual(['ours/controls/1.yaml:3 tests-ran is new here and lacks level, ask, test, effort, remedy, from']);
  expect(problems([{ path: 'ours/model.yaml', text: extension.replace('small', 'smal') }], base)).toEqual([
    'ours/model.yaml:4 there is no model "smal" to extend',
  ]);
  expect(problems([{ path: 'ours/model.yaml', text: `${extension}remove: [nothing]\n` }], base)).toEqual([
    'ours/model.yaml:5 there is no criterion "nothing"',
  ]);
  const circular = [{ path: 'ours/model.yaml', text: extension.replace('small', 'ours') }];
  expect(problems(circular, () => circular)[0]).toContain('the models extend each other in a circle');
});
