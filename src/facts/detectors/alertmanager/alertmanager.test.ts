import { expect, test } from 'vitest';
import { parseYaml } from '../../../lib/yaml.ts';
import { factsOf, flat } from '../testing.ts';
import { channelFor, readRouting } from './route-tree.ts';

test.each([
  [
    'its own file',
    'alertmanager.yml',
    'route: { receiver: a }\nreceivers:\n  - name: a\n    pagerduty_configs: [{}]\n',
    { channel: 'page', line: 3 },
  ],
  [
    'values of a chart',
    'values.yaml',
    'alertmanager:\n  config:\n    route: { receiver: a, group_by: [x] }\n    receivers:\n      - name: a\n        slack_configs: [{}]\n',
    { channel: 'chat', line: 5, grouped: true },
  ],
  [
    'variables of Ansible',
    'vars.yml',
    'alertmanager_route: { receiver: a }\nalertmanager_receivers:\n  - name: a\n    email_configs: [{}]\n',
    { channel: 'mail', line: 3 },
  ],
  [
    'an AlertmanagerConfig',
    'a.yaml',
    'kind: AlertmanagerConfig\nspec:\n  route: { receiver: a }\n  receivers:\n    - name: a\n      pushoverConfigs: [{}]\n',
    { channel: 'page', line: 5 },
  ],
  [
    'a secret',
    's.yaml',
    'kind: Secret\nstringData:\n  alertmanager.yaml: |\n    route:\n      receiver: a\n    receivers:\n      - name: a\n        webhook_configs:\n          - url: https://events.pagerduty.com/x\n',
    { channel: 'page', line: 7 },
  ],
  ['a receiver for nobody', 'a.yml', 'route: { receiver: a }\nreceivers:\n  - name: a\n', { channel: 'silent' }],
  [
    'an unknown webhook',
    'a.yml',
    'route: { receiver: a }\nreceivers:\n  - name: a\n    webhook_configs: [{ url: "http://relay:8080" }]\n',
    { channel: 'webhook' },
  ],
])('a receiver in %s', async (_, path, text, expected) => {
  expect(flat(await factsOf({ [path]: text }), 'alert.route')).toMatchObject([{ tool: 'alertmanager', name: 'a', ...expected }]);
});

test.each([
  ['victorops_configs', 'page'],
  ['opsgenie_configs', 'page'],
  ['msteams_configs', 'chat'],
  ['webex_configs', 'chat'],
  ['telegram_configs', 'chat'],
  ['sns_configs', 'unknown'], // a topic: who listens stands elsewhere
])('a receiver with %s is a %s', async (key, channel) => {
  const text = `route: { receiver: a }\nreceivers:\n  - { name: a, ${key}: [{}] }\n`;
  expect(flat(await factsOf({ 'a.yml': text }), 'alert.route')).toMatchObject([{ channel, line: 3 }]);
});

test.each([
  'https://api.rootly.com/x',
  'https://oncall-prod-eu.grafana.net/oncall/x',
  'https://api.squadcast.com/x',
  'https://api.incident.io/x',
])('a webhook to %s pages', async url => {
  const text = `route: { receiver: a }\nreceivers:\n  - name: a\n    webhook_configs: [{ url: "${url}" }]\n`;
  expect(flat(await factsOf({ 'a.yml': text }), 'alert.route')).toMatchObject([{ channel: 'page', line: 3 }]);
});

test('receivers of an OpenTelemetry collector are none', async () => {
  const text = 'receivers:\n  otlp: { protocols: { grpc: {} } }\nservice:\n  pipelines:\n    traces: { receivers: [otlp] }\n';
  expect(flat(await factsOf({ 'collector.yaml': text }), 'alert.route')).toEqual([]);
});

const routing = (() => {
  const text = `route:
  receiver: mail
  routes:
    - matchers: [severity="none"]
      receiver: nobody
    - matchers: ['alertname=~"Shop.+|Pay.*"', severity!="info"]
      receiver: pager
      continue: true
    - match_re: { severity: critical|page }
      receiver: chat
    - match: { instance: x }
      receiver: chat
    - match: { cluster: y }
receivers:
  - name: mail
    email_configs: [{}]
  - name: nobody
  - name: pager
    opsgenie_configs: [{}]
  - name: chat
    slack_configs: [{}]
`;
  const [document] = parseYaml(text).documents;
  const route = document?.get('route');
  const receivers = document?.get('receivers');
  if (!route || !receivers) throw new Error('the text of this test is broken');
  return readRouting(route, receivers);
})();

test.each([
  [{ alertname: 'A', severity: 'none' }, 'silent'],
  [{ alertname: 'ShopDown', severity: 'critical' }, 'page'], // pager, and on to chat
  [{ alertname: 'ShopDown', severity: 'info', instance: 'z' }, 'mail'],
  [{ alertname: 'A', severity: 'critical' }, 'chat'],
  [{ alertname: 'A', severity: 'warning', instance: 'z' }, 'mail'], // the last route changes nothing
  [{ alertname: 'A', severity: 'warning' }, undefined], // `instance` comes from the series
])('%o goes to %s', (labels, channel) => {
  expect(channelFor(labels, routing)).toBe(channel);
});
