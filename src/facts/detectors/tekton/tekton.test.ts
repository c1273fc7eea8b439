import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

const run = (annotations: string) => `apiVersion: tekton.dev/v1
kind: PipelineRun
metadata:
  name: ci
  annotations: ${annotations}
spec:
  pipelineSpec:
    tasks:
      - name: test
        taskSpec:
          steps:
            - image: golang
              script: |
                go test ./...
      - name: apply
        runAfter: [test]
        taskSpec:
          steps:
            - image: kubectl
              command: [kubectl]
              args: [apply, -f, k8s]
`;

test.each([
  [
    'pull requests',
    '{ pipelinesascode.tekton.dev/on-event: "[pull_request]", pipelinesascode.tekton.dev/on-target-branch: "[main]" }',
    'pull_request',
  ],
  [
    'pushes to main',
    '{ pipelinesascode.tekton.dev/on-event: "[push]", pipelinesascode.tekton.dev/on-target-branch: "[main]" }',
    'default_push',
  ],
  ['a condition on pull requests', `{ pipelinesascode.tekton.dev/on-cel-expression: 'event == "pull_request"' }`, 'pull_request'],
  ['an unknown trigger', '{}', 'none'],
])('%s', async (_, annotations, onChange) => {
  const facts = flat(await factsOf({ '.tekton/ci.yaml': run(annotations) }), 'pipeline.job');
  expect(facts).toMatchObject([
    { name: 'test', tests: 'tests', onChange, line: 9 },
    { name: 'apply', deploys: 'environment', onChange },
  ]);
});
