import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

const group = (attribute: string) => `resource "aws_cloudwatch_log_group" "app" {\n  name = "/app"\n${attribute}}\n`;

test.each([
  ['CloudWatch', 'logs.tf', group('  retention_in_days = 30\n'), { tool: 'cloudwatch', store: '/app', days: 30, line: 3 }],
  ['CloudWatch with 0, which is no end', 'logs.tf', group('  retention_in_days = 0\n'), { days: 0, line: 3 }],
  [
    'Google',
    'logs.tf',
    'resource "google_logging_project_bucket_config" "b" {\n  bucket_id = "b"\n  retention_days = 45\n}\n',
    { tool: 'cloud-logging', days: 45, line: 3 },
  ],
  [
    'Datadog',
    'logs.tf',
    'resource "datadog_logs_index" "i" {\n  name = "main"\n  retention_days = 15\n}\n',
    { tool: 'datadog', days: 15, line: 3 },
  ],
  [
    'Loki with the compactor off',
    'loki.yaml',
    'limits_config:\n  retention_period: 744h\ncompactor:\n  retention_enabled: false\n',
    { days: 0 },
  ],
  ['CloudWatch without end', 'logs.tf', group(''), { days: 0, line: 1 }],
  [
    'the default of a variable',
    'logs.tf',
    `${group('  retention_in_days = var.days\n')}variable "days" {\n  default = 90\n}\n`,
    { days: 90 },
  ],
  [
    'Log Analytics',
    'logs.tf',
    'resource "azurerm_log_analytics_workspace" "main" {\n  name = "main"\n  retention_in_days = 60\n}\n',
    { tool: 'log-analytics', days: 60 },
  ],
  [
    'CloudFormation',
    'stack.yaml',
    'Resources:\n  Logs:\n    Type: AWS::Logs::LogGroup\n    Properties:\n      RetentionInDays: 14\n',
    { tool: 'cloudwatch', store: 'Logs', days: 14, line: 5 },
  ],
  [
    'Loki',
    'loki.yaml',
    'limits_config:\n  retention_period: 744h\ncompactor:\n  retention_enabled: true\n',
    { tool: 'loki', days: 31, line: 2 },
  ],
  ['Loki whose compactor deletes nothing', 'loki.yaml', 'limits_config:\n  retention_period: 744h\n', { days: 0 }],
  [
    'Elasticsearch',
    'policies/logs.json',
    '{ "policy": { "phases": {\n  "delete": { "min_age": "45d", "actions": {} } } } }',
    { tool: 'elasticsearch', store: 'logs', days: 45, line: 2 },
  ],
])('retention: %s', async (_, path, text, expected) => {
  expect(flat(await factsOf({ [path]: text }), 'log.retention')).toMatchObject([expected]);
});

test.each([
  ['a value that is not known here', 'logs.tf', group('  retention_in_days = local.days\n')],
  ['a switched-off group', 'logs.tf', group('  count = 0\n')],
  ['another retention', 'backup.yaml', 'retention_period: 30d\n'],
])('no retention: %s', async (_, path, text) => {
  expect(flat(await factsOf({ [path]: text }), 'log.retention')).toEqual([]);
});
