import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

const config = `version: 2.1
orbs:
  ours: acme/deploy@1.2.3
  node: circleci/node@5
commands:
  install:
    steps:
      - run: npm ci
jobs:
  test:
    docker: [{ image: cimg/node:20.1 }]
    steps:
      - checkout
      - install
      - run:
          name: unit tests
          command: |
            npm ci
            npx jest
  image:
    steps:
      - run: docker push acme/shop:1
  deploy_to_live:
    steps:
      - run: helm upgrade shop chart
  report:
    steps:
      - run: echo "kubectl apply -f ."
workflows:
  version: 2
  build:
    jobs:
      - test
      - image:
          requires: [test]
          filters: { branches: { only: main } }
      - hold:
          type: approval
          requires: [image]
      - deploy_to_live:
          requires: [hold]
      - report
  nightly:
    triggers:
      - schedule: { cron: '0 3 * * *', filters: { branches: { only: [main] } } }
    jobs: [test]
`;

test('a workflow with an approval before production', async () => {
  const facts = await factsOf({ '.circleci/config.yml': config });
  const build = flat(facts, 'pipeline.job').filter(job => job.workflow === 'build');
  expect(build).toMatchObject([
    { name: 'test', line: 10, tests: 'tests', blocking: 'yes', onChange: 'every_push', triggers: ['push'], gate: 'none', deploys: 'none' },
    { name: 'image', line: 20, onChange: 'default_push', deploys: 'artifact' },
    { name: 'hold', gate: 'human', deploys: 'none' },
    {
      name: 'deploy_to_live',
      line: 23,
      deploys: 'environment',
      gate: 'human',
      onChange: 'default_push',
      environment: 'live',
      production: 'yes',
      command: 'helm upgrade shop chart',
      automatic: 'yes',
    },
    { name: 'report', deploys: 'none', tests: 'none' },
  ]);
});

test('a nightly workflow sees no change', async () => {
  const facts = await factsOf({ '.circleci/config.yml': config });
  expect(flat(facts, 'pipeline.job').filter(job => job.workflow === 'nightly')).toMatchObject([
    { name: 'test', tests: 'tests', onChange: 'none', triggers: ['schedule'] },
  ]);
  expect(flat(facts, 'pipeline.workflow')).toMatchObject([
    { name: 'build', line: 31, opaque: false },
    { name: 'nightly', triggers: ['schedule'] },
  ]);
  expect(flat(facts, 'pipeline.template')).toMatchObject([{ source: 'acme/deploy', pinned: true, line: 3 }]);
});

test.each([
  [
    'a workflow that is off',
    'jobs:\n  a: { steps: [{ run: npx jest }] }\nworkflows:\n  w:\n    when: false\n    jobs: [a]\n',
    { enabled: 'no' },
  ],
  [
    'a commented-out command',
    'jobs:\n  a:\n    steps:\n      # - run: npx jest\n      - run: echo hi\nworkflows:\n  w:\n    jobs: [a]\n',
    { tests: 'none' },
  ],
  [
    'tests whose failure is swallowed',
    'jobs:\n  a: { steps: [{ run: npx jest || true }] }\nworkflows:\n  w:\n    jobs: [a]\n',
    { tests: 'tests', blocking: 'no' },
  ],
  ['tests of an orb', 'workflows:\n  w:\n    jobs: [python/test]\n', { tests: 'tests', command: 'python/test' }],
  [
    'a deployment by an orb of the organisation',
    'orbs:\n  acme: acme/deploys@2.1.0\nworkflows:\n  w:\n    jobs: [{ acme/deploy_env: { name: ship, env: prod } }]\n',
    { deploys: 'environment', environment: 'prod', production: 'yes', elsewhere: true },
  ],
  [
    'an orb that is called so but that nobody names',
    'workflows:\n  w:\n    jobs: [{ acme/deploy_env: { name: ship, env: prod } }]\n',
    { deploys: 'none', elsewhere: false },
  ],
  ['a helper of such an orb', 'orbs:\n  acme: acme/deploys@2.1.0\nworkflows:\n  w:\n    jobs: [acme/deploy_check]\n', { deploys: 'none' }],
  [
    'steps inside a command of an orb',
    'jobs:\n  a:\n    steps:\n      - gradle/with_cache:\n          cache_key: v1\n          steps:\n            - run: ./gradlew check\nworkflows:\n  w:\n    jobs: [a]\n',
    { tests: 'tests', commandPath: '' },
  ],
  [
    'a parameter that is off unless somebody starts it so',
    'parameters:\n  only_contracts: { type: boolean, default: false }\njobs:\n  a: { steps: [{ run: npx jest }] }\nworkflows:\n  w:\n    unless: << pipeline.parameters.only_contracts >>\n    jobs: [a]\n',
    { enabled: 'yes', tests: 'tests' },
  ],
  [
    'a parameter that has to be switched on',
    'parameters:\n  nightly: { type: boolean, default: false }\njobs:\n  a: { steps: [{ run: npx jest }] }\nworkflows:\n  w:\n    when: << pipeline.parameters.nightly >>\n    jobs: [a]\n',
    { enabled: 'unknown' },
  ],
  ['an orb', 'workflows:\n  w:\n    jobs: [node/test]\n', { tests: 'tests', command: 'node/test' }],
  [
    'the lone job build',
    'version: 2\njobs:\n  build:\n    steps:\n      - run: npx jest\n',
    { name: 'build', tests: 'tests', onChange: 'every_push', line: 3 },
  ],
  [
    'branches other than the default',
    'jobs:\n  a: { steps: [{ run: npx jest }] }\nworkflows:\n  w:\n    jobs: [{ a: { filters: { branches: { only: /demo-.*/ } } } }]\n',
    { onChange: 'none', triggers: ['other'] },
  ],
  [
    'a script that tests',
    'jobs:\n  a: { steps: [{ run: ./ci/check.sh }] }\nworkflows:\n  w:\n    jobs: [a]\n',
    { tests: 'tests', commandPath: 'ci/check.sh:2' },
  ],
])('%s', async (_, text, expected) => {
  const facts = await factsOf({ '.circleci/config.yml': text, 'ci/check.sh': '#!/bin/sh\npytest tests\n' });
  expect(flat(facts, 'pipeline.job')).toMatchObject([expected]);
});

test('a dynamic configuration is opaque', async () => {
  const facts = await factsOf({
    '.circleci/config.yml': 'version: 2.1\nsetup: true\nworkflows:\n  w:\n    jobs: [continuation/continue]\n',
  });
  expect(flat(facts, 'pipeline.workflow')).toMatchObject([{ name: 'w', opaque: true }]);
});
