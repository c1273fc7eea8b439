import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

const scp = (statement: string, type = '') => `resource "aws_organizations_policy" "manual" {
  name = "manual"${type}
  content = jsonencode({
    Version = "2012-10-17"
    Statement = [${statement}]
  })
}
`;
const attachment =
  'resource "aws_organizations_policy_attachment" "a" {\n  policy_id = aws_organizations_policy.manual.id\n  target_id = "ou-1"\n}\n';
const onlyPipeline = `{
      Effect = "Deny"
      Action = ["ec2:*", "rds:*"]
      Resource = "*"
      Condition = { ArnNotLike = { "aws:PrincipalArn" = "arn:aws:iam::*:role/pipeline" } }
    }`;
const region =
  '{ Effect = "Deny", Action = "*", Resource = "*", Condition = { StringNotEquals = { "aws:RequestedRegion" = "eu-west-1" } } }';
const root =
  '{ Effect = "Deny", Action = "*", Resource = "*", Condition = { StringLike = { "aws:PrincipalArn" = "arn:aws:iam::*:root" } } }';
const document = `data "aws_iam_policy_document" "deny" {
  statement {
    effect    = "Deny"
    actions   = ["*"]
    resources = ["*"]
    condition {
      test     = "ArnNotLike"
      variable = "aws:PrincipalArn"
      values   = ["arn:aws:iam::*:role/deploy"]
    }
  }
}
resource "aws_organizations_policy" "manual" {
  content = data.aws_iam_policy_document.deny.json
}
`;
const heredoc = `resource "aws_organizations_policy" "manual" {
  content = <<EOT
{"Statement": [{"Effect": "Deny", "Action": "s3:Put*", "Condition": {"StringNotLike": {"aws:PrincipalArn": "*ci*"}}}]}
EOT
}
`;
const lock = (level: string) => `resource "azurerm_management_lock" "l" {\n  lock_level = "${level}"\n}\n`;

test.each([
  ['only the pipeline may change', scp(onlyPipeline) + attachment, { restrictsManual: 'yes', attached: 'yes', line: 1 }],
  ['the same, not attached here', scp(onlyPipeline), { restrictsManual: 'yes', attached: 'unknown' }],
  ['regions are hygiene', scp(region) + attachment, { restrictsManual: 'no', attached: 'yes' }],
  ['the root user is hygiene', scp(root) + attachment, { restrictsManual: 'no' }],
  [
    'leaving the organisation is hygiene',
    scp('{ Effect = "Deny", Action = "organizations:LeaveOrganization", Resource = "*" }') + attachment,
    { restrictsManual: 'no', attached: 'yes' },
  ],
  ['a policy that allows', scp('{ Effect = "Allow", Action = "*", Resource = "*" }'), { restrictsManual: 'no' }],
  [
    'one role that may not is no rule for the others',
    scp(
      '{ Effect = "Deny", Action = "ec2:*", Resource = "*", Condition = { StringEquals = { "aws:PrincipalArn" = "arn:aws:iam::1:role/guest" } } }',
    ),
    { restrictsManual: 'no' },
  ],
  [
    'a tag of the pipeline',
    scp('{ Effect = "Deny", Action = "*", Resource = "*", Condition = { StringNotLike = { "aws:PrincipalTag/role" = "pipeline" } } }'),
    { restrictsManual: 'yes' },
  ],
  ['a policy document', document, { restrictsManual: 'yes', line: 13 }],
  ['a heredoc', heredoc, { restrictsManual: 'yes' }],
  ['a read-only lock', lock('ReadOnly'), { restrictsManual: 'yes', attached: 'yes' }],
  ['a lock against deletion', lock('CanNotDelete'), { restrictsManual: 'no' }],
])('%s', async (_, text, expected) => {
  expect(flat(await factsOf({ 'org/policies.tf': text }), 'iac.guardrail')).toMatchObject([expected]);
});

test.each([
  [
    'reading rights of people',
    'resource "aws_ssoadmin_permission_set" "r" {\n  name = "ReadOnlyAccess"\n}\nresource "aws_ssoadmin_account_assignment" "prod" {\n  permission_set_arn = aws_ssoadmin_permission_set.r.arn\n}\n',
  ],
  ['a boundary of one role', 'resource "aws_iam_role" "dev" {\n  permissions_boundary = "arn:aws:iam::aws:policy/x"\n}\n'],
  ['a tag policy', scp(region, '\n  type = "TAG_POLICY"')],
  ['a commented policy', scp(onlyPipeline).replace(/^/gm, '# ')],
])('no guardrail: %s', async (_, text) => {
  expect(flat(await factsOf({ 'org/policies.tf': text }), 'iac.guardrail')).toEqual([]);
});

test.each([
  ['denyWriteAndDelete', 'yes'],
  ['denyDelete', 'no'],
])('a deployment stack with %s', async (mode, restrictsManual) => {
  const script = `# az stack sub create --deny-settings-mode denyWriteAndDelete\naz stack sub create --name shop \\\n  --template-file main.bicep --deny-settings-mode ${mode}\n`;
  const facts = flat(await factsOf({ 'deploy.sh': script }), 'iac.guardrail');
  expect(facts).toMatchObject([{ tool: 'azure-resource-manager', via: 'deployment stack', restrictsManual, attached: 'yes', line: 3 }]);
});

test.each([
  ['nothing is denied', 'az stack group create --name shop --deny-settings-mode none\n'],
  ['another command', 'terraform apply --deny-settings-mode denyWriteAndDelete\n'],
])('no guardrail by a stack: %s', async (_, script) => {
  expect(flat(await factsOf({ 'deploy.sh': script }), 'iac.guardrail')).toEqual([]);
});
