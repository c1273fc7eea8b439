import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

const text = 'Users could not pay because the pool of connections was exhausted, until a restart resolved it. '.repeat(6);

const review = `# Checkout outage

- **Date**: October 23, 2025
- **Severity**: SEV-2

## Impact

${text}

## Timeline

### 10:02

Alert fires.

## Root cause

The pool.

## Action items

| Action | Owner | Due | Status |
|--|--|--|--|
| Raise the limit | @kim | 2025-11-01 | done |
| Alert earlier OPS-12 |  | TBD | open |

- [x] Tell support (#31)
- [ ] Write it down

\`\`\`
- [ ] not an item
\`\`\`
`;

test('a review has its date, its classes and its action items', async () => {
  const facts = await factsOf(
    {
      'docs/postmortems/2025-10-23-checkout.md': review,
      'docs/postmortems/template.md': '# T\n## Impact\n## Timeline\n## Root cause\n## Action items\n## Lessons\n',
    },
    {
      histories: {
        'docs/postmortems/2025-10-23-checkout.md': { added: '2025-10-27T09:00:00Z', updated: '2025-10-27T09:00:00Z', changes: [] },
      },
    },
  );
  expect(flat(facts, 'postmortem')).toMatchObject([
    {
      title: 'Checkout outage',
      date: '2025-10-23',
      dateFrom: 'body',
      dateConflict: false,
      drill: false,
      valid: true,
      sections: 5,
      actions: 4,
      owned: 1,
      dated: 1,
      ticketed: 2,
      done: 2,
      severity: 'SEV-2',
      published: '2025-10-27T09:00:00Z',
      templateHeadings: 4,
      line: 1,
    },
  ]); // prettier-ignore
  expect(flat(facts, 'postmortem.template')).toMatchObject([{ headings: ['impact', 'timeline', 'root cause', 'action items', 'lessons'] }]);
});

const plain = (head: string, sections: readonly string[]) => `${head}\n\n${sections.map(name => `## ${name}\n\n${text}\n`).join('\n')}`;

test.each([
  [
    'front matter first',
    'postmortems/2025-01-02-a.md',
    plain('---\nincident_date: 2025-01-01\n---\n# A', ['Impact', 'Timeline']),
    [{ date: '2025-01-01', dateFrom: 'front_matter' }],
  ],
  [
    'a German date',
    'vorfälle/a.md',
    plain('# Ausfall\n\nDatum: 23.10.2025', ['Auswirkung', 'Zeitlinie', 'Ursache']),
    [{ date: '2025-10-23', valid: true }],
  ],
  ['the file name', 'incidents/2025-03-04-a.md', plain('# A', ['Impact', 'Timeline']), [{ date: '2025-03-04', dateFrom: 'file_name' }]],
  [
    'a slashed date says nothing',
    'incidents/a.md',
    plain('# A\n\nDate: 03/04/2025', ['Impact', 'Timeline']),
    [{ date: '', dateFrom: 'none', valid: false }],
  ],
  [
    'a conflict is kept',
    'incidents/2025-10-03-a.md',
    plain('# 2025-01-03 A', ['Impact', 'Timeline']),
    [{ date: '2025-01-03', dateConflict: true }],
  ],
  [
    'the timeline decides a conflict',
    'incidents/2025-10-03-a.md',
    plain('# 2025-01-03 A', ['Impact', 'Timeline', '2025-10-03 10:00']),
    [{ date: '2025-10-03', dateConflict: true }],
  ],
  [
    'a range ends',
    'incidents/a.md',
    plain('# A\n\nDate range: 2025-01-01 to 2025-01-05', ['Impact', 'Timeline']),
    [{ date: '2025-01-05' }],
  ],
  ['a drill', 'postmortems/2025-01-02-drill.md', plain('# A', ['Impact', 'Timeline']), [{ drill: true }]],
  ['no drill', 'postmortems/2025-01-02-a.md', plain('> Real, not a drill.\n\n# A', ['Impact', 'Timeline']), [{ drill: false }]],
  [
    'a performance investigation',
    'docs/postmortems/1401-ssr-ttfb.md',
    plain('# TTFB\n\nDate: 2025-01-01', ['Root cause', 'Fix', 'Next steps']),
    [{ valid: false }],
  ],
  ['an index', 'docs/postmortems/README.md', plain('# Index', ['Impact', 'Timeline']), []],
  ['a reflection elsewhere', 'docs/reflection.md', plain('# Reflection', ['Impact', 'Timeline']), []],
  ['a runbook that says root cause', 'docs/sop/a.md', plain('# A', ['Root cause', 'Timeline']), []],
])('%s', async (_, path, body, expected) => {
  expect(flat(await factsOf({ [path]: body }), 'postmortem')).toMatchObject(expected);
});

test('a file without a date takes the day it came', async () => {
  const history = { added: '2025-05-05T00:00:00Z', updated: '2025-05-05T00:00:00Z', changes: [] };
  const facts = await factsOf({ 'incidents/a.md': plain('# A', ['Impact', 'Timeline']) }, { histories: { 'incidents/a.md': history } });
  expect(flat(facts, 'postmortem')).toMatchObject([{ date: '2025-05-05T00:00:00Z', dateFrom: 'git' }]);
});

test.each([
  [
    'a policy',
    'docs/postmortems/README.md',
    '# Postmortems\n\nEvery SEV-1 gets a blameless postmortem within 5 business days. The incident lead owns it.\n',
    [{ severities: true, trigger: true, deadline: true, owner: true, blameless: true, line: 1 }],
  ],
  ['a mention', 'docs/team.md', '# Team\n\n## Postmortems\n\nWe write them.\n', []],
])('%s', async (_, path, body, expected) => {
  expect(flat(await factsOf({ [path]: body }), 'postmortem.policy')).toMatchObject(expected);
});

test('an issue form is a template, a table of counts is a trend', async () => {
  const facts = await factsOf({
    '.github/ISSUE_TEMPLATE/postmortem.yml':
      'name: Postmortem\nbody:\n  - type: textarea\n    attributes: {label: Impact}\n  - type: textarea\n    attributes: {label: Timeline}\n',
    'docs/postmortems/trends-2026-03.md': '# Incident trends\n\n| Category | Count |\n|--|--|\n| deploy | 3 |\n| capacity | 1 |\n',
  });
  expect(flat(facts, 'postmortem.template')).toMatchObject([{ tool: 'issue-form', headings: ['Impact', 'Timeline'] }]);
  expect(flat(facts, 'postmortem.trend')).toMatchObject([{ date: '2026-03-31', categories: 2 }]);
});
