import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

const rule = (before: string, after: string) =>
  `${before}apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nmetadata:\n  name: a\nspec:\n  groups:\n    - name: a\n      rules:\n        - alert: Errors\n          expr: rate(http_requests_total{code=~"5.."}[5m]) > {{ .Values.limit }}\n${after}`;
const guarded = rule('{{- if .Values.alerts.enabled }}\n', '{{- end }}\n');
const chart = { 'chart/Chart.yaml': 'name: shop\nversion: 1.0.0\n', 'chart/templates/rules.yaml': guarded };

test.each([
  ['on by default', { ...chart, 'chart/values.yaml': 'alerts:\n  enabled: true\n' }, 'yes'],
  ['off by default, of a chart for others', { ...chart, 'chart/values.yaml': 'alerts:\n  enabled: false\n' }, 'unknown'],
  [
    'off by default, on in production',
    { ...chart, 'chart/values.yaml': 'alerts:\n  enabled: false\n', 'chart/values-prod.yaml': 'alerts:\n  enabled: true\n' },
    'yes',
  ],
  [
    'on by default, off in production',
    { ...chart, 'chart/values.yaml': 'alerts:\n  enabled: true\n', 'chart/values-prod.yaml': 'alerts:\n  enabled: false\n' },
    'no',
  ],
  [
    'off by default, with values of environments that say nothing',
    { ...chart, 'chart/values.yaml': 'alerts:\n  enabled: false\n', 'chart/values-prod.yaml': 'ha: true\n' },
    'no',
  ],
  ['under the name of the chart', { ...chart, 'umbrella/values.yaml': 'chart:\n  alerts:\n    enabled: true\n' }, 'yes'],
  ['a switch of another chart', { ...chart, 'other/values.yaml': 'alerts:\n  enabled: true\n' }, 'unknown'],
  ['a comment', { ...chart, 'chart/values.yaml': 'alerts: {}\n#  enabled: true\n' }, 'unknown'],
  ['no condition', { ...chart, 'chart/templates/rules.yaml': rule('', '') }, 'yes'],
  [
    'another condition elsewhere in the file',
    { ...chart, 'chart/templates/rules.yaml': rule('{{ if .Values.x }}\n# x\n{{ end }}\n', '') },
    'yes',
  ],
  [
    'a variable of a role',
    {
      'roles/prom/templates/rules.yml.j2': `{% if alerts_on %}\n${rule('', '{% endif %}\n')}`,
      'roles/prom/tasks/main.yml': '- debug: {}\n',
      'roles/prom/defaults/main.yml': 'alerts_on: yes\n',
    },
    'yes',
  ],
])('an alert behind a condition: %s', async (_, files: Record<string, string>, enabled) => {
  expect(flat(await factsOf(files), 'alert.rule')).toMatchObject([{ name: 'Errors', enabled }]);
});

test.each(['alerts.yml.erb', 'alerts.yaml.j2', 'alerts.yaml.jinja2', 'values.yaml.gotmpl'])(
  '%s is read and marked as a template',
  async name => {
    const facts = await factsOf({
      [name]: 'groups:\n- name: a\n  rules:\n  - alert: Errors<%= x %>\n    expr: up == 0\n    for: {{ .Values.x }}\n',
    });
    expect(facts.filter(fact => fact.kind === 'alert.rule')).toMatchObject([{ templated: true, origin: { line: 4 } }]);
  },
);
