import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

const service =
  'service: mail\nprovider:\n  name: aws\nfunctions:\n  send:\n    handler: a.b\nresources:\n  Resources:\n    Q:\n      Type: AWS::SQS::Queue\n';

test('a service keeps its state in CloudFormation and counts functions and resources', async () => {
  const facts = await factsOf({
    'mail/serverless.yml': service,
    'mail/package.json': '{"scripts":{"deploy":"serverless deploy --stage prod"}}',
  });
  expect(flat(facts, 'iac.root')).toMatchObject([
    { tool: 'serverless', name: 'mail', live: 'yes', backend: 'server', backendType: 'cloudformation', line: 1 },
  ]);
  expect(flat(facts, 'iac.resources')).toMatchObject([{ count: 2, compute: true }]);
});

test('a file of another tool with this name is no service', async () => {
  expect(flat(await factsOf({ 'serverless.yml': 'provider: {}\nname: x\n' }), 'iac.root')).toEqual([]);
});

test('settings that are a program', async () => {
  const text =
    "import type { AWS } from '@serverless/typescript';\nconst settings: AWS = {\n  service: 'mail',\n  provider: { name: 'aws', runtime: 'nodejs22.x' },\n  functions: { send: { handler: 'a.b' } },\n};\nmodule.exports = settings;\n";
  const facts = await factsOf({ 'mail/serverless.ts': text });
  expect(flat(facts, 'iac.root')).toMatchObject([{ tool: 'serverless', name: 'mail', backendType: 'cloudformation', line: 3 }]);
  expect(flat(facts, 'iac.resources')).toMatchObject([{ count: 1 }]);
});
