import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

const condition = (filter: string) => `  conditions {\n    condition_threshold {\n      filter = "${filter}"\n    }\n  }\n`;
const policy = (body: string) => `resource "google_monitoring_alert_policy" "p" {\n  display_name = "p"\n${body}}\n`;

test.each([
  [
    'an error rate',
    condition('metric.type=\\"loadbalancing.googleapis.com/https/request_count\\" metric.label.response_code_class=\\"500\\"'),
    { class: 'symptom', signal: 'errors', notifies: 'no' },
  ],
  [
    'requests that the client got wrong',
    condition('metric.type=\\"loadbalancing.googleapis.com/https/request_count\\" metric.label.response_code_class=\\"400\\"'),
    { class: 'unknown' },
  ],
  ['latencies', condition('metric.type=\\"run.googleapis.com/request_latencies\\"'), { class: 'symptom', signal: 'latency' }],
  ['a CPU', condition('metric.type=\\"compute.googleapis.com/instance/cpu/utilization\\"'), { class: 'cause' }],
  [
    'an uptime check',
    condition('metric.type=\\"monitoring.googleapis.com/uptime_check/check_passed\\"'),
    { class: 'symptom', signal: 'availability' },
  ],
  [
    'two windows of an objective',
    `  combiner = "AND"\n${condition('select_slo_burn_rate(\\"x\\", \\"3600s\\")')}${condition('select_slo_burn_rate(\\"x\\", \\"300s\\")')}`,
    { burnRate: 'multi_window', signal: 'burn_rate' },
  ],
  ['one window of an objective', condition('select_slo_burn_rate(\\"x\\", \\"3600s\\")'), { burnRate: 'single_window' }],
  [
    'a pager, a runbook, a switch',
    `${condition('x')}  enabled = false\n  notification_channels = [google_monitoring_notification_channel.pd.name]\n  documentation {\n    content = "Runbook https://wiki.shop.io/a"\n  }\n`,
    { paging: 'yes', runbook: 'linked', enabled: 'no' },
  ],
])('%s', async (_, body, expected) => {
  const text = `${policy(body)}resource "google_monitoring_notification_channel" "pd" {\n  type = "pagerduty"\n}\n`;
  expect(flat(await factsOf({ 'p.tf': text }), 'alert.rule')).toMatchObject([{ name: 'p', line: 1, ...expected }]);
});
