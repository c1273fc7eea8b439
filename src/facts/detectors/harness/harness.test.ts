import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

const pipeline = (stages: string) => `pipeline:
  name: shop
  identifier: shop
  projectIdentifier: web
  orgIdentifier: acme
  stages:
${stages}`;
const build = `    - stage:
        name: Build
        identifier: build
        type: CI
        spec:
          execution:
            steps:
              - step:
                  type: Run
                  name: Test
                  spec:
                    shell: Bash
                    command: |-
                      npm ci
                      npx vitest run
              - step:
                  type: BuildAndPushDockerRegistry
                  name: Push
`;
const approval = (when = '') => `    - stage:
        name: Approve
        type: Approval
${when}        spec:
          execution:
            steps:
              - step:
                  type: HarnessApproval
                  name: Approve
`;
const deployment = (environment: string, more = '') => `    - stage:
        name: Deploy ${environment}
        type: Deployment
        spec:
          deploymentType: Kubernetes
          service:
            serviceRef: shop
          environment:
            environmentRef: ${environment}
          execution:
            steps:
              - stepGroup:
                  name: Canary
                  steps:
                    - step:
                        type: K8sCanaryDeploy
                        name: Canary
                    - step:
                        type: Verify
                        name: Verify
              - step:
                  type: K8sRollingDeploy
                  name: Rollout
            rollbackSteps:
              - step:
                  type: K8sRollingRollback
                  name: Back
${more}`;
const goesBack = `        failureStrategies:
          - onFailure:
              errors: [AllErrors]
              action:
                type: StageRollback
`;
const path = '.harness/shop.yaml';

test('stages, approvals and environments', async () => {
  const facts = await factsOf({ [path]: pipeline(build + deployment('staging') + approval() + deployment('production')) });
  expect(flat(facts, 'pipeline.workflow')).toMatchObject([{ tool: 'harness', name: 'shop', opaque: false, line: 2 }]);
  expect(flat(facts, 'pipeline.job')).toMatchObject([
    { name: 'Build', tests: 'tests', deploys: 'artifact', onChange: 'none', gate: 'none', line: 8 },
    { name: 'Deploy staging', deploys: 'environment', environment: 'staging', production: 'no', gate: 'settings', verifies: true },
    { name: 'Approve', gate: 'human', deploys: 'none' },
    { name: 'Deploy production', deploys: 'environment', production: 'yes', gate: 'human', command: 'K8sCanaryDeploy' },
  ]);
});

test.each([
  ['without an approval', deployment('production'), { gate: 'settings', production: 'yes' }],
  [
    'with an approval whose rejection it ignores',
    approval() +
      deployment('production').replace(
        '        type: Deployment\n',
        '        type: Deployment\n        when:\n          pipelineStatus: All\n',
      ),
    { gate: 'settings' },
  ],
  ['into an environment that is given at the start', deployment('<+input>'), { environment: '', production: 'unknown' }],
])('a deployment %s', async (_, stages, expected) => {
  const jobs = flat(await factsOf({ [path]: pipeline(stages) }), 'pipeline.job');
  expect(jobs.filter(job => job.deploys !== 'none')).toMatchObject([expected]);
});

test('a stage from a template is opaque', async () => {
  const stage = `    - stage:
        name: Go
        template:
          templateRef: org.deploy
          templateInputs:
            type: Deployment
            spec:
              environment:
                environmentRef: production
`;
  const facts = await factsOf({ [path]: pipeline(stage) });
  expect(flat(facts, 'pipeline.workflow')).toMatchObject([{ opaque: true, sharedTemplate: true }]);
  expect(flat(facts, 'pipeline.job')).toMatchObject([{ deploys: 'environment', production: 'yes', gate: 'settings' }]);
});

test('what starts a pipeline and what an environment is stand in files of their own', async () => {
  const facts = await factsOf({
    [path]: pipeline(build + deployment('blue')),
    '.harness/triggers/pr.yaml': `trigger:
  name: pr
  enabled: true
  orgIdentifier: acme
  pipelineIdentifier: shop
  source:
    type: Webhook
    spec:
      type: Github
      spec:
        type: PullRequest
`,
    '.harness/envs/blue.yaml': `environment:
  name: blue
  identifier: blue
  orgIdentifier: acme
  type: Production
`,
  });
  expect(flat(facts, 'pipeline.job')).toMatchObject([
    { name: 'Build', onChange: 'pull_request', automatic: 'yes' },
    { name: 'Deploy blue', production: 'yes' },
  ]);
  expect(flat(facts, 'environment.definition')).toContainEqual(
    expect.objectContaining({ name: 'blue', tier: 'production', path: '.harness/envs/blue.yaml' }),
  );
});

test.each([
  ['metrics decide', deployment('production', goesBack), { strategy: 'canary', analysis: true, autoRollback: 'metric', rung: 4 }],
  ['nothing goes back', deployment('production'), { strategy: 'canary', analysis: true, autoRollback: 'none', rung: 2 }],
  [
    'health decides',
    deployment('production', goesBack).replace('type: Verify', 'type: Wait'),
    { strategy: 'canary', analysis: false, autoRollback: 'health', rung: 2 },
  ],
])('a rollout: %s', async (_, stages, expected) => {
  expect(flat(await factsOf({ [path]: pipeline(stages) }), 'rollout')).toMatchObject([{ tool: 'harness', name: 'shop', ...expected }]);
});

test('another file that has a pipeline', async () => {
  const text = 'pipeline:\n  name: x\n  stages:\n    - name: a\nprojectIdentifier: y\n';
  expect(flat(await factsOf({ 'x.yaml': text }), 'pipeline.job')).toEqual([]);
});
