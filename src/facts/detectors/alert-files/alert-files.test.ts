import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

const watch = (actions: string) =>
  `{\n  "trigger": {"schedule": {"interval": "5m"}},\n  "input": {"search": {}},\n  "condition": {"compare": {"ctx.payload.hits.total": {"gt": 5}}},\n  "actions": ${actions}\n}`;
const rule = (alert: string, more = '') =>
  `name: High error rate\ntype: frequency\nindex: logs-*\nnum_events: 5\ntimeframe:\n  minutes: 5\nalert:\n- ${alert}\n${more}`;

test.each([
  [
    'a watch',
    'watches/errors.json',
    watch('{"a": {"pagerduty": {}}}'),
    [{ tool: 'elastic', name: 'errors', paging: 'yes', notifies: 'yes', line: 2 }],
  ],
  ['a watch that tells nobody', 'watches/errors.json', watch('{"a": {"index": {}}}'), [{ notifies: 'no' }]],
  ['other JSON', 'a.json', '{"condition": "ctx.payload"}', []],
  [
    'a rule of ElastAlert',
    'rules/a.yaml',
    rule('slack'),
    [{ tool: 'elastalert', name: 'High error rate', class: 'symptom', paging: 'no', line: 1 }],
  ],
  ['a rule of ElastAlert that is off', 'rules/a.yaml', rule('pagerduty', 'is_enabled: false\n'), [{ paging: 'yes', enabled: 'no' }]],
  ['another file with a timeframe', 'a.yaml', 'name: x\ntimeframe:\n  minutes: 5\n', []],
  [
    'saved searches of Splunk',
    'default/savedsearches.conf',
    '[default]\nalert.severity = 3\n\n[Failures in checkout]\nalert_type = number of events\nalert.severity = 5\naction.email = 1\naction.pagerduty = 1\nenableSched = 1\n\n[A report]\nsearch = index=main\n\n[Off]\ncounttype = number of events\ndisabled = 1\n',
    [
      { tool: 'splunk', name: 'Failures in checkout', severity: 'critical', paging: 'yes', enabled: 'yes', line: 4 },
      { name: 'Off', enabled: 'no', line: 14 },
    ],
  ],
  [
    'monitors of Monte Carlo',
    'monitors/a.yml',
    'montecarlo:\n  freshness:\n    - table: shop.orders\n      audiences: [ops]\n  custom_sql:\n    - name: orphans\n      sql: select 1\n',
    [
      { tool: 'montecarlo', name: 'shop.orders', signal: 'freshness', notifies: 'yes', line: 3 },
      { name: 'orphans', class: 'unknown', line: 6 },
    ],
  ],
  [
    'an export of Kibana',
    'kibana/export.ndjson',
    '{"type":"dashboard","attributes":{"title":"Shop","panelsJSON":"[]"}}\n{"type":"alert","attributes":{"name":"5xx errors","alertTypeId":"metrics.alert.threshold","enabled":true,"actions":[{"id":"a"}]}}\n{"type":"index-pattern","attributes":{"title":"alert"}}\n',
    [{ tool: 'elastic', name: '5xx errors', notifies: 'yes', line: 2 }],
  ],
])('alerts: %s', async (_, path, text, expected) => {
  expect(flat(await factsOf({ [path]: text }), 'alert.rule')).toMatchObject(expected);
});

test('dashboards of Kibana and Splunk', async () => {
  const files = {
    'kibana/export.ndjson': '{"type":"dashboard","attributes":{"title":"Shop","panelsJSON":"[{\\"panelIndex\\":\\"1\\"}]"}}\n',
    'app/default/data/ui/views/shop.xml':
      '<?xml version="1.0"?>\n<dashboard>\n  <label>Shop</label>\n  <row><panel/><panel/></row>\n</dashboard>\n',
    'app/default/data/ui/views/other.xml': '<view/>\n',
  };
  expect(flat(await factsOf(files), 'dashboard')).toMatchObject([
    { tool: 'splunk', title: 'Shop', panels: 2, line: 2 },
    { tool: 'elastic', title: 'Shop', panels: 1, line: 1 },
  ]);
});
