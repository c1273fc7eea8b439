import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

const pipeline = `steps:
  - label: test
    command: pytest
  - label: flaky
    soft_fail: true
    command: pytest flaky
  - wait
  - block: "Release to production?"
    branches: main
  - label: deploy production
    branches: main
    commands:
      - cd deploy
      - helm upgrade shop .
  - label: off
    skip: true
    command: kubectl apply -f .
`;

test('steps, gates and branches', async () => {
  const facts = await factsOf({ '.buildkite/pipeline.yml': pipeline });
  expect(flat(facts, 'pipeline.job')).toMatchObject([
    { name: 'test', tests: 'tests', blocking: 'yes', onChange: 'every_push', line: 2 },
    { name: 'flaky', tests: 'tests', blocking: 'no' },
    { name: 'Release to production?', gate: 'human' },
    { name: 'deploy production', deploys: 'environment', gate: 'human', production: 'yes', onChange: 'default_push', line: 10 },
    { name: 'off', enabled: 'no' },
  ]);
});

test('an uploaded pipeline is opaque', async () => {
  const facts = await factsOf({ '.buildkite/pipeline.yml': 'steps:\n  - command: ./generate.sh | buildkite-agent pipeline upload\n' });
  expect(flat(facts, 'pipeline.workflow')).toMatchObject([{ opaque: true }]);
});
