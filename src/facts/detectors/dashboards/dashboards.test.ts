import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

const red = [
  'sum(rate(http_requests_total[5m]))',
  'sum(rate(http_requests_total{code=~\\"5..\\"}[5m]))',
  'histogram_quantile(0.9, sum by (le) (rate(http_request_duration_seconds_bucket[5m])))',
];
const grafana = (title: string, queries: readonly string[]) =>
  `{"title": "${title}", "schemaVersion": 36, "panels": [${queries.map(expr => `{"type": "timeseries", "targets": [{"expr": "${expr}"}]}`).join(', ')}]}`;

test('what a Grafana dashboard shows', async () => {
  const found = await factsOf({
    'dashboards/red.json': grafana('Shop', red),
    'dashboards/node.json': grafana('Nodes', ['node_memory_MemAvailable_bytes', 'sum(rate(node_cpu_seconds_total[5m]))']),
    'dashboards/budget.json': grafana('Error budget', ['slo:period_error_budget_remaining:ratio']),
    'other.json': '{"panels": ["left", "right"], "title": "a window"}',
  });
  expect(flat(found, 'dashboard')).toMatchObject([
    { title: 'Error budget', errorBudget: true, red: false, panels: 1 },
    { title: 'Nodes', saturation: true, red: false, panels: 2 },
    { title: 'Shop', line: 1, red: true, errorBudget: false, panels: 3, byReference: false },
  ]);
});

test('dashboards in objects of Kubernetes, some of them kept elsewhere', async () => {
  const found = await factsOf({
    'a.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata:\n  shop.json: |\n    ${grafana('Shop', red)}\n`,
    'b.yaml':
      'apiVersion: grafana.integreatly.org/v1beta1\nkind: GrafanaDashboard\nmetadata: { name: nodes }\nspec:\n  url: https://grafana.com/api/dashboards/1860\n',
    'c.yaml': 'grafana:\n  dashboards:\n    default:\n      node-exporter:\n        gnetId: 1860\n        revision: 31\n',
  });
  expect(flat(found, 'dashboard')).toMatchObject([
    { title: 'Shop', line: 5, red: true },
    { title: 'nodes', line: 1, byReference: true },
    { title: 'node-exporter', byReference: true },
  ]);
});

test('dashboards of Terraform', async () => {
  const text = `resource "aws_cloudwatch_dashboard" "main" {
  dashboard_name = "main"
  dashboard_body = jsonencode({
    widgets = [
      { type = "metric", properties = { metrics = [["AWS/ApplicationELB", "RequestCount"], [".", "HTTPCode_Target_5XX_Count"], [".", "TargetResponseTime"]] } },
    ]
  })
}
resource "datadog_dashboard" "slo" {
  title = "slo"
  widget {
    service_level_objective_definition { slo_id = "x" }
  }
}
`;
  expect(flat(await factsOf({ 'd.tf': text }), 'dashboard')).toMatchObject([
    { tool: 'cloudwatch', title: 'main', line: 1, panels: 1, red: true },
    { tool: 'datadog', title: 'slo', line: 9, panels: 1, errorBudget: true },
  ]);
});

test('a title above nothing shows no budget, and slow is no objective', async () => {
  const found = await factsOf({
    'dashboards/budget.json': '{"title": "Error budget", "schemaVersion": 36, "panels": []}',
    'dashboards/slow.json': grafana('Slow queries', ['mysql_slow_queries']),
  });
  expect(flat(found, 'dashboard').map(({ errorBudget }) => errorBudget)).toEqual([false, false]);
});

test('a link to a dashboard is none', async () => {
  const files = {
    'rules.yaml':
      'groups:\n  - rules:\n      - alert: A\n        expr: up == 0\n        annotations: { dashboard: https://grafana.shop.io/d/x }\n',
    'ds.yml': 'datasources:\n  - name: Prometheus\n',
  };
  expect(flat(await factsOf(files), 'dashboard')).toEqual([]);
});

test('a resource that refers to a ConfigMap of the sources is the same dashboard', async () => {
  const content = '{"title": "Shop", "schemaVersion": 39, "panels": [{"type": "stat"}]}';
  const resource = (name: string) =>
    `apiVersion: grafana.integreatly.org/v1beta1\nkind: GrafanaDashboard\nmetadata: { name: shop }\nspec:\n  configMapRef: { name: ${name}, key: shop.json }\n`;
  const files = { 'map.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: shop-board }\ndata:\n  shop.json: '${content}'\n` };
  expect(flat(await factsOf({ ...files, 'board.yaml': resource('shop-board') }), 'dashboard')).toMatchObject([
    { title: 'Shop', panels: 1 },
  ]);
  expect(flat(await factsOf({ ...files, 'board.yaml': resource('of-a-chart') }), 'dashboard')).toHaveLength(2);
});

const perses = (query: string) =>
  `kind: Dashboard\nmetadata:\n  name: shop\n  project: a\nspec:\n  duration: 1h\n  panels:\n    first:\n      kind: Panel\n      spec:\n        display: { name: Errors }\n        queries:\n          - kind: TimeSeriesQuery\n            spec: { plugin: { kind: PrometheusTimeSeriesQuery, spec: { query: '${query}' } } }\n    second: { kind: Panel }\n`;

test.each([
  [
    'Perses',
    'd/shop.yaml',
    perses('slo:period_error_budget_remaining:ratio'),
    [{ tool: 'perses', title: 'shop', panels: 2, errorBudget: true, line: 1 }],
  ],
  [
    'Perses in JSON',
    'd/shop.json',
    '{"kind":"Dashboard","metadata":{"name":"shop"},"spec":{"display":{"name":"Shop"},"duration":"1h","panels":{"a":{"kind":"Panel"}}}}',
    [{ tool: 'perses', title: 'Shop', panels: 1 }],
  ],
  [
    'Perses as a resource of Kubernetes',
    'd/shop.yaml',
    'apiVersion: perses.dev/v1alpha2\nkind: PersesDashboard\nmetadata:\n  name: shop\nspec:\n  config:\n    panels:\n      a: { kind: Panel }\n',
    [{ tool: 'perses', title: 'shop', panels: 1 }],
  ],
  [
    'Grizzly',
    'd/shop.yaml',
    'apiVersion: grizzly.grafana.com/v1alpha1\nkind: Dashboard\nmetadata:\n  name: shop\nspec:\n  title: Shop\n  panels:\n    - title: a\n      targets:\n        - expr: node_memory_MemAvailable_bytes\n',
    [{ tool: 'grafana', title: 'Shop', panels: 1, saturation: true, line: 1 }],
  ],
  [
    'a resource of Grafana',
    'd/shop.json',
    '{"apiVersion":"dashboard.grafana.app/v2beta1","kind":"Dashboard","metadata":{"name":"a"},"spec":{"title":"Shop","elements":{"panel-1":{},"panel-2":{}}}}',
    [{ tool: 'grafana', title: 'Shop', panels: 2 }],
  ],
  [
    'Datadog',
    'd/shop.json',
    '{"title":"Shop","layout_type":"ordered","widgets":[{"definition":{"type":"timeseries","requests":[{"q":"avg:system.cpu.user{*}"}]}}]}',
    [{ tool: 'datadog', title: 'Shop', panels: 1, saturation: true }],
  ],
  [
    'Datadog as a resource of Kubernetes',
    'd/shop.yaml',
    'apiVersion: datadoghq.com/v1alpha1\nkind: DatadogDashboard\nmetadata:\n  name: a\nspec:\n  title: Shop\n  layoutType: ordered\n  widgets: "[]"\n',
    [{ tool: 'datadog', title: 'Shop' }],
  ],
  ['a resource of the same kind of somebody else', 'd/a.yaml', 'apiVersion: acme.org/v1\nkind: Dashboard\nspec:\n  title: x\n', []],
  ['a menu', 'd/a.yaml', 'kind: Dashboard\nspec:\n  panels: [a, b]\n', []],
])('a dashboard of %s', async (_, path, text, expected) => {
  expect(flat(await factsOf({ [path]: text }), 'dashboard')).toMatchObject(expected);
});
