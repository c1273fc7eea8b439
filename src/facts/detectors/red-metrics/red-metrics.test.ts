import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

type Files = Readonly<Record<string, string>>;

const gradle = 'dependencies {\n  runtimeOnly("io.micrometer:micrometer-registry-prometheus")\n}';
const collector = (receivers: string) =>
  `connectors:\n  spanmetrics:\n    dimensions: []\nservice:\n  pipelines:\n    traces:\n      exporters: [spanmetrics]\n    metrics:\n      receivers: [${receivers}]\n`;

test.each<[string, Files, readonly string[]]>([
  [
    'a registry with an open endpoint',
    {
      'build.gradle.kts': gradle,
      'src/main/resources/application.yml': 'management:\n  endpoints:\n    web:\n      exposure:\n        include: health,prometheus\n',
    },
    ['build.gradle.kts:2 micrometer library yes'],
  ],
  [
    'the same in one line',
    {
      'build.gradle.kts': gradle,
      'src/main/resources/application.yaml': 'management:\n  endpoints.web:\n    exposure.include: info, prometheus\n',
    },
    ['build.gradle.kts:2 micrometer library yes'],
  ],
  [
    'a registry without the endpoint',
    {
      'build.gradle.kts': gradle,
      'src/main/resources/application.yml': 'management:\n  endpoints:\n    web:\n      exposure:\n        include: health\n',
    },
    ['build.gradle.kts:2 micrometer library unknown'],
  ],
  [
    'the plugin of Ktor',
    {
      'src/main/kotlin/Metrics.kt':
        'fun Application.metrics() {\n    install(MicrometerMetrics) {\n        registry = prometheus\n    }\n}',
    },
    ['src/main/kotlin/Metrics.kt:2 micrometer library yes'],
  ],
  [
    'fields of a struct of metrics in Rust',
    {
      'src/metrics.rs':
        'metrics! {\n    pub struct Metrics {\n        pub response_times: HistogramVec["endpoint"],\n        pub responses_by_status_total: IntCounterVec["status"],\n    }\n}',
    },
    ['src/metrics.rs:3 prometheus library yes'],
  ],
  [
    'a histogram of something else in Rust',
    { 'src/metrics.rs': 'let waited = register_histogram_vec!("pool_wait", "how long a connection took", &["pool"]);' },
    [],
  ],
  [
    'a histogram of requests',
    {
      'a.go': 'var d = promauto.NewHistogramVec(prometheus.HistogramOpts{\n  Name: "http_request_duration_seconds",\n}, []string{"code"})',
    },
    ['a.go:1 client_golang library yes'],
  ],
  ['a histogram of something else', { 'a.go': 'var d = promauto.NewHistogramVec(prometheus.HistogramOpts{Name: "batch_size"}, nil)' }, []],
  [
    'a middleware behind a switch',
    { 'config/a.rb': 'if Settings.metrics.enabled\n  Rails.application.middleware.unshift PrometheusExporter::Middleware\nend\n' },
    ['config/a.rb:2 prometheus_exporter library unknown'],
  ],
  [
    'a counter of requests only',
    { 'm.js': "const client = require('prom-client');\nnew client.Counter({ name: 'http_requests_total', help: 'requests' });" },
    [],
  ],
  [
    'a histogram of requests in Node',
    {
      'm.js':
        "const client = require('prom-client');\nnew client.Histogram({ name: 'http_request_duration_seconds', labelNames: ['code'] });",
    },
    ['m.js:2 prom-client library yes'],
  ],
  [
    'a middleware of Express',
    { 'm.js': "const promBundle = require('express-prom-bundle');\napp.use(promBundle({}));" },
    ['m.js:2 express-prom-bundle library yes'],
  ],
  [
    'what a monitor scrapes, unknown what it is',
    { 'k8s/m.yaml': 'apiVersion: monitoring.coreos.com/v1\nkind: ServiceMonitor\nmetadata: { name: shop }\n' },
    [],
  ],
  [
    'a namespace outside of the mesh',
    { 'ns.yaml': 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: a\n  labels: { istio-injection: disabled }\n' },
    [],
  ],
  ['a load balancer, which sees the edge only', { 'lb.tf': 'resource "aws_lb" "shop" {\n  name = "shop"\n}\n' }, []],
  ['gauges only', { 'a.py': 'from prometheus_client import Gauge\nhealth = Gauge("redirect_health", "")' }, []],
  ['instrumentation for traces only', { 'main.go': 'handler = otelhttp.NewHandler(handler, "frontend")\notel.SetTracerProvider(tp)' }, []],
  [
    'an agent that is switched on',
    { Gemfile: 'gem "skylight"', 'terraform/production_env.yml': 'SKYLIGHT_ENABLED: true\n' },
    ['Gemfile:1 skylight agent yes'],
  ],
  ['an agent of a vendor', { 'run.sh': 'newrelic-admin run-program gunicorn app\n' }, ['run.sh:1 newrelic agent yes']],
  ['a wired connector', { 'otel.yaml': collector('spanmetrics') }, ['otel.yaml:3 otel-collector derived yes']],
  [
    'a wired connector under its new name',
    { 'otel.yaml': collector('span_metrics').replaceAll('spanmetrics', 'span_metrics') },
    ['otel.yaml:3 otel-collector derived yes'],
  ],
  [
    'a connector whose metrics are only printed',
    { 'otel.yaml': `${collector('spanmetrics')}      exporters: [debug, logging/verbose]\n` },
    [],
  ],
  [
    'a connector whose metrics leave',
    { 'otel.yaml': `${collector('spanmetrics')}      exporters: [debug, otlp]\n` },
    ['otel.yaml:3 otel-collector derived yes'],
  ],
  ['a connector that nothing reads', { 'otel.yaml': collector('otlp') }, []],
  [
    'a mesh',
    { 'ns.yaml': 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: a\n  labels:\n    istio-injection: enabled\n' },
    ['ns.yaml:6 istio mesh yes'],
  ],
  [
    'rules that query such metrics',
    {
      'rules.yaml':
        'groups:\n- name: a\n  rules:\n  - alert: Slow\n    expr: histogram_quantile(0.9, http_request_duration_seconds_bucket) > 1\n',
    },
    [],
  ],
])('%s', async (_, files, expected) => {
  expect(
    flat(await factsOf(files), 'metric.red').map(each => `${each.path}:${each.line} ${each.library} ${each.via} ${each.complete}`),
  ).toEqual(expected);
});
