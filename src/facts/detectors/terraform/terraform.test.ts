import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

const provider = 'provider "aws" {\n  region = "eu-west-1"\n}\n';
const backend = (type: string, settings = '') => `terraform {\n  backend "${type}" {\n${settings}  }\n}\n`;
const s3 = '    bucket = "state"\n    key    = "a"\n    region = "eu-west-1"\n';
const bucket = 'resource "aws_s3_bucket" "logs" {\n  bucket = "logs"\n}\n';

test.each([
  ['S3 with a table', backend('s3', `${s3}    dynamodb_table = "locks"\n`), { backend: 'remote', backendType: 's3', locking: 'yes' }],
  ['S3 with a lock file', backend('s3', `${s3}    use_lockfile = true\n`), { backend: 'remote', locking: 'yes' }],
  ['S3 without a lock', backend('s3', s3), { backend: 'remote', locking: 'no', live: 'yes', line: 2 }],
  ['S3 with a commented lock', backend('s3', `${s3}    # dynamodb_table = "locks"\n`), { locking: 'no' }],
  ['S3 that is completed on the command line', backend('s3'), { backend: 'remote', locking: 'unknown' }],
  ['a Google bucket', backend('gcs', '    bucket = "state"\n'), { backend: 'remote', locking: 'yes' }],
  ['HTTP with a lock', backend('http', '    address = "a"\n    lock_address = "b"\n'), { locking: 'yes' }],
  ['HTTP without a lock', backend('http', '    address = "a"\n'), { backend: 'remote', locking: 'no' }],
  ['Consul', backend('consul'), { backend: 'remote', locking: 'yes' }],
  ['Consul that does not lock', backend('consul', '    lock = false\n'), { backend: 'remote', locking: 'no' }],
  ['PostgreSQL', backend('pg'), { backend: 'remote', locking: 'yes' }],
  ['Kubernetes', backend('kubernetes'), { backend: 'remote', locking: 'yes' }],
  ['Tencent', backend('cos', '    bucket = "state"\n'), { backend: 'remote', locking: 'yes' }],
  ['Alibaba with a table', backend('oss', '    bucket = "state"\n    tablestore_table = "locks"\n'), { backend: 'remote', locking: 'yes' }],
  ['Alibaba without a table', backend('oss', '    bucket = "state"\n'), { backend: 'remote', locking: 'no' }],
  ['the older form of Terraform Cloud', backend('remote', '    organization = "x"\n'), { backend: 'remote', locking: 'yes' }],
  ['an encrypted file', `terraform {\n  encryption {\n  }\n}\n${provider}`, { backend: 'none', line: 5 }],
  ['the disk', backend('local'), { backend: 'local', live: 'unknown' }],
  [
    'Terraform Cloud',
    'terraform {\n  cloud {\n    organization = "x"\n  }\n}\n',
    { backend: 'remote', backendType: 'cloud', locking: 'yes', versioned: 'yes' },
  ],
  ['nothing', provider, { backend: 'none', locking: 'no', live: 'unknown', line: 1 }],
  ['a commented backend', provider + backend('s3', s3).replace(/^/gm, '# '), { backend: 'none' }],
])('a root that keeps its state in %s', async (_, text, expected) => {
  expect(flat(await factsOf({ 'infra/main.tf': text }), 'iac.root')).toMatchObject([{ tool: 'terraform', name: 'infra', ...expected }]);
});

test.each([
  ['JSON', { 'infra/main.tf.json': '{"terraform":{"backend":{"gcs":{"bucket":"b"}}}}' }, { backend: 'remote', backendType: 'gcs' }],
  [
    'settings in a file',
    { 'infra/main.tf': backend('s3'), 'infra/prod.s3.tfbackend': 'bucket = "b"\nuse_lockfile = true\n' },
    { backend: 'remote', locking: 'yes', production: 'yes' },
  ],
  [
    'a backend that a pipeline writes',
    {
      'infra/main.tf': provider,
      '.github/workflows/a.yml':
        'jobs:\n  a:\n    steps:\n      - run: |\n          cat > infra/backend.tf <<EOF\n          terraform {\n            backend "s3" {}\n          }\n          EOF\n',
    },
    { backend: 'remote', backendType: 's3', locking: 'unknown', live: 'yes' },
  ],
  ['a written backend in a comment', { 'infra/main.tf': provider, 'a.sh': '# backend "s3" {}\n' }, { backend: 'none' }],
  [
    'a service that keeps the state',
    { 'infra/main.tf': provider, 'meta/tfe.tf': 'resource "tfe_workspace" "infra" {\n  working_directory = "infra"\n}\n' },
    { backend: 'remote', backendType: 'terraform-cloud', locking: 'yes' },
  ],
  ['a tool that configures backends', { 'infra/main.tf': provider, 'atmos.yaml': 'stacks: {}\n' }, { backend: 'unknown' }],
  ['a tool that runs Terraform', { 'infra/main.tf': provider, 'digger.yml': 'projects: []\n' }, { backend: 'unknown' }],
  [
    'a backend that Terramate generates',
    {
      'infra/main.tf': provider,
      'backend.tm.hcl': 'generate_hcl "backend.tf" {\n  content {\n    terraform {\n      backend "s3" {}\n    }\n  }\n}\n',
    },
    { backend: 'remote', backendType: 's3' },
  ],
  [
    'a service of another kind that keeps the state',
    { 'infra/main.tf': provider, 'meta/s.tf': 'resource "spacelift_stack" "infra" {\n  project_root = "infra"\n}\n' },
    { backend: 'remote', backendType: 'spacelift' },
  ],
  [
    'an apply that takes no lock',
    { 'infra/main.tf': backend('gcs'), 'ci.sh': 'terraform -chdir=infra apply \\\n  -lock=false -auto-approve\n' },
    { backend: 'remote', locking: 'no' },
  ],
  [
    'a plan that takes no lock, and an apply in a comment',
    { 'infra/main.tf': backend('gcs'), 'ci.sh': 'terraform plan -lock=false\n# terraform apply -lock=false\n' },
    { locking: 'yes' },
  ],
  ['a module of somebody else', { 'vendor/vpc/main.tf': provider + bucket }, { live: 'no' }],
  ['a root for a test', { 'test/fixture/main.tf': provider }, { live: 'no' }],
  [
    'an initialised root with values',
    { 'infra/main.tf': provider, 'infra/.terraform.lock.hcl': '', 'infra/prod.tfvars': '' },
    { live: 'yes', locked: true, production: 'yes' },
  ],
  ['an example', { 'examples/a/main.tf': backend('s3', s3) }, { live: 'no' }],
])('%s', async (_, files: Record<string, string>, expected) => {
  expect(flat(await factsOf(files), 'iac.root')).toMatchObject([expected]);
});

test.each([
  ['Markdown that shows some', { 'README.md': '```hcl\nprovider "aws" {}\n```\n' }],
  ['an image', { 'image.pkr.hcl': 'source "amazon-ebs" "a" {}\n' }],
  ['containers of a developer', { 'docker-compose.prod.yml': 'services:\n  shop: { image: shop }\n' }],
  ['a module', { 'modules/vpc/main.tf': provider + bucket }],
  ['a folder of resources alone', { 'vpc/main.tf': bucket }],
  ['only variables', { 'vpc/variables.tf': 'variable "a" {}\n' }],
])('no root: %s', async (_, files: Record<string, string>) => {
  expect(flat(await factsOf(files), 'iac.root')).toEqual([]);
});

test('a folder that another one calls is its module, and its resources are those of the root', async () => {
  const facts = await factsOf({
    'live/prod/main.tf': `${backend('gcs', '    bucket = "b"\n')}module "site" {\n  source = "../../site"\n}\n`,
    'site/main.tf': `${provider + bucket}resource "random_id" "a" {}\n`,
    'site/run.tf': 'resource "aws_lambda_function" "f" {\n}\nresource "aws_iam_role" "old" {\n  count = 0\n}\n',
  });
  expect(flat(facts, 'iac.root')).toMatchObject([{ name: 'live/prod', environment: 'prod', production: 'yes' }]);
  expect(flat(facts, 'iac.resources')).toMatchObject([
    {
      root: 'live/prod',
      layer: 'cloud',
      count: 2,
      compute: true,
      data: true,
      network: false,
      path: 'site/main.tf',
      line: 4,
      production: 'yes',
    },
  ]);
});

test('resources of a service that is only configured are another layer', async () => {
  const facts = await factsOf({ 'github/main.tf': 'provider "github" {}\nresource "github_repository" "a" {}\n' });
  expect(flat(facts, 'iac.resources')).toMatchObject([{ layer: 'saas', count: 1, compute: false }]);
});

test.each([
  [
    'a resource of its own',
    'resource "aws_s3_bucket" "state" {\n  bucket = "state"\n}\nresource "aws_s3_bucket_versioning" "v" {\n  bucket = aws_s3_bucket.state.id\n  versioning_configuration {\n    status = "Enabled"\n  }\n}\n',
    'yes',
  ],
  [
    'suspended',
    'resource "aws_s3_bucket" "state" {\n  bucket = "state"\n}\nresource "aws_s3_bucket_versioning" "v" {\n  bucket = aws_s3_bucket.state.id\n  versioning_configuration {\n    status = "Suspended"\n  }\n}\n',
    'no',
  ],
  ['inside the bucket', 'resource "aws_s3_bucket" "state" {\n  bucket = "state"\n  versioning {\n    enabled = true\n  }\n}\n', 'yes'],
  ['of another bucket', 'resource "aws_s3_bucket" "x" {\n  bucket = "x"\n  versioning {\n    enabled = true\n  }\n}\n', 'unknown'],
])('versioning of the state: %s', async (_, text, versioned) => {
  expect(flat(await factsOf({ 'infra/main.tf': backend('s3', s3), 'bootstrap/main.tf': text }), 'iac.root')).toMatchObject([{ versioned }]);
});

test.each([
  [
    'Google',
    backend('gcs', '    bucket = "state"\n'),
    'resource "google_storage_bucket" "s" {\n  name = "state"\n  versioning {\n    enabled = true\n  }\n}\n',
  ],
  [
    'Azure',
    backend('azurerm', '    storage_account_name = "state"\n'),
    'resource "azurerm_storage_account" "s" {\n  name = "state"\n  blob_properties {\n    versioning_enabled = true\n  }\n}\n',
  ],
])('versioning of the state on %s', async (_, root, text) => {
  expect(flat(await factsOf({ 'infra/main.tf': root, 'bootstrap/main.tf': text }), 'iac.root')).toMatchObject([
    { versioned: 'yes', line: 2 },
  ]);
});

test('modules that are kept elsewhere, pinned or not', async () => {
  const module = (name: string, source: string, version = '') => `module "${name}" {\n  source = "${source}"\n${version}}\n`;
  const text = [
    module('a', 'terraform-aws-modules/vpc/aws', '  version = "~> 5.0"\n'),
    module('b', 'app.terraform.io/acme/vpc/aws', '  version = "1.2.0"\n'),
    module('c', 'git::https://git.example/infra.git//vpc?ref=v1.0.0'),
    module('d', 'git::https://git.example/infra.git//vpc?ref=main'),
    module('f', 'git::https://git.example/infra.git//vpc'),
    module('g', 'app.terraform.io/acme/vpc/aws'),
    module('h', 'git::https://git.example/infra.git//vpc?ref=2f1a9c0'),
    module('e', './local'),
  ].join('');
  expect(flat(await factsOf({ 'infra/main.tf': text, 'infra/local/a.tf': bucket }), 'iac.module')).toMatchObject([
    { pinned: true, shared: false, line: 1 },
    { pinned: true, shared: true, line: 5 },
    { pinned: true, shared: true, line: 9 },
    { pinned: false, shared: true, line: 12 },
    { pinned: false, line: 15 },
    { pinned: false, line: 18 },
    { pinned: true, line: 21 },
  ]);
});

test('environments from folders and values, each once', async () => {
  const facts = await factsOf({
    'infra/main.tf': backend('s3'),
    'infra/env/prod.tfvars': '',
    'infra/env/staging.tfvars.json': '{}',
    'infra/terraform.tfvars': '',
    'accounts/shop-prod/main.tf': provider,
    'accounts/load-test/main.tf': provider,
  });
  expect(flat(facts, 'environment.definition').map(({ name, tier }) => [name, tier])).toEqual([
    ['shop-prod', 'production'],
    ['prod', 'production'],
    ['staging', 'staging'],
  ]);
});

test('a broken file still yields what stands around the error', async () => {
  expect(flat(await factsOf({ 'infra/main.tf': `${backend('s3', s3)}resource "a" {{{\n` }), 'iac.root')).toMatchObject([
    { backend: 'remote' },
  ]);
});
