import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

test.each([
  [
    'a rota with tiers',
    '# Team\n\n## On-Call Rota\n\n- Weekdays 7AM to 9AM, in [PagerDuty](https://acme.pagerduty.com)\n- a primary and a secondary engineer\n',
    [{ via: 'document', tiers: 2, schedule: true, escalation: true, line: 3 }],
  ],
  ['an address', '# Ops\n\n# Escalations\n\nWrite to ops@example.org or `#forum-ops`.\n', [{ escalation: true, schedule: false, line: 3 }]],
  ['a table', '## Escalation\n\n| Role | Contact |\n|--|--|\n| Lead | Kim |\n| Head | Ola |\n', [{ tiers: 2, escalation: true, line: 1 }]],
  [
    'roles and what they may do',
    '## On-call and escalation\n\n| Role Name | Level | Description |\n|--|--|--|\n| Admin | all | edits schedules |\n| Viewer | some | reads them |\n',
    [],
  ],
  [
    'settings',
    '## On-call tool\n\n| Name | Description | Default |\n|--|--|--|\n| API_URL | https://x@my-company.example.org | none |\n| MODE | plan or migrate | plan |\n',
    [],
  ],
  [
    'tiers with addresses',
    '## Escalation\n\n| Tier | Reach |\n|--|--|\n| 1 | ops@example.org |\n| 2 | head@example.org |\n',
    [{ tiers: 2, escalation: true }],
  ],
  [
    'a page of a published manual',
    '---\ntitle: Schedules\ncanonical: https://example.org/docs/schedules\n---\n# On-call schedules\n\nAdd a weekly rotation with a primary and a secondary layer, and mail support@example.org.\n',
    [],
  ],
  ['German', '## Rufbereitschaft\n\nDienstplan wöchentlich, Kanal #bereitschaft auf Slack.\n', [{ schedule: true }]],
  ['privilege escalation', '## Privilege escalation\n\nWrite to security@example.org in the first line.\n', []],
  ['a passing mention', '## Alerts\n\nPlease join #alerts whenever you are on call.\n', []],
  ['an audience line', '# Rollback\n\nFor on-call you, half-asleep.\n', []],
  ['a heading without anybody', '## Escalation\n\nEscalate when needed.\n', []],
  ['in a fence', '```\n## Escalation\nprimary secondary ops@example.org\n```\n', []],
])('a document: %s', async (_, text, expected) => {
  expect(flat(await factsOf({ 'docs/team.md': text }), 'oncall')).toMatchObject(expected);
});

test('Terraform: policies and schedules, not teams', async () => {
  const text = `resource "pagerduty_escalation_policy" "a" {
  rule {
    escalation_delay_in_minutes = 10
  }
  rule {
    escalation_delay_in_minutes = 20
  }
}
resource "opsgenie_schedule" "b" {
  name = "b"
}
resource "opsgenie_schedule" "off" {
  count = 0
}
resource "datadog_team" "on_call" {
  name = "On-Call"
}
# resource "pagerduty_schedule" "c" {}
`;
  expect(flat(await factsOf({ 'infra/oncall.tf': text }), 'oncall')).toMatchObject([
    { tool: 'pagerduty', via: 'code', tiers: 2, escalation: true, line: 1 },
    { tool: 'opsgenie', via: 'code', schedule: true, line: 9 },
  ]);
});

test('manifests with allowPrivilegeEscalation say nothing', async () => {
  const text = 'apiVersion: apps/v1\nkind: Deployment\nspec:\n  allowPrivilegeEscalation: false\n';
  expect(flat(await factsOf({ 'k8s/app.yaml': text }), 'oncall')).toEqual([]);
});

test('a model that asks for an escalation path has none', async () => {
  const asked = ['dashboards', 'alerts', 'runbooks', 'reviews', 'drills']
    .map(name => `### ${name}\n\nAre there ${name} for each service?\n`)
    .join('\n');
  const text = `# Model\n\n${asked}\n## On-call and escalation\n\nIs it written down who is primary and who is secondary on call?\n\n- Call the manager: lead@example.org\n`;
  expect(flat(await factsOf({ 'docs/model.md': text }), 'oncall')).toEqual([]);
});
