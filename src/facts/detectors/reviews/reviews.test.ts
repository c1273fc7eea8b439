import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

test.each([
  [
    'a record',
    'docs/reviews/2026-03-31-alert-review.md',
    '# Alert review\n\nWe removed three.\n',
    'alert.review',
    [{ via: 'document', date: '2026-03-31', line: 1 }],
  ],
  [
    'it is a review of outcomes, too',
    'docs/alert-review.md',
    '# Alert review 2026-03-31\n',
    'review.outcomes',
    [{ topic: 'alerts', date: '2026-03-31' }],
  ],
  [
    'a log with newest first',
    'docs/ops.md',
    '# Ops\n\n## Runbook review\n\n| Date | Who |\n|--|--|\n| 2026-03-01 | kim |\n| 2025-12-01 | ola |\n',
    'runbook.review',
    [{ via: 'document', date: '2026-03-01', line: 3 }],
  ],
  [
    'a cadence',
    'docs/ops.md',
    '## DORA review\n\nEvery month in the team meeting.\n',
    'review.outcomes',
    [{ topic: 'dora', via: 'schedule', date: '' }],
  ],
  ['debt', 'docs/debt-review-2026-01-15.md', '# Q1\n', 'debt.review', [{ date: '2026-01-15' }]],
  ['no date and no cadence', 'docs/ops.md', '## Alert review\n\nSee the wiki.\n', 'alert.review', []],
  ['a code review', 'docs/ops.md', '## Code review\n\nEvery week, with alerts.\n', 'alert.review', []],
  ['a template', 'docs/alert-review-template.md', '# Alert review 2026-01-01\n', 'alert.review', []],
] as const)('%s', async (_, path, text, kind, expected) => {
  expect(flat(await factsOf({ [path]: text }), kind)).toMatchObject(expected);
});

const reminder = (title: string, trigger = 'schedule: [{ cron: "0 9 1 */3 *" }]') => `on:
  ${trigger}
jobs:
  remind:
    runs-on: ubuntu-latest
    steps:
      - run: gh issue create --title "${title}"
`;

test.each([
  ['a reminder', reminder('Quarterly runbook review'), [{ via: 'reminder', date: '', line: 7 }]],
  ['not scheduled', reminder('Quarterly runbook review', 'workflow_dispatch: {}'), []],
  ['once a year', reminder('Yearly runbook review', 'schedule: [{ cron: "0 9 1 1 *" }]'), []],
  ['each quarter by name', reminder('Runbook review', 'schedule: [{ cron: "0 9 1 1,4,7,10 *" }]'), [{ via: 'reminder', line: 7 }]],
  ['switched off', reminder('Quarterly runbook review').replace('  remind:\n', '  remind:\n    if: false\n'), []],
  ['commented out', reminder('Quarterly runbook review').replace('      - run: gh', '      - run: echo\n      # - run: gh'), []],
  ['about something else', reminder('Renew the domain'), []],
])('%s', async (_, text, expected) => {
  expect(flat(await factsOf({ '.github/workflows/remind.yml': text }), 'runbook.review')).toMatchObject(expected);
});

test('runbooks that name their review are a record of it', async () => {
  const text = (date: string) =>
    `---\nlast_reviewed_on: ${date}\n---\n# Outage\n\n${'The shop does not answer and customers wait. '.repeat(9)}`;
  const facts = await factsOf({
    'runbooks/a.md': text('2026-01-01'),
    'runbooks/b.md': text('2026-02-01').replaceAll('shop', 'till').replaceAll('customers', 'people'),
  });
  expect(flat(facts, 'runbook.review')).toMatchObject([{ via: 'document', date: '2026-02-01', path: 'runbooks/b.md', line: 4 }]);
});
