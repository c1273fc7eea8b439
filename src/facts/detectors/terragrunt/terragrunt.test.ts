import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

const remoteState =
  'remote_state {\n  backend = "s3"\n  config = {\n    bucket         = local.bucket\n    key            = "a"\n    region         = "eu-west-1"\n    dynamodb_table = "locks"\n  }\n}\n';
const unit = (include: string) => `terraform {\n  source = "../../../modules//app"\n}\n${include}`;
const inherits = 'include {\n  path = find_in_parent_folders()\n}\n';

test.each([
  [
    'inherited from above',
    { 'terragrunt.hcl': remoteState, 'live/prod/app/terragrunt.hcl': unit(inherits) },
    { backend: 'remote', backendType: 's3', locking: 'yes', live: 'yes' },
  ],
  [
    'inherited from a file of another name',
    { 'root.hcl': remoteState, 'live/prod/app/terragrunt.hcl': unit('include "root" {\n  path = find_in_parent_folders("root.hcl")\n}\n') },
    { backend: 'remote', locking: 'yes' },
  ],
  [
    'inherited over a relative path',
    { 'live/env.hcl': remoteState, 'live/prod/app/terragrunt.hcl': unit('include {\n  path = "../../env.hcl"\n}\n') },
    { backend: 'remote' },
  ],
  [
    'generated',
    {
      'root.hcl': 'generate "backend" {\n  path = "backend.tf"\n  contents = <<EOF\nterraform {\n  backend "gcs" {\n  }\n}\nEOF\n}\n',
      'live/prod/app/terragrunt.hcl': unit('include "root" {\n  path = find_in_parent_folders("root.hcl")\n}\n'),
    },
    { backend: 'remote', backendType: 'gcs', locking: 'yes' },
  ],
  ['not declared', { 'live/prod/app/terragrunt.hcl': unit('') }, { backend: 'none', live: 'unknown' }],
  [
    'commented out',
    { 'terragrunt.hcl': remoteState.replace(/^/gm, '# '), 'live/prod/app/terragrunt.hcl': unit(inherits) },
    { backend: 'none' },
  ],
])('a unit whose state is %s', async (_, files: Record<string, string>, expected) => {
  const facts = flat(await factsOf(files), 'iac.root');
  expect(facts).toMatchObject([
    { tool: 'terragrunt', name: 'live/prod/app', line: 1, environment: 'prod', production: 'yes', ...expected },
  ]);
});

test('the module that a unit applies is no root, even with an empty backend, and its resources are those of the unit', async () => {
  const facts = await factsOf({
    'terragrunt.hcl': remoteState,
    'live/prod/app/terragrunt.hcl': unit(inherits),
    'modules/app/main.tf': 'terraform {\n  backend "s3" {}\n}\nprovider "aws" {}\nresource "aws_ecs_service" "a" {}\n',
  });
  expect(flat(facts, 'iac.root')).toHaveLength(1);
  expect(flat(facts, 'iac.resources')).toMatchObject([
    { tool: 'terragrunt', root: 'live/prod/app', count: 1, compute: true, production: 'yes' },
  ]);
  expect(flat(facts, 'environment.definition')).toMatchObject([{ name: 'prod', tier: 'production' }]);
});

test('files that include each other end', async () => {
  const files = {
    'a/terragrunt.hcl': 'include {\n  path = "../b/terragrunt.hcl"\n}\n',
    'b/terragrunt.hcl': 'include {\n  path = "../a/terragrunt.hcl"\n}\n',
  };
  expect(flat(await factsOf(files), 'iac.root')).toEqual([]);
});
