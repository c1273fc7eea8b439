import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

const resources = `resource_types:
  - name: change
    type: registry-image
    source: { repository: example/github-pr-resource }
  - name: bosh-deployment
    type: registry-image
    source: { repository: example/bosh-deployment-resource }
resources:
  - { name: shop, type: git, source: { uri: ((uri)), branch: main } }
  - { name: shop-pr, type: change, source: { repository: example/shop } }
  - { name: nightly, type: time, source: { interval: 24h } }
  - { name: staging, type: bosh-deployment }
  - { name: shop-production, type: bosh-deployment }
  - { name: image, type: registry-image }
  - { name: chat, type: slack-notification }
`;

test('deployments, their order and their triggers', async () => {
  const facts = await factsOf({
    'ci/pipeline.yml': `jobs:
  - name: update-pipeline
    plan:
      - { get: shop, trigger: true }
      - { set_pipeline: self, file: shop/ci/pipeline.yml }
  - name: deploy-staging
    plan:
      - in_parallel:
          - { get: shop, passed: [update-pipeline], trigger: true }
      - put: staging
      - task: smoke-test
        file: shop/ci/tasks/smoke.yml
    on_failure: { put: chat }
  - name: deploy-to-production
    plan:
      - in_parallel:
          steps:
            - { get: shop, passed: [deploy-staging], trigger: true }
      - do:
          - put: shop-production
  - name: restart
    plan:
      - get: shop
      - { task: restart, config: { platform: linux, run: { path: bosh, args: [restart] } } }
  - name: image
    plan:
      - { get: nightly, trigger: true }
      - put: image
${resources}`,
  });
  expect(flat(facts, 'pipeline.workflow')).toMatchObject([{ tool: 'concourse', name: 'pipeline', line: 2 }]);
  expect(flat(facts, 'pipeline.job')).toMatchObject([
    { name: 'update-pipeline', deploys: 'none', triggers: ['push_default'], onChange: 'default_push', line: 2 },
    { name: 'deploy-staging', deploys: 'environment', verifies: true, gate: 'none', production: 'no', environment: 'staging', line: 6 },
    { name: 'deploy-to-production', deploys: 'environment', automatic: 'yes', production: 'yes', environment: 'production', line: 14 },
    { name: 'restart', deploys: 'none', gate: 'manual_start', automatic: 'no', line: 21 },
    { name: 'image', deploys: 'artifact', triggers: ['schedule'], onChange: 'none', line: 25 },
  ]);
  expect(flat(facts, 'environment.definition').map(({ name, tier }) => [name, tier])).toEqual([
    ['staging', 'staging'],
    ['production', 'production'],
  ]);
});

test('tests of pull requests, in task files and in the plan', async () => {
  const facts = await factsOf({
    'ci/pipeline.yml': `${resources}jobs:
  - name: unit
    plan:
      - { get: shop-pr, trigger: true, version: every }
      - task: check
        file: shop-pr/ci/unit.yml
      - put: shop-pr
        params: { status: success }
  - name: contract
    plan:
      - { get: shop-pr, trigger: true }
      - try:
          task: pacts
          config:
            platform: linux
            run:
              path: bash
              args:
                - -ec
                - |
                  cd shop-pr
                  # go vet ./...
                  go test ./contract/...
`,
    'ci/unit.yml': 'platform: linux\ninputs: [{ name: shop-pr }]\nrun:\n  path: shop-pr/ci/unit.sh\n',
    'ci/unit.sh': '#!/bin/sh\nset -e\nnpm ci\nnpx vitest run\n',
  });
  expect(flat(facts, 'pipeline.job')).toMatchObject([
    { name: 'unit', tests: 'tests', blocking: 'yes', onChange: 'pull_request', commandPath: 'ci/unit.sh:4', deploys: 'none', line: 17 },
    { name: 'contract', tests: 'tests', blocking: 'no', command: 'go test ./contract/...', line: 24 },
  ]);
});

test.each([
  ['jobs of another tool', 'jobs:\n  test:\n    plan: basic\n    steps: [{ run: make test }]\n'],
  ['a list of jobs without steps', 'jobs:\n  - name: export\n    plan: premium\n'],
  ['a task alone', 'platform: linux\nrun: { path: make, args: [test] }\n'],
])('%s is no pipeline', async (_, text) => {
  expect((await factsOf({ 'ci/things.yml': text })).filter(({ kind }) => kind.startsWith('pipeline.'))).toEqual([]);
});
