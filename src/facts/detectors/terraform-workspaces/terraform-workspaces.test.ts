import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

const sizes = 'locals {\n  size = {\n    default = "s"\n    staging = "s"\n    production = "l"\n  }\n}\n';

test.each([
  [
    'a comparison',
    { 'main.tf': 'locals {\n  count = terraform.workspace == "prod" ? 3 : 1\n}\n' },
    [{ name: 'prod', tier: 'production', line: 2 }],
  ],
  [
    'values by workspace, in two files',
    { 'infra/locals.tf': sizes, 'infra/main.tf': 'resource "aws_instance" "a" {\n  type = local.size[terraform.workspace]\n}\n' },
    [
      { name: 'staging', tier: 'staging', line: 4 },
      { name: 'production', tier: 'production', line: 5 },
    ],
  ],
  ['a map that nobody asks by workspace', { 'main.tf': sizes }, []],
  ['a map of another root', { 'a/locals.tf': sizes, 'b/main.tf': 'locals {\n  x = local.size[terraform.workspace]\n}\n' }, []],
  ['a commented-out comparison', { 'main.tf': '# x = terraform.workspace == "prod"\n' }, []],
  [
    'a workspace of HCP Terraform',
    { 'main.tf': 'terraform {\n  cloud {\n    organization = "acme"\n    workspaces {\n      name = "shop-production"\n    }\n  }\n}\n' },
    [{ name: 'shop-production', tier: 'production', line: 5 }],
  ],
  [
    'workspaces as resources',
    { 'tfc.tf': 'resource "tfe_workspace" "a" {\n  name = "shop-staging"\n}\n' },
    [{ name: 'shop-staging', line: 1 }],
  ],
  [
    'scripts and pipelines',
    {
      'deploy.sh':
        '# terraform workspace select old-prod\nterraform -chdir=infra workspace select -or-create prod\nterraform workspace select "$ENV"\n',
      '.github/workflows/a.yml': 'jobs:\n  a:\n    steps:\n      - run: tofu workspace select staging\n',
    },
    [
      { name: 'staging', line: 4 },
      { name: 'prod', tier: 'production', line: 2 },
    ],
  ],
  ['a name that means no environment', { 'deploy.sh': 'terraform workspace select blue\n' }, []],
])('%s', async (_, files, expected) => {
  const facts = flat(await factsOf(files as unknown as Record<string, string>), 'environment.definition');
  expect(facts.filter(each => each.tool === 'terraform-workspace')).toMatchObject(expected);
});
