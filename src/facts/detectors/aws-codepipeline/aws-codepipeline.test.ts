import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

const stage = (name: string, category: string, provider: string) => `  stage {
    name = "${name}"
    action {
      name     = "run"
      category = "${category}"
      provider = "${provider}"
    }
  }
`;

test('an approval before production', async () => {
  const text = `resource "aws_codepipeline" "shop" {
${stage('Source', 'Source', 'CodeStarSourceConnection')}${stage('Staging', 'Deploy', 'ECS')}${stage('Approve', 'Approval', 'Manual')}${stage('Production', 'Deploy', 'ECS')}}
`;
  const facts = await factsOf({ 'pipeline.tf': text });
  expect(flat(facts, 'pipeline.job')).toMatchObject([
    { name: 'Source.run', deploys: 'none' },
    { name: 'Staging.run', deploys: 'environment', gate: 'none', production: 'no' },
    { name: 'Approve.run', gate: 'human' },
    { name: 'Production.run', deploys: 'environment', gate: 'human', production: 'yes', onChange: 'default_push' },
  ]);
});

const action = (name: string, category: string, order: number) =>
  `    action {\n      name = "${name}"\n      category = "${category}"\n      provider = "X"\n      run_order = ${order}\n    }\n`;
const guard = (provider: string) =>
  `    before_entry {\n      condition {\n        result = "FAIL"\n        rule {\n          rule_type_id {\n            provider = "${provider}"\n          }\n        }\n      }\n    }\n`;

test.each([
  ['an approval in the stage itself', action('go', 'Approval', 1) + action('run', 'Deploy', 2), 'human'],
  ['an approval at the same time', action('go', 'Approval', 1) + action('run', 'Deploy', 1), 'none'],
  ['an approval afterwards', action('run', 'Deploy', 1) + action('go', 'Approval', 2), 'none'],
  ['an alarm that has to be quiet', guard('CloudWatchAlarm') + action('run', 'Deploy', 1), 'automated'],
  ['a window, which only says when', guard('DeploymentWindow') + action('run', 'Deploy', 1), 'none'],
])('%s', async (_, body, gate) => {
  const text = `resource "aws_codepipeline" "x" {\n  stage {\n    name = "Production"\n${body}  }\n}\n`;
  const jobs = flat(await factsOf({ 'pipeline.tf': text }), 'pipeline.job');
  expect(jobs.filter(job => job.deploys !== 'none')).toMatchObject([{ name: 'Production.run', gate, production: 'yes' }]);
});

test('a template', async () => {
  const text = `Resources:
  Release:
    Type: AWS::CodePipeline::Pipeline
    Properties:
      Stages:
        - Name: Source
          Actions:
            - { Name: Source, ActionTypeId: { Category: Source, Provider: CodeStarSourceConnection } }
        - Name: Production
          OnFailure: { Result: ROLLBACK }
          Actions:
            - { Name: Approve, ActionTypeId: { Category: Approval, Provider: Manual }, RunOrder: 1 }
            - { Name: Deploy, ActionTypeId: { Category: Deploy, Provider: CloudFormation }, RunOrder: 2 }
`;
  const facts = await factsOf({ 'pipeline.yaml': text });
  expect(flat(facts, 'pipeline.workflow')).toMatchObject([{ tool: 'aws-codepipeline', name: 'Release', enabled: 'unknown', line: 3 }]);
  expect(flat(facts, 'pipeline.job')).toMatchObject([
    { name: 'Source.Source' },
    { name: 'Production.Approve', gate: 'human', line: 12 },
    { name: 'Production.Deploy', deploys: 'environment', gate: 'human', production: 'yes', rollsBack: true, line: 13 },
  ]);
});

test.each([
  [
    'TypeScript',
    'lib/pipeline.ts',
    `const pipeline = new pipelines.CodePipeline(this, 'Pipeline', { synth });
pipeline.addStage(new Shop(this, 'Staging'), { post: [new ShellStep('Check', { commands: ['curl -f https://staging.example.com'] })] });
// pipeline.addStage(new Shop(this, 'Old'));
pipeline.addStage(new Shop(this, 'Production', { env }), { pre: [new pipelines.ManualApprovalStep('Go')] });
`,
    'human',
  ],
  [
    'Python',
    'app/pipeline.py',
    `pipeline = CodePipeline(self, "Pipeline", synth=synth)
pipeline.add_stage(Shop(self, "Staging"), post=[ShellStep("Check", commands=["curl -f https://staging.example.com"])])

pipeline.add_stage(Shop(self, "Production"), post=[ManualApprovalStep("Too late")])
`,
    'none',
  ],
])('a CDK program in %s', async (_, path, text, gate) => {
  expect(flat(await factsOf({ [path]: text }), 'pipeline.job')).toMatchObject([
    { name: 'Staging', deploys: 'environment', production: 'no', verifies: true, line: 2 },
    { name: 'Production', deploys: 'environment', production: 'yes', gate, line: 4 },
  ]);
});

test('a CDK program that lists its actions', async () => {
  const text = `new codepipeline.Pipeline(this, 'P');
p.addStage({ stageName: 'Approve', actions: [new actions.ManualApprovalAction({ actionName: 'Go' })] });
p.addStage({ stageName: 'Production', actions: [new actions.EcsDeployAction({ actionName: 'Deploy' })] });
`;
  expect(flat(await factsOf({ 'lib/p.ts': text }), 'pipeline.job')).toMatchObject([
    { name: 'Approve', gate: 'human', deploys: 'none' },
    { name: 'Production', gate: 'human', deploys: 'environment', line: 3 },
  ]);
});

test('a pipeline that only builds deploys nothing', async () => {
  const facts = await factsOf({ 'pipeline.tf': `resource "aws_codepipeline" "x" {\n${stage('Build', 'Build', 'CodeBuild')}}\n` });
  expect(flat(facts, 'pipeline.job')).toMatchObject([{ deploys: 'none', tests: 'none', gate: 'none' }]);
});

test('a build file', async () => {
  const text =
    'version: 0.2\nphases:\n  install:\n    commands: [npm ci]\n  build:\n    commands:\n      - npx jest\n      # - cdk deploy\n';
  expect(flat(await factsOf({ 'buildspec.yml': text }), 'pipeline.job')).toMatchObject([
    { name: 'buildspec.yml', tests: 'tests', deploys: 'none', onChange: 'none', enabled: 'unknown' },
  ]);
});
