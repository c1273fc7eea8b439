import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

const daemonSet = (container: string) => `apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: logs
spec:
  template:
    spec:
      containers:
        - name: agent
          ${container}
`;
const otel = (exporter: string) => `receivers:
  filelog: {}
service:
  pipelines:
    logs:
      receivers: [filelog]
      exporters: [${exporter}]
`;

test.each([
  [
    'a workload',
    'k8s/logs.yaml',
    daemonSet('image: cr.fluentbit.io/fluent/fluent-bit:3.1'),
    { tool: 'fluent-bit', via: 'workload', line: 10 },
  ],
  ['an agent with logs on', 'k8s/logs.yaml', daemonSet('env: [{ name: DD_LOGS_ENABLED, value: "true" }]'), { tool: 'datadog' }],
  [
    'a chart dependency',
    'Chart.yaml',
    'apiVersion: v2\nname: platform\ndependencies:\n  - name: promtail\n',
    { tool: 'promtail', via: 'chart', line: 4 },
  ],
  [
    'a Flux release',
    'k8s/logs.yaml',
    'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nspec:\n  chart:\n    spec: { chart: fluent-bit }\n',
    { tool: 'fluent-bit', line: 5 },
  ],
  [
    'a Flux release of a chart in a registry',
    'k8s/logs.yaml',
    'apiVersion: source.toolkit.fluxcd.io/v1\nkind: OCIRepository\nmetadata: { name: logs }\nspec: { url: "oci://registry.shop.io/charts/promtail" }\n---\napiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nspec:\n  chartRef: { kind: OCIRepository, name: logs }\n',
    { tool: 'promtail', via: 'chart', line: 9 },
  ],
  [
    'a pipeline of OpenTelemetry whose receivers stand in another file',
    'otel/backend.yaml',
    'service:\n  pipelines:\n    logs:\n      exporters: [debug, opensearch]\n',
    { tool: 'opentelemetry', line: 4 },
  ],
  ['a pipeline of OpenTelemetry', 'otel/collector.yaml', otel('otlphttp'), { tool: 'opentelemetry', line: 6 }],
  [
    'a task definition',
    'main.tf',
    'resource "aws_ecs_task_definition" "shop" {\n  container_definitions = jsonencode([{\n    logConfiguration = {\n      logDriver = "awslogs"\n    }\n  }])\n}\n',
    { tool: 'cloudwatch', via: 'log-driver', line: 4 },
  ],
  [
    'Firelens',
    'main.tf',
    'resource "aws_ecs_task_definition" "s" {\n  container_definitions = jsonencode([{ logConfiguration = { logDriver = "awsfirelens" } }])\n}\n',
    { tool: 'firelens', line: 2 },
  ],
  [
    'the control plane of EKS',
    'main.tf',
    'resource "aws_eks_cluster" "c" {\n  enabled_cluster_log_types = ["api"]\n}\n',
    { tool: 'cloudwatch', line: 2 },
  ],
  ['diagnostic settings', 'main.tf', 'resource "azurerm_monitor_diagnostic_setting" "d" {\n}\n', { tool: 'log-analytics' }],
  ['values of Datadog', 'values.yaml', 'datadog:\n  logs:\n    enabled: true\n', { tool: 'datadog', via: 'chart', line: 3 }],
  ['Alloy', 'deploy/config.alloy', 'loki.source.file "app" {}\nloki.write "store" {}\n', { tool: 'alloy', line: 2 }],
  ['a sink', 'main.tf', 'resource "google_logging_project_sink" "all" {\n}\n', { tool: 'cloud-logging', line: 1 }],
  ['Vector', 'deploy/vector.toml', '[sources.app]\ntype = "file"\n[sinks.store]\ntype = "elasticsearch"\n', { tool: 'vector', line: 3 }],
])('logs are shipped by %s', async (_, path, text, expected) => {
  expect(flat(await factsOf({ [path]: text }), 'log.collector')).toMatchObject([expected]);
});

test.each([
  ['a pipeline that only prints', 'otel/collector.yaml', otel('debug')],
  ['an agent with logs off', 'k8s/logs.yaml', daemonSet('env: [{ name: DD_LOGS_ENABLED, value: "false" }]')],
  ['a commented-out dependency', 'Chart.yaml', 'apiVersion: v2\nname: platform\n# dependencies:\n#   - name: promtail\n'],
  ['Alloy that carries metrics', 'deploy/config.alloy', 'prometheus.remote_write "store" {}\n// loki.write "store" {}\n'],
  ['values of Datadog that are off', 'values.yaml', 'datadog:\n  logs:\n    enabled: false\n'],
  ['commented-out values', 'values.yaml', '# datadog:\n#   logs:\n#     enabled: true\n'],
  [
    'a file of the container',
    'main.tf',
    'resource "aws_ecs_task_definition" "s" {\n  container_definitions = jsonencode([{ logConfiguration = { logDriver = "json-file" } }])\n}\n',
  ],
  [
    'a demonstration',
    'observability/docker-compose.yml',
    'services:\n  shop:\n    logging: { driver: loki }\n  loki: { image: grafana/loki }\n',
  ],
  ['local development', 'docker-compose.yml', 'services:\n  logs:\n    image: fluent/fluent-bit\n'],
  ['Vector to the console', 'deploy/vector.toml', '[sinks.out]\ntype = "console"\n'],
])('logs are not shipped by %s', async (_, path, text) => {
  expect(flat(await factsOf({ [path]: text }), 'log.collector')).toEqual([]);
});

test.each([
  ['by default', 'promtail: {}\n', 1],
  ['but switched off', 'promtail:\n  enabled: false\n', 0],
])('a dependency that is installed %s', async (_, values, count) => {
  const chart = 'apiVersion: v2\nname: platform\ndependencies:\n  - name: promtail\n    condition: promtail.enabled\n';
  expect(flat(await factsOf({ 'platform/Chart.yaml': chart, 'platform/values.yaml': values }), 'log.collector')).toHaveLength(count);
});

test('a collector of an example is not the own one', async () => {
  const found = await factsOf({ 'examples/otel.yaml': otel('otlp') });
  expect(found.filter(({ kind }) => kind === 'log.collector').map(({ pathClass }) => pathClass)).toEqual(['sample']);
});
