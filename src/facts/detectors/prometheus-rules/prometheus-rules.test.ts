import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

async function rules(files: Readonly<Record<string, string>>): Promise<readonly Record<string, unknown>[]> {
  return flat(await factsOf(files), 'alert.rule');
}

test('a rule file: class, urgency and runbook of each alert, at its own line', async () => {
  const found = await rules({
    'docs/runbooks/checkout.md': '# Checkout\n',
    'monitoring/shop.yml': `groups:
  - name: shop
    rules:
      # - alert: NotThere
      #   expr: up == 0
      - record: checkout:errors:ratio5m
        expr: sum(rate(http_requests_total{job="checkout",code=~"5.."}[5m])) / sum(rate(http_requests_total{job="checkout"}[5m]))
      - alert: CheckoutFails
        expr: checkout:errors:ratio5m > 0.02
        labels: { severity: critical }
        annotations:
          runbook_url: https://github.com/acme-shop/shop/blob/main/docs/runbooks/checkout.md#fails
      - alert: DiskAlmostFull
        expr: node_filesystem_avail_bytes / node_filesystem_size_bytes < 0.1
        labels: { severity: warning }
        annotations:
          runbook: https://github.com/acme-shop/shop/blob/main/docs/runbooks/disk.md
      - alert: Watchdog
        expr: vector(1)
        labels: { severity: none }
        annotations: { runbook: TODO }
`,
  });
  expect(found).toMatchObject([
    {
      name: 'CheckoutFails',
      line: 8,
      class: 'symptom',
      signal: 'errors',
      paging: 'yes',
      severity: 'critical',
      runbook: 'linked',
      enabled: 'yes',
    },
    { name: 'DiskAlmostFull', line: 13, class: 'cause', signal: 'saturation', paging: 'no', runbook: 'broken' },
    { name: 'Watchdog', line: 18, class: 'meta', paging: 'no', runbook: 'placeholder' },
  ]);
});

const rule = (indent: string) => `${indent}- alert: ApiDown\n${indent}  expr: up{job="api"} == 0\n`;

test.each([
  [
    'a PrometheusRule',
    'k8s/rule.yaml',
    `apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nspec:\n  groups:\n    - name: api\n      rules:\n${rule('        ')}`,
    7,
  ],
  [
    'a ConfigMap',
    'k8s/rules.yaml',
    `kind: ConfigMap\napiVersion: v1\ndata:\n  rules.yml: |\n    groups:\n      - name: api\n        rules:\n${rule('          ')}`,
    8,
  ],
  [
    'Helm values',
    'charts/values.yaml',
    `additionalPrometheusRulesMap:\n  api:\n    groups:\n      - name: api\n        rules:\n${rule('          ')}`,
    6,
  ],
  [
    'values of a HelmRelease',
    'apps/release.yaml',
    `kind: HelmRelease\nspec:\n  values:\n    serverFiles:\n      alerting_rules.yml:\n        groups:\n          - rules:\n${rule('              ')}`,
    8,
  ],
  ['variables of Ansible', 'group_vars/all.yml', `prometheus_alert_rules:\n${rule('  ')}`, 2],
  [
    'an OpenShift template',
    'template.yaml',
    `kind: Template\nobjects:\n- kind: PrometheusRule\n  spec:\n    groups:\n    - rules:\n${rule('      ')}`,
    7,
  ],
  [
    'a heredoc of Terraform',
    'amp.tf',
    `resource "aws_prometheus_rule_group_namespace" "api" {\n  name = "api"\n  data = <<-EOT\n    groups:\n      - name: api\n        rules:\n${rule('          ')}  EOT\n}\n`,
    7,
  ],
  [
    'encoded YAML of Terraform',
    'rules.tf',
    `resource "kubectl_manifest" "api" {\n  yaml_body = yamlencode({\n    spec = { groups = [{\n      rules = [\n        {\n          alert = "ApiDown"\n          expr  = "up == 0"\n        },\n      ]\n    }] }\n  })\n}\n`,
    6,
  ],
])('rules stand in %s', async (_, path, text, line) => {
  expect(await rules({ [path]: text })).toMatchObject([{ name: 'ApiDown', path, line, class: 'weak_symptom' }]);
});

test('a merged rule stands where it is used', async () => {
  const text = `base: &base\n  alert: ApiDown\n  expr: up == 0\ngroups:\n  - name: api\n    rules:\n      - <<: *base\n        for: 5m\n`;
  expect(await rules({ 'rules.yaml': text })).toMatchObject([{ name: 'ApiDown', line: 7 }]);
});

test.each([
  [
    'unit tests of rules',
    'rules_test.yaml',
    'rule_files: [rules.yaml]\ntests:\n  - alert_rule_test:\n      - alertname: ApiDown\n        expr: up\n    rules:\n      - alert: ApiDown\n        expr: up == 0\n',
  ],
  [
    'a schema',
    'crd.yaml',
    'kind: CustomResourceDefinition\nspec:\n  properties:\n    alert:\n      type: string\n    expr:\n      type: string\n',
  ],
  [
    'a Flux notification',
    'alert.yaml',
    'apiVersion: notification.toolkit.fluxcd.io/v1beta3\nkind: Alert\nmetadata: { name: x }\nspec:\n  eventSeverity: error # alert: expr\n',
  ],
  ['translations', 'en.yml', 'en:\n  alert: "The expr is wrong"\n  expr: "Expression"\n'],
])('%s are no rules', async (_, path, text) => {
  expect(await rules({ [path]: text })).toEqual([]);
});

test.each([
  ['SlowQueries', 'rate(mysql_slow_queries[5m]) > 1', 'cause'],
  ['PostgresReplicationSlots', 'pg_replication_slots > 1', 'cause'],
  ['WorkersLoad', 'workers_load > 3', 'cause'],
  ['RdsLowStorage', 'rds_free_bytes < 3', 'unknown'],
  ['OrdersDrop', 'orders_total < 3', 'unknown'],
])('%s has three letters of an objective, no more', async (alert, expr, alertClass) => {
  const text = `groups:\n  - rules:\n      - { alert: ${alert}, expr: '${expr}' }\n`;
  const found = await factsOf({ 'r.yml': text });
  expect(flat(found, 'alert.rule')).toMatchObject([{ name: alert, slo: '', burnRate: 'none', class: alertClass, line: 3 }]);
  expect(flat(found, 'slo')).toEqual([]);
});

test.each([
  ['severity', 'pageteam', 'yes'],
  ['severity', 'crit', 'yes'],
  ['severity', 'emergency', 'yes'],
  ['severity', 'disaster', 'yes'],
  ['severity', 'sev1', 'yes'],
  ['priority', 'P1', 'yes'],
  ['severity', 'high-urgency', 'yes'],
  ['page', '"true"', 'yes'],
  ['sloth_severity', 'page', 'yes'],
  ['sloth_severity', 'ticket', 'no'],
  ['severity', 'slack', 'no'],
  ['severity', 'ticket', 'no'],
  ['severity', 'notice', 'no'],
  ['severity', 'low', 'no'],
  ['priority', 'P3', 'no'],
  ['severity', 'sev2', 'unknown'],
  ['team', 'shop', 'unknown'],
])('%s: %s pages: %s', async (label, value, paging) => {
  const text = `groups:\n  - rules:\n      - { alert: A, expr: up == 0, labels: { ${label}: ${value} } }\n`;
  expect(await rules({ 'r.yml': text })).toMatchObject([{ paging, line: 3 }]);
});

test.each([
  ['labels', 'opsex_class', 'symptom'],
  ['annotations', 'opsex/class', 'cause'],
])('what a person says of a rule in %s decides', async (place, key, word) => {
  const text = `groups:\n  - rules:\n      - { alert: OrdersDrop, expr: orders_total < 3, ${place}: { "${key}": ${word} } }\n`;
  expect(await rules({ 'r.yml': text })).toMatchObject([{ class: word, line: 3 }]);
});

test('rules of Google and VictoriaMetrics', async () => {
  const object = (version: string, kind: string) =>
    `apiVersion: ${version}\nkind: ${kind}\nspec:\n  groups:\n    - rules:\n${rule('        ')}`;
  const text = [
    object('monitoring.googleapis.com/v1', 'Rules'),
    object('monitoring.googleapis.com/v1', 'GlobalRules'),
    object('operator.victoriametrics.com/v1beta1', 'VMRule'),
  ].join('---\n');
  expect((await rules({ 'k8s/rules.yaml': text })).map(({ line }) => line)).toEqual([6, 14, 22]);
});

test('Jsonnet that only calls a library says nothing of its alerts', async () => {
  const text = "{ prometheusAlerts+:: { groups+: [{ name: 'shop', rules: [alerts.build('A')] }] } }\n";
  expect(await rules({ 'mixin.libsonnet': text })).toEqual([]);
});

test('a copied pack stays the pack of somebody else, burn rates included', async () => {
  const text = `groups:
  - rules:
      - alert: KubeAPIErrorBudgetBurn
        expr: sum(apiserver_request:burnrate1h) > (14.40 * 0.01) and sum(apiserver_request:burnrate5m) > (14.40 * 0.01)
        labels: { severity: critical }
        annotations: { runbook_url: 'https://runbooks.prometheus-operator.dev/runbooks/kubernetes/kubeapierrorbudgetburn' }
`;
  expect(await rules({ 'manifests/rules.yaml': text })).toMatchObject([
    { vendored: true, runbook: 'generic', burnRate: 'multi_window', paging: 'yes', line: 3 },
  ]);
});

test('files for stages stand beside each other', async () => {
  const files = Object.fromEntries(
    ['slos-production.prometheusrules.yaml', 'slos-stage.yaml', 'test-rules.yml', 'latest.yml'].map(path => [
      path,
      `groups:\n  - rules:\n${rule('      ')}`,
    ]),
  );
  expect((await rules(files)).map(({ path, production }) => [path, production])).toEqual([
    ['latest.yml', 'unknown'],
    ['slos-production.prometheusrules.yaml', 'yes'],
    ['slos-stage.yaml', 'no'],
    ['test-rules.yml', 'no'],
  ]);
});

test('a switched-off rule, and a pack of somebody else', async () => {
  const text = `prometheusRule:
  enabled: false
  rules:
    - alert: KubePodCrashLooping
      expr: increase(kube_pod_container_status_restarts_total[10m]) > 1
      annotations:
        runbook_url: https://runbooks.prometheus-operator.dev/runbooks/kubernetes/kubepodcrashlooping
`;
  expect(await rules({ 'values.yaml': text })).toMatchObject([{ enabled: 'no', runbook: 'generic', vendored: true, class: 'cause' }]);
});

test('the Alertmanager tree decides what pages', async () => {
  const files = {
    'rules.yml': `groups:
  - name: g
    rules:
      - { alert: A, expr: up == 0, labels: { severity: urgent-ish, team: shop } }
      - { alert: B, expr: up == 0, labels: { severity: critical, team: other } }
      - { alert: C, expr: up == 0, labels: { severity: info } }
`,
    'alertmanager.yml': `route:
  receiver: chat
  group_by: [alertname]
  routes:
    - receiver: nobody
      matchers: ['severity=~"info|debug"']
    - receiver: pager
      match: { severity: urgent-ish }
receivers:
  - name: chat
    slack_configs: [{ channel: '#ops' }]
  - name: pager
    pagerduty_configs: [{ routing_key: x }]
  - name: nobody
`,
  };
  const found = await factsOf(files);
  expect(flat(found, 'alert.rule').map(({ name, paging, notifies }) => [name, paging, notifies])).toEqual([
    ['A', 'yes', 'yes'],
    ['B', 'no', 'yes'],
    ['C', 'no', 'no'],
  ]);
  expect(flat(found, 'alert.route').map(({ name, channel, line, grouped }) => [name, channel, line, grouped])).toEqual([
    ['chat', 'chat', 10, true],
    ['pager', 'page', 12, true],
    ['nobody', 'silent', 14, true],
  ]);
});

test('without a paging receiver severities decide, and `page` outranks `critical` where it is used', async () => {
  const text = (word: string) =>
    `groups:\n  - rules:\n      - { alert: A, expr: up == 0, labels: { severity: critical } }\n      - { alert: B, expr: up == 0, labels: { severity: ${word} } }\n`;
  const chat = 'route: { receiver: a }\nreceivers:\n  - name: a\n    discord_configs: [{}]\n';
  const one = await rules({ 'rules.yml': text('warning'), 'alertmanager.yml': chat });
  expect(one.map(({ paging, notifies }) => [paging, notifies])).toEqual([
    ['yes', 'yes'],
    ['no', 'yes'],
  ]); // prettier-ignore
  const two = await rules({ 'rules.yml': text('page') });
  expect(two.map(({ paging }) => paging)).toEqual(['no', 'yes']);
});

const jsonnetRules = `local diskAlert(claim, threshold) = {
  alert: claim + ' has %d percent left' % threshold,
  // alert: 'NotThere',
  expr: |||
    min(kubelet_volume_stats_available_bytes{persistentvolumeclaim='%s'}) by (namespace) <= %d
  ||| % [claim, threshold],
  labels: { severity: 'page', cluster: cluster },
};
{
  groups: [{
    name: 'shop',
    rules: [
      diskAlert('orders', 10),
      {
        alert: 'CheckoutErrors',
        expr: 'sum(rate(http_requests_total{job="checkout",code=~"5.."}[5m])) / sum(rate(http_requests_total{job="checkout"}[5m])) > 0.02',
        annotations+: { runbook_url: 'https://wiki.acme-shop.com/runbooks/checkout' },
      },
    ],
  }],
}
`;

test('Jsonnet, unless what it makes is checked in', async () => {
  expect(await rules({ 'monitoring/values.jsonnet': jsonnetRules })).toMatchObject([
    { name: '$claim has 0 percent left', class: 'cause', paging: 'yes', runbook: 'none', line: 2 },
    { name: 'CheckoutErrors', class: 'symptom', signal: 'errors', runbook: 'linked', line: 15 },
  ]);
  const made = 'groups:\n  - name: shop\n    rules:\n      - alert: CheckoutErrors\n        expr: up == 0\n';
  expect(await rules({ 'alerts.libsonnet': jsonnetRules, 'made/alerts.yaml': made })).toMatchObject([{ path: 'made/alerts.yaml' }]);
});

test('rule groups of Azure Monitor', async () => {
  const text = `resource "azurerm_monitor_alert_prometheus_rule_group" "a" {
  name = "shop"
  rule {
    alert      = "Errors"
    expression = "rate(http_requests_total{code=~\\"5..\\"}[5m]) > 1"
    severity   = 1
    annotations = { runbook_url = "https://wiki.shop.io/runbooks/errors" }
  }
  rule {
    record     = "shop:errors:rate5m"
    expression = "rate(http_requests_total[5m])"
  }
}
`;
  expect(flat(await factsOf({ 'a.tf': text }), 'alert.rule')).toMatchObject([
    { tool: 'prometheus', name: 'Errors', class: 'symptom', severity: 'sev1', paging: 'yes', runbook: 'linked', line: 4 },
  ]);
});
