import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

const recorder = 'resource "aws_config_configuration_recorder" "r" {\n  role_arn = "a"\n}\n';
const status = (enabled: string) => `resource "aws_config_configuration_recorder_status" "r" {\n  is_enabled = ${enabled}\n}\n`;
const rule = 'resource "aws_config_config_rule" "a" {\n  name = "a"\n}\n';
const remediation = 'resource "aws_config_remediation_configuration" "a" {\n  automatic = true\n}\n';
const policy = (enforce: string) => `resource "azurerm_subscription_policy_assignment" "p" {\n  name = "p"${enforce}\n}\n`;

test.each([
  [
    'recording with rules',
    recorder + status('true') + rule,
    { tool: 'aws-config', rules: 1, recording: 'yes', remediates: false, line: 1 },
  ],
  ['only a recorder', recorder, { rules: 0, recording: 'unknown' }],
  ['switched off', recorder + status('false') + rule, { recording: 'no' }],
  ['decided by a variable', recorder + status('var.on') + rule, { recording: 'unknown' }],
  ['started where a variable says so', recorder + status('true\n  count = var.on ? 1 : 0') + rule, { recording: 'unknown', rules: 1 }],
  ['remediation that a person starts', recorder + status('true') + rule + remediation.replace('true', 'false'), { remediates: false }],
  ['rules without a recorder in sight', rule, { rules: 1, recording: 'unknown', line: 1 }],
  ['remediating', recorder + status('true') + rule + remediation, { remediates: true }],
  ['an Azure policy', policy(''), { tool: 'azure-policy', rules: 1, recording: 'yes' }],
])('%s', async (_, text, expected) => {
  expect(flat(await factsOf({ 'landing-zone/config.tf': text }), 'cloud.recorder')).toMatchObject([expected]);
});

const template = 'Resources:\n  R:\n    Type: AWS::Config::ConfigurationRecorder\n  A:\n    Type: AWS::Config::ConfigRule\n';

test.each([
  ['that a script deploys', { 'config.yaml': template, Makefile: 'go:\n\taws cloudformation deploy --template-file config.yaml\n' }, 'yes'],
  ['that may be deployed or not', { 'config.yaml': template }, 'unknown'],
])('a template %s', async (_, files: Record<string, string>, recording) => {
  expect(flat(await factsOf(files), 'cloud.recorder')).toMatchObject([{ rules: 1, recording, line: 3 }]);
});

test.each([
  ['a policy that is not enforced', policy('\n  enforce = false')],
  ['a rule that is not created', `resource "aws_config_config_rule" "a" {\n  count = 0\n}\n`],
  ['a status without a recorder', status('true')],
  ['a commented rule', rule.replace(/^/gm, '# ')],
])('nothing: %s', async (_, text) => {
  expect(flat(await factsOf({ 'a.tf': text }), 'cloud.recorder')).toEqual([]);
});
