import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

const blubber = 'version: v4\nvariants:\n  test:\n    entrypoint: ["tox", "-e", "ALL"]\n  prod:\n    entrypoint: ["./serve"]\n';
const pipeline = (run: string) => `pipelines:
  test:
    blubberfile: blubber.yaml
    stages:
      - name: run-test
        build: test${run}
`;

test.each([
  [
    'a stage that runs the tests',
    pipeline('\n        run: true'),
    { name: 'run-test', tests: 'tests', blocking: 'yes', onChange: 'pull_request', line: 5, commandPath: '.pipeline/blubber.yaml:4' },
  ],
  ['a stage that only builds', pipeline(''), { name: 'run-test', tests: 'none' }],
])('%s', async (_, text, expected) => {
  const facts = await factsOf({ '.pipeline/config.yaml': text, '.pipeline/blubber.yaml': blubber });
  expect(flat(facts, 'pipeline.job')).toMatchObject([expected]);
  expect(flat(facts, 'pipeline.workflow')).toMatchObject([{ name: 'test', line: 2, triggers: ['pull_request'] }]);
});
