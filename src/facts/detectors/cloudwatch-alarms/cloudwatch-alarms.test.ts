import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

const alarm = (name: string, rest: string) => `resource "aws_cloudwatch_metric_alarm" "${name}" {\n  alarm_name = "${name}"\n${rest}\n}\n`;

test('an alarm follows its topic to those who listen, also over an output', async () => {
  const found = await factsOf({
    'common/sns.tf': `resource "aws_sns_topic" "critical" { name = "critical" }
resource "aws_sns_topic_subscription" "critical_opsgenie" {
  topic_arn = aws_sns_topic.critical.arn
  protocol  = "https"
  endpoint  = var.opsgenie_webhook
}
output "critical_arn" { value = aws_sns_topic.critical.arn }
`,
    'app/alarms.tf': `${alarm('errors-critical', '  metric_name   = "HTTPCode_Target_5XX_Count"\n  alarm_actions = [var.critical_arn]\n  alarm_description = "Runbook: https://wiki.shop.io/errors"')}${alarm('cpu', '  count = var.on ? 1 : 0\n  metric_name = "CPUUtilization"\n  alarm_actions = [aws_sns_topic.unknown.arn]')}`,
  });
  expect(flat(found, 'alert.rule')).toMatchObject([
    {
      name: 'errors-critical',
      line: 1,
      class: 'symptom',
      signal: 'errors',
      paging: 'yes',
      notifies: 'yes',
      severity: 'critical',
      runbook: 'linked',
      enabled: 'yes',
    },
    { name: 'cpu', line: 7, class: 'cause', paging: 'unknown', notifies: 'yes', enabled: 'unknown', runbook: 'none' },
  ]);
  expect(flat(found, 'alert.route')).toMatchObject([{ tool: 'sns', name: 'critical', channel: 'page', path: 'common/sns.tf', line: 2 }]);
});

test.each([
  ['a commented action', '  metric_name = "Errors"\n  # alarm_actions = [aws_sns_topic.a.arn]', { paging: 'no', notifies: 'no' }],
  [
    'an action that is no notification',
    '  metric_name = "StatusCheckFailed"\n  alarm_actions = ["arn:aws:automate:eu-west-1:ec2:reboot"]',
    { notifies: 'no', class: 'cause' },
  ],
  [
    'actions switched off',
    '  metric_name = "Errors"\n  actions_enabled = false\n  alarm_actions = [aws_sns_topic.a.arn]',
    { notifies: 'no' },
  ],
  [
    'a bare link, which is no runbook',
    '  metric_name = "Errors"\n  alarm_description = "See https://wiki.shop.io/errors"',
    { runbook: 'none' },
  ],
  ['a topic named after a pager', '  metric_name = "Errors"\n  alarm_actions = [var.pagerduty_topic_arn]', { paging: 'yes' }],
  [
    'a topic named critical, which is only a hint',
    '  metric_name = "Errors"\n  alarm_actions = [var.critical_topic_arn]',
    { paging: 'unknown' },
  ],
  [
    'metric math',
    '  metric_query {\n    id = "e"\n    expression = "m1 / m2"\n  }\n  metric_query {\n    id = "m1"\n    metric { metric_name = "5XXError" }\n  }',
    { class: 'symptom' },
  ],
  [
    'a metric of a log filter',
    '  metric_name = aws_cloudwatch_log_metric_filter.web-500-errors[0].metric_transformation[0].name',
    { class: 'symptom', signal: 'errors' },
  ],
])('%s', async (_, rest, expected) => {
  expect(flat(await factsOf({ 'alarms.tf': alarm('a', rest) }), 'alert.rule')).toMatchObject([expected]);
});

test.each([
  ['HTTPCode_ELB_5XX_Count', 'symptom', 'errors'],
  ['UnHealthyHostCount', 'symptom', 'availability'],
  ['Throttles', 'symptom', 'errors'],
  ['IntegrationLatency', 'symptom', 'latency'],
  ['5xxErrorRate', 'symptom', 'errors'],
  ['4XXError', 'unknown', 'other'],
  ['ApproximateAgeOfOldestMessage', 'weak_symptom', 'freshness'],
  ['CPUUtilization', 'cause', 'saturation'],
  ['MemoryUtilization', 'cause', 'saturation'],
  ['FreeableMemory', 'cause', 'saturation'],
  ['FreeStorageSpace', 'cause', 'saturation'],
  ['DiskQueueDepth', 'cause', 'saturation'],
])('an alarm on %s is a %s', async (metric, alertClass, signal) => {
  const found = await factsOf({ 'alarms.tf': alarm('a', `  metric_name = "${metric}"`) });
  expect(flat(found, 'alert.rule')).toMatchObject([{ class: alertClass, signal, line: 1 }]);
});

test('a topic that a chat listens to does not page', async () => {
  const text = `resource "aws_sns_topic" "t" {
  name = "t"
}
resource "aws_chatbot_slack_channel_configuration" "c" {
  sns_topic_arns = [aws_sns_topic.t.arn]
}
${alarm('a', '  metric_name = "Errors"\n  alarm_actions = [aws_sns_topic.t.arn]')}`;
  expect(flat(await factsOf({ 'alarms.tf': text }), 'alert.rule')).toMatchObject([{ paging: 'no', notifies: 'yes', line: 7 }]);
});

test('no alarm: switched off, or only named in a rule of a scanner', async () => {
  const files = {
    'a.tf': alarm('a', '  count = 0\n  metric_name = "Errors"'),
    'checks.yaml': 'checks:\n  - requiredTypes: [resource]\n    requiredLabels: [aws_cloudwatch_metric_alarm]\n',
  };
  expect(flat(await factsOf(files), 'alert.rule')).toEqual([]);
});

test('a module for alarms, and a module that ties a topic to a pager', async () => {
  const text = `module "alarm" {
  source        = "terraform-aws-modules/cloudwatch/aws//modules/metric-alarm"
  alarm_name    = "slow"
  metric_name   = "TargetResponseTime"
  alarm_actions = [aws_sns_topic.ops.arn]
}
module "pagerduty" {
  source     = "github.com/acme/pagerduty-integration"
  sns_topics = [aws_sns_topic.ops.name]
}
`;
  expect(flat(await factsOf({ 'a.tf': text }), 'alert.rule')).toMatchObject([{ name: 'slow', signal: 'latency', paging: 'yes', line: 1 }]);
});

test('an anomaly band, and alarms of CloudFormation', async () => {
  const band = alarm(
    'a',
    '  threshold_metric_id = "band"\n  metric_query {\n    id = "band"\n    expression = "ANOMALY_DETECTION_BAND(m1, 2)"\n  }',
  );
  const template = `Resources:
  Alerts:
    Type: AWS::SNS::Topic
    Properties:
      Subscription:
        - { Protocol: email, Endpoint: ops@shop.io }
  Slow:
    Type: AWS::CloudWatch::Alarm
    Properties:
      MetricName: Latency
      AlarmActions: [!Ref Alerts]
`;
  const found = await factsOf({ 'a.tf': band, 'template.yaml': template });
  expect(flat(found, 'anomaly.detection')).toMatchObject([{ tool: 'cloudwatch', line: 1 }]);
  expect(flat(found, 'alert.rule')).toMatchObject([
    { name: 'a' },
    { name: 'Slow', line: 8, signal: 'latency', paging: 'no', notifies: 'yes' },
  ]);
});
