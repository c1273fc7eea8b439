import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

const yaml = `entries:
  - id: OD-1
    title: Restart of the importer by hand
    category: toil
    severity: high
    toil_hours_per_week: 3
    owner: team-shop
    created: 2026-01-10
    target_resolution_date: 2026-06-30
    status: open
    source: INC-2025-004
  - id: OD-2
    title: No alert for the queue
    category: missing-alert
    severity: low
    toil_hours_per_week: 1,5
    owner: team-shop
    created: 2026-01-11
    target_resolution_date: 2026-06-30
    status: done
`;

test('a register in YAML', async () => {
  const changes = ['2026-04-02T00:00:00Z', '2026-02-01T00:00:00Z', '2025-01-01T00:00:00Z'];
  const history = { added: '2025-01-01T00:00:00Z', updated: '2026-04-02T00:00:00Z', changes };
  const facts = await factsOf({ 'ops-debt-register.yml': yaml }, { histories: { 'ops-debt-register.yml': history } });
  expect(flat(facts, 'debt.register')).toMatchObject([
    {
      entries: 2,
      open: 1,
      closed: 1,
      operational: true,
      filled: 1,
      toilEntries: 2,
      toilHours: 3,
      fromPostmortems: 1,
      placeholder: false,
      updated: '2026-04-02T00:00:00Z',
      reviewedQuarters: 2,
      line: 1,
    },
  ]); // prettier-ignore
});

const table = `# Tech debt

Last reviewed: 2026-03-01

| Id | Title | Owner | Status |
|--|--|--|--|
| 1 | Rename the module | @kim | open |
| 2 | Split the class | @kim | closed |
| 3 | Upgrade the framework | @ola | open |
`;

test('a table of flaws in code is a register, but not an operational one', async () => {
  const facts = await factsOf({ 'TECH_DEBT.md': table });
  expect(flat(facts, 'debt.register')).toMatchObject([{ entries: 3, open: 2, closed: 1, operational: false, reviewed: '2026-03-01' }]);
  expect(flat(facts, 'debt.review')).toMatchObject([{ via: 'document', date: '2026-03-01' }]);
});

test.each([
  ['CSV', 'docs/ops-debt.csv', 'id,title,owner,toil\n1,"Rotate, by hand",kim,2h\n', [{ entries: 1, toilHours: 2, operational: true }]],
  [
    'headings',
    'docs/operational-debt.md',
    '# Debt\n\n### TD-001 Manual failover\n\n- Owner: @kim\n- Priority: high\n',
    [{ entries: 1, operational: true }],
  ],
  [
    'a log of observations',
    'docs/observations.md',
    '| Date | Area | Observation |\n|--|--|--|\n| 2026-05-25 | ops | Restart by hand |\n',
    [{ entries: 1, operational: true, filled: 0.38 }],
  ],
  ['placeholders', 'TECH_DEBT.md', '| Id | Title | Owner |\n|--|--|--|\n| 1 | [DEBT_ITEM_ID] | someone |\n', [{ placeholder: true }]],
  ['prose', 'TECH_DEBT.md', '# Tech debt\n\nWe have some.\n', []],
  ['a linter baseline', '.rubocop_todo.yml', 'Style/X:\n  Enabled: false\n', []],
  ['a page that mentions it', 'docs/problem.md', '# Problem\n\nTechnical debt grows.\n', []],
])('%s', async (_, path, text, expected) => {
  expect(flat(await factsOf({ [path]: text }), 'debt.register')).toMatchObject(expected);
});

test('one file for each item counts as one register', async () => {
  const item = (title: string) => `---\ntitle: ${title}\nowner: kim\ncategory: toil\n---\n# ${title}\n`;
  const facts = await factsOf({ 'docs/debt/README.md': '# Debt\n', 'docs/debt/a.md': item('A'), 'docs/debt/b.md': item('B') });
  expect(flat(facts, 'debt.register')).toMatchObject([{ entries: 2, path: 'docs/debt/a.md' }]);
});

test.each([
  ['20% of every sprint goes into operational debt.', [{ percent: 20, line: 3 }]],
  ['Toil gets 15 % of our time.', [{ percent: 15 }]],
  ['CPU stays below 80% of capacity. Debt is elsewhere.', []],
])('capacity: %s', async (text, expected) => {
  expect(flat(await factsOf({ 'docs/team.md': `# Team\n\n${text}\n` }), 'debt.capacity')).toMatchObject(expected);
});
