import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

const googleBurnRates = `resource "google_monitoring_slo" "s" {
  goal = 0.9
}
resource "google_monitoring_alert_policy" "p" {
  combiner = "AND"
  conditions {
    condition_threshold { filter = "select_slo_burn_rate(\${google_monitoring_slo.s.id}, 3600s)" }
  }
  conditions {
    condition_threshold { filter = "select_slo_burn_rate(\${google_monitoring_slo.s.id}, 300s)" }
  }
}
`;

test.each([
  [
    'Sloth',
    'a.yaml',
    'version: prometheus/v1\nservice: shop\nslos:\n  - name: requests\n    objective: 99.9\n    sli: { events: { error_query: a, total_query: b } }\n    alerting: { name: A, page_alert: { labels: {} } }\n',
    { name: 'requests', line: 4, objective: 99.9, alerting: 'generated', multiWindow: 'yes' },
  ],
  [
    'Sloth without alerts',
    'a.yaml',
    'version: prometheus/v1\nslos:\n  - name: r\n    objective: 99\n    alerting: { page_alert: { disable: true }, ticket_alert: { disable: true } }\n',
    { alerting: 'none', multiWindow: 'no' },
  ],
  [
    'Pyrra',
    'a.yaml',
    'apiVersion: pyrra.dev/v1alpha1\nkind: ServiceLevelObjective\nmetadata: { name: p }\nspec:\n  target: "99.5"\n  window: 4w\n  indicator: { ratio: {} }\n',
    { name: 'p', line: 1, objective: 99.5, window: '4w', alerting: 'generated', multiWindow: 'yes' },
  ],
  [
    'OpenSLO in a list',
    'a.yaml',
    '- apiVersion: openslo/v1\n  kind: SLO\n  metadata: { name: o }\n  spec:\n    indicatorRef: i\n    timeWindow: [{ duration: 28d }]\n    objectives: [{ target: 0.999 }]\n',
    { name: 'o', objective: 99.9, window: '28d', alerting: 'none' },
  ],
  [
    'OpenSLO with a policy',
    'a.yaml',
    'apiVersion: openslo/v1\nkind: SLO\nmetadata: { name: o }\nspec:\n  objectives: [{ target: 0.99 }]\n  alertPolicies: [p]\n',
    { alerting: 'referenced' },
  ],
  [
    'Google without an alert',
    'a.tf',
    'resource "google_monitoring_slo" "s" {\n  display_name = "s"\n  goal = 0.995\n  rolling_period_days = 28\n}\n',
    { objective: 99.5, window: '28d', alerting: 'none', multiWindow: 'no' },
  ],
  [
    'Nobl9 with a window that is counted',
    'a.yaml',
    'apiVersion: n9/v1alpha\nkind: SLO\nmetadata: { name: n }\nspec:\n  objectives: [{ target: 0.99 }]\n  timeWindows: [{ count: 4, unit: Week, isRolling: true }]\n  alertPolicies: [p]\n',
    { objective: 99, window: '4w', alerting: 'referenced' },
  ],
  [
    'a resource of Datadog',
    'a.yaml',
    'apiVersion: datadoghq.com/v1alpha1\nkind: DatadogSLO\nmetadata: { name: d }\nspec:\n  name: shop\n  targetThreshold: "99.9"\n  timeframe: 30d\n  type: metric\n',
    { tool: 'datadog', name: 'shop', line: 1, objective: 99.9, window: '30d', alerting: 'none' },
  ],
  [
    'a generic resource of Datadog',
    'a.yaml',
    'apiVersion: datadoghq.com/v1alpha1\nkind: DatadogGenericResource\nmetadata: { name: d }\nspec:\n  type: slo\n  jsonSpec: \'{"name": "shop", "thresholds": [{"target": 99.5, "timeframe": "7d"}]}\'\n',
    { name: 'shop', objective: 99.5, window: '7d' },
  ],
  [
    'slo-generator',
    'slos/a.yaml',
    'apiVersion: sre.google.com/v2\nkind: ServiceLevelObjective\nmetadata: { name: g }\nspec:\n  backend: prometheus\n  goal: 0.99\n',
    { tool: 'slo-generator', name: 'g', objective: 99, alerting: 'unknown', measured: 'yes' },
  ],
  [
    'Google in JSON',
    'a.json',
    '{"displayName": "j", "goal": 0.999, "rollingPeriod": "2419200s", "serviceLevelIndicator": {"requestBased": {}}}',
    { tool: 'gcp', name: 'j', objective: 99.9, window: '28d' },
  ],
  ['Google with burn rates', 'a.tf', googleBurnRates, { alerting: 'referenced', multiWindow: 'yes' }],
  [
    'Grafana with alerts',
    'a.tf',
    'resource "grafana_slo" "s" {\n  name = "s"\n  objectives {\n    value = 0.99\n    window = "30d"\n  }\n  alerting {}\n}\n',
    { objective: 99, alerting: 'generated' },
  ],
  [
    'Pyrra with its alerts off',
    'a.yaml',
    'apiVersion: pyrra.dev/v1alpha1\nkind: ServiceLevelObjective\nmetadata: { name: p }\nspec: { target: "99.5", indicator: { ratio: {} }, alerting: { disabled: true } }\n',
    { alerting: 'none', multiWindow: 'no', line: 1 },
  ],
  [
    'Sloth as an object that only opens tickets',
    'a.yaml',
    'apiVersion: sloth.slok.dev/v1\nkind: PrometheusServiceLevel\nspec:\n  slos:\n    - { name: r, objective: 99, alerting: { pageAlert: { disable: true }, ticketAlert: {} } }\n',
    { name: 'r', alerting: 'generated', line: 5 },
  ],
  [
    'Datadog with an alert on the rest of the budget only',
    'a.tf',
    'resource "datadog_service_level_objective" "d" {\n  name = "d"\n}\nresource "datadog_monitor" "m" {\n  type  = "slo alert"\n  query = "error_budget(\\"${datadog_service_level_objective.d.id}\\").over(\\"7d\\") > 75"\n}\n',
    { alerting: 'none', line: 1 },
  ],
  [
    'Datadog with burn rates',
    'a.tf',
    'resource "datadog_service_level_objective" "d" {\n  name = "d"\n}\nresource "datadog_monitor" "m" {\n  type  = "slo alert"\n  query = "burn_rate(\\"${datadog_service_level_objective.d.id}\\").over(\\"30d\\").long_window(\\"1h\\").short_window(\\"5m\\") > 14.4"\n}\n',
    { alerting: 'referenced', multiWindow: 'yes' },
  ],
  ['Dynatrace', 'a.tf', 'resource "dynatrace_slo_v2" "y" {\n  name = "y"\n  error_budget_burn_rate {\n  }\n}\n', { alerting: 'none' }],
  [
    'Nobl9',
    'a.yaml',
    'apiVersion: n9/v1alpha\nkind: SLO\nmetadata: { name: n }\nspec: { objectives: [{ target: 0.99 }] }\n',
    { alerting: 'none' },
  ],
  [
    'CloudFormation with an alarm on the burn rate',
    'a.yaml',
    'Resources:\n  S:\n    Type: AWS::ApplicationSignals::ServiceLevelObjective\n    Properties: { Name: s }\n  A:\n    Type: AWS::CloudWatch::Alarm\n    Properties: { MetricName: BurnRate, Dimensions: [{ Name: SloName, Value: s }] }\n',
    { name: 's', alerting: 'referenced', line: 3 },
  ],
  ['Grafana without', 'a.tf', 'resource "grafana_slo" "s" {\n  name = "s"\n}\n', { alerting: 'none' }],
  [
    'a format of its own',
    'slos.yaml',
    'services:\n  shop:\n    slos:\n      - name: availability\n        target: 99.9%\n        window: 30d\n        metric: { good_events: a, total_events: b }\n',
    { name: 'availability', line: 4, objective: 99.9, measured: 'yes', alerting: 'unknown' },
  ],
  [
    'a table',
    'docs/slo.md',
    '# SLOs\n\n| Service | Objective | Window |\n|---|---|---|\n| Shop | 99.9 % | 30 days |\n',
    { name: 'Shop', line: 5, objective: 99.9, window: '30 days', measured: 'no' },
  ],
])('%s', async (_, path, text, expected) => {
  expect(flat(await factsOf({ [path]: text }), 'slo')).toMatchObject([expected]);
});

test.each([
  ['slow words', 'slow-queries.yaml', 'target: 99\nwindow: 30d\n'],
  [
    'alerts that the recording rules of Sloth are missing',
    'sloth.yaml',
    'groups:\n  - name: slo\n    rules:\n      - alert: SlothMissing\n        expr: absent(slo:sli_error:ratio_rate5m)\n',
  ],
  ['a schema of the custom resource', 'crd.yaml', 'kind: CustomResourceDefinition\nspec: { names: { kind: ServiceLevelObjective } }\n'],
  ['a dashboard of that title', 'slo-dashboard.json', '{"title": "Service Level Objectives", "panels": [], "schemaVersion": 3}'],
  ['a file without a window', 'slo.yaml', 'target: 99\n'],
])('%s are no objectives', async (_, path, text) => {
  expect(flat(await factsOf({ [path]: text }), 'slo')).toEqual([]);
});
