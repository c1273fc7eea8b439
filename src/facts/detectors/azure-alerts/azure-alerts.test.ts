import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

test('metric alerts, their action groups and dynamic thresholds', async () => {
  const text = `resource "azurerm_monitor_metric_alert" "errors" {
  name = "errors"
  description = "Runbook: https://wiki.shop.io/errors"
  criteria { metric_name = "Http5xx" }
  action { action_group_id = azurerm_monitor_action_group.call.id }
}
resource "azurerm_monitor_metric_alert" "cpu" {
  name    = "cpu"
  enabled = false
  dynamic_criteria { metric_name = "Percentage CPU" }
}
`;
  const group = 'resource "azurerm_monitor_action_group" "call" {\n  sms_receiver { name = "x" }\n}\n';
  const found = await factsOf({ 'a.tf': text, 'groups.tf': group });
  expect(flat(found, 'alert.rule')).toMatchObject([
    { name: 'errors', line: 1, class: 'symptom', signal: 'errors', paging: 'yes', runbook: 'linked' },
    { name: 'cpu', line: 7, class: 'cause', enabled: 'no', notifies: 'no' },
  ]);
  expect(flat(found, 'anomaly.detection')).toMatchObject([{ line: 7 }]);
});

test('an alert in a template of Azure Resource Manager', async () => {
  const text =
    '{"resources": [\n{"type": "Microsoft.Insights/metricAlerts", "name": "slow", "properties": {"criteria": {"allOf": [{"metricName": "HttpResponseTime"}]}, "actions": []}}]}';
  expect(flat(await factsOf({ 'main.json': text }), 'alert.rule')).toMatchObject([{ name: 'slow', line: 2, signal: 'latency' }]);
});

test.each([
  ['requests/duration', 'symptom', 'latency'],
  ['requests/failed', 'symptom', 'errors'],
  ['availabilityResults/availabilityPercentage', 'symptom', 'availability'],
  ['Percentage CPU', 'cause', 'saturation'],
])('an alert on %s is a %s', async (metric, alertClass, signal) => {
  const text = `resource "azurerm_monitor_metric_alert" "a" {\n  name = "a"\n  criteria {\n    metric_name = "${metric}"\n  }\n}\n`;
  expect(flat(await factsOf({ 'a.tf': text }), 'alert.rule')).toMatchObject([{ class: alertClass, signal, line: 1 }]);
});
