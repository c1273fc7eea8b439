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

test('each action is a fact of its own, with what is to be done apart from who does it until when', async () => {
  const facts = await factsOf({ 'docs/postmortems/2025-10-23-checkout.md': review });
  const shared = { postmortem: 'Checkout outage', incident: '2025-10-23', path: 'docs/postmortems/2025-10-23-checkout.md' };
  expect(flat(facts, 'postmortem.action')).toMatchObject([
    { ...shared, text: 'Tell support (#31)', owner: '', due: '', ticketed: true, done: true, line: 27 },
    { ...shared, text: 'Write it down', owned: false, done: false, line: 28 },
    { ...shared, text: 'Raise the limit', owner: '@kim', owned: true, due: '2025-11-01', done: true, line: 24 },
    { ...shared, text: 'Alert earlier OPS-12', owner: '', owned: false, due: '', ticketed: true, done: false, line: 25 },
  ]);
});

test.each([
  ['Raise the limit. Owner: Kim Lee, due 2025-11-01', 'Kim Lee'],
  ['Raise the limit (Owner: kim until friday)', 'kim'],
  ['Owner: team payments raises it', 'team payments'],
  ['@kim-lee raises it', '@kim-lee'],
  ['Raise the limit (team payments)', 'team payments'],
  ['Raise the limit', ''],
])('the owner in "%s" is "%s"', async (text, owner) => {
  const facts = await factsOf({ 'docs/postmortems/2025-10-23-a.md': review.replace('Write it down', text) });
  expect(flat(facts, 'postmortem.action').find(each => each.line === 28)).toMatchObject({ owner });
});

test('what an exercise leaves behind is no action of an incident', async () => {
  const facts = await factsOf({ 'docs/postmortems/2025-10-23-game-day.md': review.replace('Checkout outage', 'Checkout game day') });
  expect(flat(facts, 'postmortem')).toMatchObject([{ drill: true }]);
  expect(flat(facts, 'postmortem.action')).toEqual([]);
});

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
  [
    'a label in a table',
    'incidents/a.md',
    plain('# A\n\n| Field | Value |\n|--|--|\n| Date | 2026-01-05 |', ['Impact', 'Timeline']),
    [{ date: '2026-01-05', dateFrom: 'body', line: 1 }],
  ],
  [
    'a column of a table with one row',
    'incidents/a.md',
    plain('# A\n\n| Date | Severity |\n|--|--|\n| 2026-01-05 | SEV-1 |', ['Impact', 'Timeline']),
    [{ date: '2026-01-05', dateFrom: 'body' }],
  ],
  [
    'the due date of an action is not its date',
    'incidents/a.md',
    plain('# A\n\n| Action | Owner | When |\n|--|--|--|\n| Raise it | Kim | 2026-09-05 |', ['Impact', 'Timeline']),
    [{ date: '', dateFrom: 'none' }],
  ],
  [
    'a relative date says nothing',
    'incidents/a.md',
    plain('# A\n\nDate: yesterday', ['Impact', 'Timeline']),
    [{ date: '', dateFrom: 'none', valid: false }],
  ],
  [
    'a slashed date gives way to the name',
    'incidents/2026-01-05-a.md',
    plain('# A\n\nDate: 05/01/2026', ['Impact', 'Timeline']),
    [{ date: '2026-01-05', dateFrom: 'file_name', dateConflict: false }],
  ],
  [
    'a label far below is another date',
    'incidents/a.md',
    plain(`# A\n\n${'Text.\n\n'.repeat(30)}Date: 2026-01-05`, ['Impact', 'Timeline']),
    [{ date: '' }],
  ],
  ['a name without separators', 'incidents/20260105-a.md', plain('# A', ['Impact', 'Timeline']), [{ date: '2026-01-05' }]],
  [
    'a name with a month is of its last day',
    'incidents/2026-01-a.md',
    plain('# A', ['Impact', 'Timeline']),
    [{ date: '2026-01-31', dateFrom: 'file_name' }],
  ],
  [
    'a number is no date',
    'incidents/INC-2026-004.md',
    plain('# A', ['Impact', 'Timeline']),
    [{ date: '', dateFrom: 'none', valid: false }],
  ],
  ['a number like a month is none', 'incidents/INC-2026-01.md', plain('# A', ['Impact', 'Timeline']), [{ date: '' }]],
  [
    'a form that nobody has filled in',
    'incidents/2026-01-05-a.md',
    `# [Incident title]\n\n## Impact\n\n${'TODO describe who was hit and for how long. '.repeat(9)}\n\n## Timeline\n\n## Root cause\n\nTBD\n`,
    [{ valid: false }],
  ],
  ['a drill', 'postmortems/2025-01-02-drill.md', plain('# A', ['Impact', 'Timeline']), [{ drill: true }]],
  ['no drill', 'postmortems/2025-01-02-a.md', plain('> Real, not a drill.\n\n# A', ['Impact', 'Timeline']), [{ drill: false }]],
  [
    'a performance investigation',
    'docs/postmortems/1401-ssr-ttfb.md',
    plain('# TTFB\n\nDate: 2025-01-01', ['Root cause', 'Fix', 'Next steps']),
    [{ valid: false }],
  ],
  [
    'a decision among the reviews',
    'docs/postmortems/decisions/0009-format.md',
    plain('# 9. Format\n\nDate: 2026-01-01', ['Context', 'Impact', 'Timeline']),
    [],
  ],
  [
    'a decision about reviews',
    'docs/adr/0009-postmortems.md',
    plain('# 9. Postmortems\n\nDate: 2026-01-01', ['Context', 'Decision', 'Timeline']),
    [],
  ],
  [
    'the retrospective of a sprint',
    'docs/retrospectives/sprint-12.md',
    plain('# Sprint 12\n\nDate: 2026-01-01', ['What happened', 'Action items']),
    [],
  ],
  [
    'an interface of a product about incidents',
    'docs/incidents/api.md',
    `# Incidents API\n\n${'Returns a page of incidents as JSON with their state and their assignee. '.repeat(9)}\n## Endpoints\n\n## Timeline\n`,
    [],
  ],
  ['an index', 'docs/postmortems/README.md', plain('# Index', ['Impact', 'Timeline']), []],
  ['a reflection elsewhere', 'docs/reflection.md', plain('# Reflection', ['Impact', 'Timeline']), []],
  ['a runbook that says root cause', 'docs/sop/a.md', plain('# A', ['Root cause', 'Timeline']), []],
])('%s', async (_, path, body, expected) => {
  expect(flat(await factsOf({ [path]: body }), 'postmortem')).toMatchObject(expected);
});

test('a file without a date takes the day it came, never that of its last change', async () => {
  const history = { added: '2025-05-05T00:00:00Z', updated: '2026-03-01T00:00:00Z', changes: ['2026-03-01T00:00:00Z'] };
  const facts = await factsOf({ 'incidents/a.md': plain('# A', ['Impact', 'Timeline']) }, { histories: { 'incidents/a.md': history } });
  expect(flat(facts, 'postmortem')).toMatchObject([{ date: '2025-05-05T00:00:00Z', dateFrom: 'git', valid: true }]);
});

const other = 'A wrong route sent all orders of one country to the till of another, and support reverted it by hand. '.repeat(6);
const sections = ['Impact', 'Timeline', 'Root cause'];

test.each([
  [
    'kept twice under two dates',
    { 'incidents/2025-01-03-till.md': plain('# Till', sections), 'incidents/2025-10-03-till.md': plain('# Till', sections) },
    [{ path: 'incidents/2025-01-03-till.md', date: '2025-01-03', dateConflict: true }],
  ],
  [
    'an archived copy',
    { 'archive/incidents/2025-01-03-till.md': plain('# Till', sections), 'incidents/2025-01-03-till.md': plain('# Till', sections) },
    [{ path: 'incidents/2025-01-03-till.md', dateConflict: false }],
  ],
  [
    'written up by two teams',
    {
      'incidents/2025-01-03-till.md': plain('# Checkout outage', sections),
      'pay/incidents/2025-01-04-till.md': plain('# Checkout outage', sections).replaceAll(text, other),
    },
    [{ path: 'incidents/2025-01-03-till.md' }],
  ],
  [
    'two on one day under a title that says nothing',
    {
      'incidents/2025-01-03-a.md': plain('# Incident report', sections),
      'incidents/2025-01-03-b.md': plain('# Incident report', sections).replaceAll(text, other),
    },
    [{ path: 'incidents/2025-01-03-a.md' }, { path: 'incidents/2025-01-03-b.md' }],
  ],
])('one incident: %s', async (_, files, expected) => {
  expect(flat(await factsOf(files as Record<string, string>), 'postmortem')).toMatchObject(expected);
});

test.each([
  ['boxes without owners', Array.from({ length: 18 }, (_, at) => `- [${at < 6 ? 'x' : ' '}] Do the next thing`).join('\n'), 18, 0, 6],
  ['a team in brackets', '- [ ] Raise the limit (team payments)', 1, 1, 0],
  ['a tool in brackets', '- [ ] Alert on the queue (Prometheus)', 1, 0, 0],
  ['crossed out', '- ~~Raise the limit~~\n- ~~Raise~~ lower the limit', 2, 0, 1],
  ['a tick at the end', '- Raise the limit ✅', 1, 0, 1],
  ['in a code fence', '```\n- [x] Raise the limit, @kim\n```', 0, 0, 0],
])('action items: %s', async (_, list, actions, owned, done) => {
  const body = `${plain('# A\n\nDate: 2026-01-05', sections)}\n## Action items\n\n${list}\n`;
  expect(flat(await factsOf({ 'incidents/a.md': body }), 'postmortem')).toMatchObject([{ actions, owned, done }]);
});

test.each([
  [
    'a policy',
    'docs/postmortems/README.md',
    '# Postmortems\n\nEvery SEV-1 gets a blameless postmortem within 5 business days. The incident lead owns it.\n',
    [{ severities: true, trigger: true, deadline: true, owner: true, blameless: true, line: 1 }],
  ],
  [
    'a policy without a deadline',
    'docs/postmortems/process.md',
    '# Postmortems\n\nAfter every SEV-1 we write one. The incident lead owns it.\n',
    [{ severities: true, trigger: true, deadline: false, owner: true, blameless: false, line: 1 }],
  ],
  ['a mention', 'docs/team.md', '# Team\n\n## Postmortems\n\nWe write them.\n', []],
])('%s', async (_, path, body, expected) => {
  expect(flat(await factsOf({ [path]: body }), 'postmortem.policy')).toMatchObject(expected);
});

test.each([
  ['a trend in words only', 'docs/incident-trends-2026-01.md', '# Incident trends\n\nFewer than before.\n'],
  ['counts of something else', 'docs/trends-2026-01.md', '# Sales trends\n\n| Month | Count |\n|--|--|\n| May | 3 |\n| June | 1 |\n'],
])('no trend: %s', async (_, path, body) => {
  expect(flat(await factsOf({ [path]: body }), 'postmortem.trend')).toEqual([]);
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

test('reviews in an export of a status page, not its updates', async () => {
  const body = `## Impact\n${'Customers could not pay for their orders. '.repeat(12)}\n## Timeline\n08:00 start\n## Root cause\nA migration.\n## Action items\n- [x] @kim adds an alert OPS-12\n`;
  const incidents = [
    { name: 'Payments down', impact: 'critical', created_at: '2026-03-04T08:00:00Z', postmortem_body: body },
    {
      name: 'Slow search',
      created_at: '2026-04-01T08:00:00Z',
      postmortem_body: null,
      incident_updates: [{ body: 'We are looking into it.' }],
    },
  ];
  const text = JSON.stringify({ incidents }, null, 2);
  expect(flat(await factsOf({ 'status/incidents-2026.json': text }), 'postmortem')).toMatchObject([
    { title: 'Payments down', date: '2026-03-04', valid: true, severity: 'critical', actions: 1, ticketed: 1, done: 1, line: 3 },
  ]);
});
