import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

const template = (resources: string, head = "AWSTemplateFormatVersion: '2010-09-09'\n") => `${head}Resources:\n${resources}`;
const bucket = '  Logs:\n    Type: AWS::S3::Bucket\n    Properties:\n      BucketName: !Ref Name\n';
const fn = '  Api:\n    Type: AWS::Serverless::Function\n';

test.each([
  [
    'a template',
    { 'stack.yaml': template(bucket) },
    { tool: 'cloudformation', live: 'unknown', backend: 'server', locking: 'yes', line: 4 },
  ],
  ['one of production', { 'stacks/prod.yaml': template(bucket) }, { live: 'yes', environment: 'prod', production: 'yes' }],
  [
    'one that a pipeline deploys',
    {
      'cfn/stack.yaml': template(bucket),
      '.github/workflows/deploy.yml':
        'jobs:\n  a:\n    steps:\n      - run: |\n          aws cloudformation deploy \\\n            --template-file cfn/stack.yaml --stack-name shop\n',
    },
    { live: 'yes' },
  ],
  [
    'one whose deployment is commented out',
    {
      'cfn/stack.yaml': template(bucket),
      'deploy.sh': '# aws cloudformation deploy --template-file cfn/stack.yaml\n',
    },
    { live: 'unknown' },
  ],
  [
    'SAM with settings',
    { 'app/template.yaml': template(fn, 'Transform: AWS::Serverless-2016-10-31\n'), 'app/samconfig.toml': '' },
    { tool: 'sam', live: 'yes' },
  ],
  ['an example', { 'examples/stack.yaml': template(bucket) }, { live: 'no', backend: 'server' }],
  ['JSON', { 'stack.json': '{"Resources":{\n"Q":{"Type":"AWS::SQS::Queue"}}}' }, { tool: 'cloudformation', line: 2 }],
])('the root of %s', async (_, files: Record<string, string>, expected) => {
  expect(flat(await factsOf(files), 'iac.root')).toMatchObject([expected]);
});

test('resources are counted by what they are for', async () => {
  const facts = flat(await factsOf({ 'stack.yaml': template(bucket + fn) }), 'iac.resources');
  expect(facts).toMatchObject([{ layer: 'cloud', count: 2, compute: true, data: true, network: false, line: 4 }]);
});

test('environments of SAM', async () => {
  const files = {
    'template.yaml': 'Transform: AWS::Serverless-2016-10-31\nResources:\n  F:\n    Type: AWS::Serverless::Function\n',
    'samconfig.toml': 'version = 0.1\n[default.deploy.parameters]\nstack_name = "a"\n[prod.deploy.parameters]\nstack_name = "a-prod"\n',
  };
  expect(flat(await factsOf(files), 'environment.definition')).toMatchObject([
    { tool: 'sam', name: 'prod', tier: 'production', path: 'samconfig.toml', line: 4 },
  ]);
});
