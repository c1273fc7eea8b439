import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

const monitor = (enabled: string, message: string) => `resource "opensearch_monitor" "logins" {
  body = <<EOF
{
  "name": "Failed logins",
  "type": "monitor",
  "enabled": ${enabled},
  "inputs": [{ "search": { "query": { "range": { "@timestamp": { "from": "{{period_end}}||-10m" } } } } }],
  "triggers": [
    {
      "name": "too many",
      "severity": "2",
      "actions": [
        { "destination_id": "\${opensearch_channel_configuration.chat.id}", "message_template": { "source": "${message}" } }
      ]
    }
  ]
}
EOF
}
`;

test.each([
  [
    'a monitor with a runbook',
    monitor('true', 'Many logins fail.\\n- Runbook: https://wiki.shop.io/logins'),
    { name: 'Failed logins', line: 1, severity: '2', notifies: 'yes', enabled: 'yes', runbook: 'linked' },
  ],
  ['a monitor that is off', monitor('false', 'Many logins fail.'), { enabled: 'no', runbook: 'none' }],
  [
    'a body that is encoded',
    'resource "opensearch_monitor" "a" {\n  body = jsonencode({\n    name = "Slow"\n    triggers = [{ query_level_trigger = { severity = "1", actions = [] } }]\n  })\n}\n',
    { name: 'Slow', severity: '1', notifies: 'no' },
  ],
  [
    'a body in a local',
    'locals {\n  slow = jsonencode({ "name" : "Slow", "triggers" : [{ "actions" : [{ "destination_id" : opensearch_channel_configuration.chat.id }] }] })\n}\nresource "opensearch_monitor" "a" {\n  body = local.slow\n}\n',
    { name: 'Slow', notifies: 'yes', line: 4 },
  ],
  ['a body elsewhere', 'resource "opensearch_monitor" "a" {\n  body = local.slow\n}\n', { name: 'a', notifies: 'unknown' }],
])('%s', async (_, text, expected) => {
  expect(flat(await factsOf({ 'alerts.tf': text }), 'alert.rule')).toMatchObject([{ tool: 'opensearch', ...expected }]);
});

test('a destination is a route; what is commented out is none', async () => {
  const text = `resource "elasticsearch_opensearch_destination" "chat" {
  body = <<EOF
{ "name": "team", "type": "slack", "slack": { "url": "\${jsondecode(data.x.y)["url"]}" } }
EOF
}
# resource "opensearch_monitor" "old" {
# }
`;
  const found = await factsOf({ 'alerts.tf': text });
  expect(flat(found, 'alert.route')).toMatchObject([{ tool: 'opensearch', channel: 'chat', line: 1 }]);
  expect(flat(found, 'alert.rule')).toEqual([]);
});
