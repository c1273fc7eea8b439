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

test('tasks and pipelines in files of their own', async () => {
  const facts = await factsOf({
    '.tekton/run.yaml': `apiVersion: tekton.dev/v1
kind: PipelineRun
metadata:
  name: run
  annotations:
    pipelinesascode.tekton.dev/on-cel-expression: event == "push" && target_branch == "main"
spec:
  pipelineRef:
    name: release
`,
    'ci/pipeline.yaml': `apiVersion: tekton.dev/v1
kind: Pipeline
metadata:
  name: release
spec:
  tasks:
    - name: unit
      taskRef: { name: run-tests }
    - name: image
      taskRef: { name: buildah }
      runAfter: [unit]
    - name: deploy-production
      taskRef: { name: rollout }
      params:
        - { name: image, value: $(tasks.image.results.url) }
  finally:
    - name: tell
      when: [{ input: $(tasks.status), operator: in, values: [Failed] }]
      taskRef: { name: send-to-webhook-slack }
`,
    'ci/tasks.yaml': `apiVersion: tekton.dev/v1
kind: Task
metadata: { name: run-tests }
spec:
  steps:
    - { image: go, command: [go], args: [test, ./...] }
---
apiVersion: tekton.dev/v1
kind: Task
metadata: { name: rollout }
spec:
  steps:
    - image: kubectl
      script: |
        #!/usr/bin/env bash
        kubectl rollout restart deployment/shop
`,
  });
  expect(flat(facts, 'pipeline.workflow')).toMatchObject([{ name: 'release', path: 'ci/pipeline.yaml', triggers: ['push_default'] }]);
  expect(flat(facts, 'pipeline.job')).toMatchObject([
    { name: 'unit', tests: 'tests', onChange: 'default_push', line: 7 },
    { name: 'image', deploys: 'artifact' },
    { name: 'deploy-production', deploys: 'environment', production: 'yes', enabled: 'yes' },
    { name: 'tell', deploys: 'none' },
  ]);
});

test('a script in another language', async () => {
  const text = run('{}').replace('go test ./...', '#!/usr/bin/env python3\n                helm upgrade shop .');
  expect(flat(await factsOf({ '.tekton/ci.yaml': text }), 'pipeline.job')).toMatchObject([
    { name: 'test', tests: 'none', deploys: 'none' },
    {},
  ]);
});
