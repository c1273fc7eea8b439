import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

const limits =
  '| Severity | Resolve within |\n|--|--|\n| Critical | 4 h |\n| High | 24 hours |\n| Low | next sprint |\n\nApplies to Terraform.\n';

test.each([
  ['limits by severity', `# Ops\n\n## Infrastructure drift\n\n${limits}`, [{ severities: 3, line: 3 }]],
  ['drift of a model', `## Model drift\n\n${limits}`, []],
  ['severities without hours', '## Drift\n\nTerraform drift: critical at once, low when there is time.\n', []],
  ['one severity only', '## Terraform drift\n\nCritical drift is resolved within 4 h.\n', []],
  ['in a fence', `\`\`\`\n## Terraform drift\n\n${limits}\`\`\`\n`, []],
  ['no limits', '## Drift\n\nTerraform drift is critical or low.\n', []],
])('a policy: %s', async (_, text, expected) => {
  expect(flat(await factsOf({ 'docs/ops.md': text }), 'drift.policy')).toMatchObject(expected);
});

test.each([
  ['docs/drift-log.csv', 'date,resource,status\n2026-01-01,sg,resolved\n2026-01-02,role,open\n', [{ entries: 2, resolved: 1, line: 2 }]],
  [
    'docs/drift-log.md',
    '| Date | Resource | Resolved |\n|--|--|--|\n| 2026-01-01 | sg | 2026-01-02 |\n',
    [{ entries: 1, resolved: 1, line: 3 }],
  ],
  ['docs/drift-log-template.md', '| Date | Resource | Resolved |\n|--|--|--|\n| 2026-01-01 | sg | 2026-01-02 |\n', []],
  ['docs/drift-log.md', '# Model drift log\n\n| Date | Name | Status |\n|--|--|--|\n| 2026-01-01 | churn | resolved |\n', []],
  ['ml/drift-log.csv', 'date,model,status\n2026-01-01,churn,resolved\n', []],
  ['docs/drift-log.csv', 'date,resource,status\n2026-01-01,sg,open\n', [{ entries: 1, resolved: 0 }]],
  ['docs/drift-log.md', '# Drift log\n\nNothing yet.\n', []],
])('a log: %s', async (path, text, expected) => {
  expect(flat(await factsOf({ [path]: text }), 'drift.log')).toMatchObject(expected);
});
