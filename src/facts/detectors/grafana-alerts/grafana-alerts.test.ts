import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

test('provisioned rules and contact points', async () => {
  const found = await factsOf({
    'grafana/alerts.yaml': `apiVersion: 1
groups:
  - name: shop
    rules:
      - uid: a
        title: Checkout is slow
        condition: B
        noDataState: OK
        data:
          - refId: A
            model: { expr: 'histogram_quantile(0.9, sum by (le) (rate(http_request_duration_seconds_bucket[5m])))' }
        labels: { severity: critical }
        annotations: { runbook_url: 'https://wiki.shop.io/runbooks/slow' }
      - uid: b
        title: Paused
        condition: B
        isPaused: true
        data: []
contactPoints:
  - name: oncall
    receivers:
      - { uid: x, type: pagerduty }
`,
  });
  expect(flat(found, 'alert.rule')).toMatchObject([
    { name: 'Checkout is slow', line: 5, class: 'symptom', signal: 'latency', paging: 'yes', runbook: 'linked', enabled: 'yes' },
    { name: 'Paused', line: 14, class: 'unknown', enabled: 'no' },
  ]);
  expect(flat(found, 'alert.route')).toMatchObject([{ tool: 'grafana', name: 'oncall', channel: 'page', line: 22 }]);
});

test('rules and contact points of Terraform', async () => {
  const found = await factsOf({
    'alerts.tf': `resource "grafana_rule_group" "shop" {
  name = "shop"
  rule {
    name      = "ApiDown"
    condition = "B"
    data {
      ref_id = "A"
      model  = jsonencode({ expr = "up == 0" })
    }
    labels = { severity = "warning" }
  }
}
resource "grafana_contact_point" "chat" {
  name = "chat"
  slack {
    url = var.url
  }
}
`,
  });
  expect(flat(found, 'alert.rule')).toMatchObject([{ name: 'ApiDown', line: 3, class: 'weak_symptom', paging: 'no' }]);
  expect(flat(found, 'alert.route')).toMatchObject([{ name: 'chat', channel: 'chat', line: 13 }]);
});

test.each([
  ['ops@shop.io; admin@example.com', 'mail'],
  ['$OPS_MAIL', 'mail'],
  ['<admin@example.com>', 'unknown'],
])('mail to %s goes to %s', async (addresses, channel) => {
  const text = `contactPoints:\n  - name: team\n    receivers:\n      - { uid: x, type: email, settings: { addresses: "${addresses}" } }\n`;
  expect(flat(await factsOf({ 'a.yaml': text }), 'alert.route')).toMatchObject([{ name: 'team', channel }]);
});

test('notification policies decide what pages', async () => {
  const found = await factsOf({
    'alerting/rules.yaml': `groups:
  - rules:
      - { title: Orders, condition: B, noDataState: OK, data: [], labels: { team: shop } }
      - { title: Stock, condition: B, noDataState: OK, data: [], labels: { team: store } }
`,
    'alerting/policies.yaml': `contactPoints:
  - { name: pager, receivers: [{ type: opsgenie }] }
  - { name: chat, receivers: [{ type: slack }] }
policies:
  - receiver: chat
    routes:
      - { receiver: pager, object_matchers: [[team, '=', shop]] }
`,
  });
  expect(flat(found, 'alert.rule')).toMatchObject([
    { name: 'Orders', paging: 'yes', notifies: 'yes', line: 3 },
    { name: 'Stock', paging: 'no', notifies: 'yes', line: 4 },
  ]);
});

test.each([
  [
    'a group of Grizzly',
    'apiVersion: grizzly.grafana.com/v1alpha1\nkind: AlertRuleGroup\nmetadata:\n  name: f.g\nspec:\n  title: g\n  rules:\n    - title: Errors\n      condition: C\n      noDataState: OK\n      data:\n        - refId: A\n          model: { expr: \'rate(http_requests_total{code=~"5.."}[5m])\' }\n',
    { name: 'Errors', class: 'symptom', line: 8 },
  ],
  [
    'a resource of Grafana',
    'apiVersion: rules.alerting.grafana.app/v0alpha1\nkind: AlertRule\nmetadata:\n  name: a\nspec:\n  title: Errors\n  paused: true\n  labels: { severity: critical }\n  expressions:\n    A: { model: { expr: \'rate(http_requests_total{code=~"5.."}[5m])\' } }\n',
    { name: 'Errors', class: 'symptom', paging: 'yes', enabled: 'no', line: 1 },
  ],
])('a rule in %s', async (_, text, expected) => {
  expect(flat(await factsOf({ 'a.yaml': text }), 'alert.rule')).toMatchObject([{ tool: 'grafana', ...expected }]);
});
