import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

const project = (more = '') => `name: shop\nruntime: nodejs\n${more}`;

test.each([
  ['without a backend', { 'infra/Pulumi.yaml': project() }, { live: 'unknown', backend: 'remote', backendType: 'pulumi-cloud', line: 1 }],
  [
    'with a bucket',
    { 'Pulumi.yaml': project('backend:\n  url: s3://state\n') },
    { name: '.', backend: 'remote', backendType: 's3', line: 4 },
  ],
  ['on the disk', { 'Pulumi.yaml': project('backend:\n  url: file://~\n') }, { backend: 'local' }],
  ['with a stack', { 'Pulumi.yaml': project(), 'Pulumi.prod.yaml': 'config: {}\n' }, { live: 'yes', production: 'yes' }],
  [
    'whose pipeline logs in to the disk',
    { 'Pulumi.yaml': project(), 'up.sh': 'pulumi login --local\npulumi up\n' },
    { backend: 'local', line: 1 },
  ],
  [
    'whose pipeline logs in to a bucket',
    { 'Pulumi.yaml': project(), 'up.sh': 'pulumi login gs://state\n' },
    { backend: 'remote', backendType: 'gs' },
  ],
  ['with a commented-out login', { 'Pulumi.yaml': project(), 'up.sh': '# pulumi login --local\n' }, { backendType: 'pulumi-cloud' }],
  ['in an example', { 'examples/a/Pulumi.yaml': project(), 'examples/a/Pulumi.dev.yaml': '' }, { live: 'no' }],
])('a project %s', async (_, files: Record<string, string>, expected) => {
  expect(flat(await factsOf(files), 'iac.root')).toMatchObject([{ tool: 'pulumi', ...expected }]);
});

test('a stack that names an environment defines it', async () => {
  const facts = await factsOf({ 'Pulumi.yaml': project(), 'Pulumi.staging.yaml': '', 'Pulumi.network.yaml': '' });
  expect(flat(facts, 'environment.definition')).toMatchObject([{ name: 'staging', tier: 'staging', path: 'Pulumi.staging.yaml' }]);
});

test('a project in YAML says what its resources are for', async () => {
  const text = 'name: shop\nruntime: yaml\nresources:\n  files:\n    type: aws:s3:Bucket\n  pay:\n    type: aws:lambda/function:Function\n';
  expect(flat(await factsOf({ 'Pulumi.yaml': text }), 'iac.resources')).toMatchObject([
    { count: 2, compute: true, data: true, network: false },
  ]);
});
