import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

const monitor = (type: string, query: string, message: string) =>
  `resource "datadog_monitor" "m" {\n  name = "m"\n  type = "${type}"\n  query = "${query}"\n  message = "${message}"\n}\n`;

test.each([
  [
    'query alert',
    'sum(last_5m):sum:trace.http.request.errors{env:prod}.as_count() > 5',
    'Runbook: https://wiki.shop.io/runbooks/x @pagerduty-shop',
    { class: 'symptom', signal: 'errors', paging: 'yes', runbook: 'linked' },
  ],
  [
    'metric alert',
    'avg(last_5m):avg:system.cpu.user{*} > 90',
    '@slack-ops',
    { class: 'cause', paging: 'no', notifies: 'yes', runbook: 'none' },
  ],
  [
    'slo alert',
    'burn_rate(\\"x\\").over(\\"30d\\").long_window(\\"1h\\").short_window(\\"5m\\") > 14.4',
    '@opsgenie',
    { class: 'symptom', burnRate: 'multi_window', paging: 'yes' },
  ],
  ['slo alert', 'error_budget(\\"x\\").over(\\"7d\\") > 75', 'no mention', { burnRate: 'none', paging: 'no', notifies: 'no' }],
  ['trace-analytics alert', 'x', '@oncall-shop', { class: 'symptom', paging: 'yes' }],
  ['error-tracking alert', 'x', '@victorops-shop', { class: 'symptom', paging: 'yes' }],
  ['rum alert', 'x', '@webhook-relay', { class: 'symptom', paging: 'unknown', notifies: 'yes' }],
  ['query alert', 'avg(last_5m):avg:kubernetes.cpu.usage{*} > 5', '@slack-ops', { class: 'cause', paging: 'no' }],
  ['service check', '\\"http.can_connect\\".over(\\"*\\").last(2)', '@ops@shop.io', { class: 'weak_symptom', paging: 'no' }],
])('a %s on %s', async (type, query, message, expected) => {
  expect(flat(await factsOf({ 'm.tf': monitor(type, query, message) }), 'alert.rule')).toMatchObject([
    { line: 1, tool: 'datadog', ...expected },
  ]);
});

test('a monitor as JSON and as a custom resource, and an anomaly', async () => {
  const found = await factsOf({
    'monitors/a.json':
      '{"name": "a", "type": "query alert", "query": "anomalies(avg:orders.count{*}, \'agile\', 2)", "message": "@slack-x"}',
    'b.yaml':
      'apiVersion: datadoghq.com/v1alpha1\nkind: DatadogMonitor\nmetadata: { name: b }\nspec:\n  name: b\n  type: synthetics alert\n  query: q\n  message: "@pagerduty"\n',
    'c.json': '{"type": "some alert", "message": "hello"}',
  });
  expect(flat(found, 'alert.rule')).toMatchObject([
    { name: 'b', path: 'b.yaml', signal: 'availability' },
    { name: 'a', path: 'monitors/a.json', class: 'unknown' },
  ]);
  expect(flat(found, 'anomaly.detection')).toMatchObject([{ path: 'monitors/a.json' }]);
});

test('a monitor in Terraform that is written as JSON', async () => {
  const text = `resource "datadog_monitor_json" "a" {
  monitor = <<-EOF
    {"name": "Errors", "type": "query alert", "query": "sum(last_5m):sum:trace.http.request.errors{*} > 1", "message": "@pagerduty-shop"}
  EOF
}
`;
  expect(flat(await factsOf({ 'a.tf': text }), 'alert.rule')).toMatchObject([{ tool: 'datadog', name: 'Errors', paging: 'yes', line: 1 }]);
});
