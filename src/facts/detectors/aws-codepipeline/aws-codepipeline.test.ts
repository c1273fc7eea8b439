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
