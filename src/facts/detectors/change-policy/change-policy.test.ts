import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

const policy = `# Change management

| Type | When | Approval |
|--|--|--|
| Standard change | routine, low risk | pre-approved |
| Normal change | planned | a second person approves |
| Emergency change | outage | afterwards |

Announce every change in #deployments and keep to the maintenance window.
`;

test('a policy with classes, risk, approval and schedule', async () => {
  const history = { added: '2025-01-01T00:00:00Z', updated: '2026-01-01T00:00:00Z', changes: [] };
  const facts = await factsOf({ 'docs/changes.md': policy }, { histories: { 'docs/changes.md': history } });
  expect(flat(facts, 'change.policy')).toMatchObject([
    {
      title: 'Change management',
      categories: 3,
      risk: true,
      approval: true,
      schedule: true,
      announces: true,
      updated: '2026-01-01T00:00:00Z',
      line: 1,
    },
  ]);
});

test.each([
  [
    'a chapter',
    'README.md',
    '# Shop\n\n## Change process\n\nAll changes must be approved by another developer.\n',
    [{ approval: true, line: 3 }],
  ],
  [
    'one class only',
    'docs/change-policy.md',
    '# Change policy\n\nNormal changes need approval by the lead. Rate the risk.\n',
    [{ categories: 1, risk: true, approval: true, line: 1 }],
  ],
  ['a decision record', 'docs/adr/0027-configuration-management.md', '# Configuration management\n\nApproved. Risk is low.\n', []],
  ['a changelog', 'CHANGELOG.md', '# Changes\n\n## Change process\n\napproved\n', []],
  ['a heading only', 'docs/a.md', '# Change management\n\nComing soon.\n', []],
  [
    'a model that asks for one',
    'docs/model.md',
    `# Model\n\n## Change management\n\n${['reviewed', 'announced', 'approved', 'rated by risk', 'recorded'].map(word => `### ${word}\n\nAre changes ${word} before they are made?\n\n- Remedy: let the lead approve it\n`).join('\n')}`,
    [],
  ],
  ['a glossary', 'docs/glossary.md', '# Glossary\n\n## Change management\n\nThe CAB approves the risk.\n', []],
])('%s', async (_, path, text, expected) => {
  expect(flat(await factsOf({ [path]: text }), 'change.policy')).toMatchObject(expected);
});

test.each([
  [
    'a weekly rule',
    '# Team\n\n- Avoid deploying on Fridays when possible.\n',
    [{ via: 'document', recurring: true, lastDay: '', line: 3 }],
  ],
  ['a rule in bold', '1. **No deploys during live games** (evenings).\n', [{ recurring: true, line: 1 }]],
  ['a window with dates', '## Code freeze\n\nFrom 2025-12-20 until 2026-01-05.\n', [{ recurring: false, lastDay: '2026-01-05', line: 1 }]],
  ['German', 'Während des Änderungsstopps: Deployment-Sperre ab 20.12.2025.\n', [{ lastDay: '2025-12-20' }]],
  ['a table that is frozen', 'Backups need `ALTER TABLE FREEZE` every Friday.\n', []],
  ['pip freeze', 'Never pip freeze during deployment.\n', []],
  ['a name without a rule', 'See the glossary: code freeze.\n', []],
  ['in a fence', '```\nno deploys during christmas\n```\n', []],
])('a freeze: %s', async (_, text, expected) => {
  expect(flat(await factsOf({ 'docs/team.md': text }), 'change.freeze')).toMatchObject(expected);
});
