import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

test('conditions of New Relic and a burn alert of Honeycomb', async () => {
  const text = `resource "newrelic_nrql_alert_condition" "a" {
  name        = "Errors"
  type        = "baseline"
  runbook_url = "https://wiki.shop.io/a"
  nrql { query = "SELECT percentage(count(*), WHERE error IS true) FROM Transaction" }
  critical { threshold = 5 }
}
resource "honeycombio_burn_alert" "b" {
  alert_type = "budget_rate"
}
`;
  const found = await factsOf({ 'a.tf': text });
  expect(flat(found, 'alert.rule')).toMatchObject([
    { tool: 'newrelic', name: 'Errors', line: 1, class: 'symptom', signal: 'errors', severity: 'critical', runbook: 'linked' },
    { tool: 'honeycomb', line: 8, burnRate: 'single_window' },
  ]);
  expect(flat(found, 'anomaly.detection')).toMatchObject([{ tool: 'newrelic' }]);
});

const resource = (type: string, body: string) => `resource "${type}" "a" {\n${body}\n}\n`;

test.each([
  [
    'a detector of Splunk, each rule',
    resource(
      'signalfx_detector',
      '  name = "Shop"\n  program_text = "A = data(\'http.requests.errors\').publish()"\n  rule {\n    detect_label = "Errors"\n    severity = "Critical"\n    notifications = ["PagerDuty,abc"]\n    runbook_url = "https://wiki.shop.io/runbooks/a"\n  }\n  rule {\n    detect_label = "Few"\n    severity = "Minor"\n    disabled = true\n    notifications = ["Email,ops@shop.io"]\n  }',
    ),
    [
      { tool: 'splunk', name: 'Errors', class: 'symptom', paging: 'yes', severity: 'Critical', runbook: 'linked', enabled: 'yes', line: 4 },
      { name: 'Few', paging: 'no', notifies: 'yes', enabled: 'no', line: 10 },
    ],
  ],
  [
    'a metric event of Dynatrace',
    resource(
      'dynatrace_metric_events',
      '  summary = "Failure rate"\n  query_definition {\n    metric_key = "builtin:service.errors.server.rate"\n  }',
    ),
    [{ tool: 'dynatrace', name: 'Failure rate', class: 'symptom', signal: 'errors', line: 1 }],
  ],
  [
    'detection of Dynatrace for services',
    resource('dynatrace_service_anomalies_v2', '  failure_rate {\n    enabled = true\n  }'),
    [{ class: 'symptom' }],
  ],
  [
    'a watch',
    resource(
      'elasticstack_elasticsearch_watch',
      '  watch_id = "errors"\n  active = false\n  actions = jsonencode({ mail = { email = { to = "a@shop.io" } } })',
    ),
    [{ tool: 'elastic', name: 'errors', enabled: 'no', paging: 'no', notifies: 'yes' }],
  ],
  [
    'a saved search',
    resource('splunk_saved_searches', '  name = "Errors in checkout"\n  search = "index=main error"\n  actions = "email,pagerduty"'),
    [{ tool: 'splunk', name: 'Errors in checkout', paging: 'yes' }],
  ],
  [
    'a monitor of Sumo Logic',
    resource(
      'sumologic_monitor',
      '  name = "Errors"\n  playbook = "Follow https://wiki.shop.io/runbooks/errors first"\n  notifications {\n    notification {\n      connection_type = "PagerDuty"\n    }\n  }',
    ),
    [{ tool: 'sumologic', paging: 'yes', runbook: 'linked' }],
  ],
  [
    'a recipient by its id',
    resource('honeycombio_trigger', '  name = "Slow"\n  recipient {\n    id = var.recipient\n  }'),
    [{ paging: 'unknown', notifies: 'unknown' }],
  ],
  [
    'a recipient by its kind',
    resource('honeycombio_trigger', '  name = "Slow"\n  recipient {\n    type = "slack"\n  }'),
    [{ paging: 'no', notifies: 'yes' }],
  ],
  ['none that is not made', resource('honeycombio_trigger', '  count = 0\n  name = "Slow"'), []],
])('%s', async (_, text, expected) => {
  expect(flat(await factsOf({ 'a.tf': text }), 'alert.rule')).toMatchObject(expected);
});

test('where notifications go', async () => {
  const text =
    resource('newrelic_notification_channel', '  name = "Duty"\n  type = "PAGERDUTY_SERVICE_INTEGRATION"') +
    resource('dynatrace_slack_notification', '  name = "Room"') +
    resource('honeycombio_email_recipient', '  address = "a@shop.io"');
  expect(flat(await factsOf({ 'a.tf': text }), 'alert.route')).toMatchObject([
    { tool: 'newrelic', name: 'Duty', channel: 'page', line: 1 },
    { tool: 'dynatrace', name: 'Room', channel: 'chat', line: 5 },
    { tool: 'honeycomb', channel: 'mail' },
  ]);
});
