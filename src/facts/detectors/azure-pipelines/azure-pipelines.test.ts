import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

const pipeline = `trigger: [main]
pr: [main]
resources:
  repositories:
    - repository: shared
      name: acme/pipeline-templates
      ref: refs/tags/v3
stages:
  - stage: Build
    jobs:
      - job: test
        pool: { vmImage: ubuntu-latest }
        steps:
          - task: DotNetCoreCLI@2
            inputs: { command: test }
          - script: |
              npm ci
              npx eslint .
            continueOnError: true
          - template: steps/scan.yml
  - stage: Staging
    condition: and(succeeded(), ne(variables['Build.Reason'], 'PullRequest'))
    jobs:
      - deployment: web
        environment: staging
        strategy:
          runOnce:
            deploy:
              steps:
                - task: AzureWebApp@1
            on:
              failure:
                steps:
                  - task: AzureWebApp@1
  - stage: Approve
    jobs:
      - job: ask
        pool: server
        steps:
          - task: ManualValidation@1
  - stage: Production
    jobs:
      - deployment: web
        environment: { name: production }
        strategy:
          runOnce:
            deploy:
              steps:
                - bash: helm upgrade shop .
  - stage: Off
    condition: false
    jobs:
      - job: off
        steps: [{ script: terraform apply }]
  - template: more.yml@shared
`;

test('stages, environments, gates and templates', async () => {
  const facts = await factsOf({
    'ci/azure-pipelines.yml': pipeline,
    'ci/steps/scan.yml': 'steps:\n  - script: trivy fs .\n',
    'azure-pipelines/steps/scan.yml': 'steps:\n  - script: trivy fs .\n',
  });
  const jobs = flat(facts, 'pipeline.job');
  expect(jobs).toMatchObject([
    { name: 'Build.test', tests: 'tests', blocking: 'yes', lints: true, onChange: 'pull_request', gate: 'none', line: 11 },
    {
      name: 'Staging.web',
      deploys: 'environment',
      environment: 'staging',
      production: 'no',
      gate: 'settings',
      rollsBack: true,
      onChange: 'default_push',
    },
    { name: 'Approve.ask', gate: 'human' },
    {
      name: 'Production.web',
      deploys: 'environment',
      environment: 'production',
      production: 'yes',
      gate: 'human',
      command: 'helm upgrade shop .',
    },
    { name: 'Off.off', enabled: 'no' },
    { name: 'more.yml@shared', deploys: 'none' },
  ]);
  expect(flat(facts, 'pipeline.template')).toMatchObject([{ source: 'acme/pipeline-templates', pinned: true, line: 55 }]);
  expect(flat(facts, 'pipeline.workflow')).toMatchObject([
    { triggers: ['push_default', 'pull_request'], sharedTemplate: true, opaque: true, line: 1 },
  ]);
});

test.each([
  ['no trigger key: every push', 'steps:\n  - script: npx jest\n', { tests: 'tests', onChange: 'every_push', triggers: ['push'] }],
  ['trigger none', 'trigger: none\nsteps:\n  - script: npx jest\n', { onChange: 'none', automatic: 'no' }],
  ['a disabled step', 'trigger: none\nsteps:\n  - script: npx jest\n    enabled: false\n', { tests: 'none' }],
  ['tests that may fail', 'steps:\n  - script: npx jest\n    continueOnError: true\n', { tests: 'tests', blocking: 'no' }],
  ['a build of .NET', 'steps:\n  - task: DotNetCoreCLI@2\n    inputs: { command: build }\n', { tests: 'none' }],
  ['tests of Visual Studio', 'steps:\n  - task: VSTest@2\n', { tests: 'tests' }],
  ['Maven that packages', 'steps:\n  - task: Maven@4\n    inputs: { goals: package }\n', { tests: 'tests' }],
  ['Maven that cleans up', 'steps:\n  - task: Maven@4\n    inputs: { goals: clean }\n', { tests: 'none' }],
  ['Gradle without tests', 'steps:\n  - task: Gradle@3\n    inputs: { tasks: assemble }\n', { tests: 'none' }],
  ['results of tests', 'steps:\n  - task: PublishTestResults@2\n', { tests: 'opaque' }],
  ['requests of Azure Repos are a branch policy', 'trigger: [main]\nsteps:\n  - script: npx jest\n', { onChange: 'default_push' }],
  ['a conditional step', 'steps:\n  - $' + '{{ if eq(1, 1) }}:\n      - script: npx jest\n', { tests: 'tests' }],
  [
    'a template of this repository',
    'steps:\n  - template: .azuredevops/test.yml\n',
    { tests: 'tests', commandPath: '.azuredevops/test.yml:2' },
  ],
])('%s', async (_, text, expected) => {
  const facts = await factsOf({ 'azure-pipelines.yml': text, '.azuredevops/test.yml': 'steps:\n  - script: pytest\n' });
  expect(flat(facts, 'pipeline.job')).toMatchObject([expected]);
});

test.each([
  ['a workflow of GitHub in such a folder', 'pipelines/ci.yml', 'on: push\njobs:\n  test:\n    steps: [{ run: npx jest }]\n'],
  ['steps of another tool', 'pipelines/data.yml', 'steps:\n  - load\n  - transform\n'],
])('%s', async (_, path, text) => {
  expect(flat(await factsOf({ [path]: text }), 'pipeline.job')).toEqual([]);
});
