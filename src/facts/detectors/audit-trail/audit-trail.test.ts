import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

const trail = (more: string) => `resource "aws_cloudtrail" "t" {\n  name = "t"\n${more}}\n`;
const both = '  is_multi_region_trail = true\n  enable_log_file_validation = true\n';
const setting = (target: string) => `resource "azurerm_monitor_diagnostic_setting" "s" {\n  target_resource_id = ${target}\n}\n`;

test.each([
  ['everywhere and validated', trail(both), { tool: 'aws-cloudtrail', everywhere: 'yes', validated: 'yes', line: 1 }],
  ['the defaults', trail(''), { everywhere: 'no', validated: 'no' }],
  ['from variables', trail('  is_multi_region_trail = var.all\n'), { everywhere: 'unknown', validated: 'no' }],
  [
    'one region only',
    trail('  is_multi_region_trail = false\n  enable_log_file_validation = true\n'),
    { everywhere: 'no', validated: 'yes' },
  ],
  ['created where a variable says so', trail(`${both}  count = var.on ? 1 : 0\n`), { everywhere: 'unknown', validated: 'yes' }],
  ['not logging', trail(`${both}  enable_logging = false\n`), { everywhere: 'no', validated: 'no' }],
  ['the activity log', setting('data.azurerm_subscription.current.id'), { tool: 'azure-activity-log', everywhere: 'yes' }],
])('%s', async (_, text, expected) => {
  expect(flat(await factsOf({ 'audit.tf': text }), 'audit.trail')).toMatchObject([expected]);
});

test('diagnostics of one resource are no audit trail, nor is a commented one', async () => {
  const files = {
    'a.tf': setting('azurerm_key_vault.v.id'),
    'b.tf': trail(both).replace(/^/gm, '# '),
    'c.tf': trail(`${both}  count = 0\n`),
  };
  expect(flat(await factsOf(files), 'audit.trail')).toEqual([]);
});

const template =
  'Resources:\n  T:\n    Type: AWS::CloudTrail::Trail\n    Properties:\n      IsMultiRegionTrail: true\n      IsLogging: true\n      EnableLogFileValidation: true\n';

test.each([
  ['that a script deploys', { 'trail.yaml': template, Makefile: 'go:\n\taws cloudformation deploy --template-file trail.yaml\n' }, 'yes'],
  ['of an environment', { 'prod/trail.yaml': template }, 'yes'],
  ['that may be deployed or not', { 'baseline/trail.yaml': template }, 'unknown'],
])('a template %s', async (_, files: Record<string, string>, everywhere) => {
  expect(flat(await factsOf(files), 'audit.trail')).toMatchObject([{ everywhere, validated: 'yes', line: 3 }]);
});
