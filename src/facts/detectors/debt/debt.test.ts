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

test('each entry is a fact of its own, and so is each month in which the register changed', async () => {
  const versions = [
    { month: '2026-01', text: yaml.replace('status: done', 'status: open') },
    { month: '2026-04', text: yaml },
  ];
  const history = { added: '2026-01-10T00:00:00Z', updated: '2026-04-02T00:00:00Z', changes: [], versions };
  const facts = await factsOf({ 'ops-debt-register.yml': yaml }, { histories: { 'ops-debt-register.yml': history } });
  expect(flat(facts, 'debt.entry')).toMatchObject([
    { id: 'OD-1', title: 'Restart of the importer by hand', owner: 'team-shop', estimated: true, toilHours: 3, closed: false, line: 2 },
    { id: 'OD-2', severity: 'low', created: '2026-01-11', due: '2026-06-30', toilHours: 1.5, closed: true, line: 12 },
  ]);
  expect(flat(facts, 'debt.entry')[0]).toMatchObject({ noticed: 'INC-2025-004', category: 'toil' });
  expect(flat(facts, 'debt.month')).toMatchObject([
    { month: '2026-01', opened: 2, closed: 0, open: 2, toilHours: 4.5 },
    { month: '2026-04', opened: 0, closed: 1, open: 1, toilHours: 3 },
  ]);
});

test('rows of a form are no entries', async () => {
  const form = `${yaml}  - title: "[WHAT]"\n    owner: TBD\n    severity: high\n    status: open\n`;
  expect(flat(await factsOf({ 'ops-debt-register.yml': form }), 'debt.entry')).toHaveLength(2);
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
  [
    'the effort to pay it off is no toil',
    'TECH_DEBT.md',
    '| Id | Title | Owner | Estimated effort | Effort (h) |\n|--|--|--|--|--|\n| 1 | Restart by hand | @kim | 8 h | 5 |\n',
    [{ entries: 1, toilEntries: 0, toilHours: 0, line: 1 }],
  ],
  ['hours a month', 'ops-debt.yml', '- id: 1\n  title: Restart by hand\n  toil: 13 h per month\n', [{ toilEntries: 1, toilHours: 3 }]],
  ['hours still to be estimated', 'ops-debt.yml', '- id: 1\n  title: Restart by hand\n  owner: kim\n  toil: TBD\n', [{ toilEntries: 0 }]],
  ['a list at the root', 'ops-debt-register.yml', '- id: 1\n  title: Restart by hand\n  owner: kim\n', [{ entries: 1, operational: true }]],
  ['a list of debts', 'ops-debt-register.yml', 'debts:\n  - id: 1\n    title: Restart by hand\n    owner: kim\n', [{ entries: 1 }]],
  ['JSON', 'ops-debt-register.json', '{"items":[{"id":"1","title":"Restart by hand","owner":"kim"}]}', [{ entries: 1, operational: true }]],
  [
    'German',
    'docs/betriebsschulden.md',
    '# Schulden\n\nLetzte Überprüfung: 10.03.2026\n\n| Id | Titel | Verantwortlich |\n|--|--|--|\n| 1 | Manueller Neustart | @kim |\n',
    [{ entries: 1, operational: true, reviewed: '2026-03-10' }],
  ],
  [
    'a slashed date of review',
    'TECH_DEBT.md',
    '# Debt\n\nLast reviewed: 03/10/2025\n\n| Id | Title | Owner |\n|--|--|--|\n| 1 | Restart by hand | @kim |\n',
    [{ reviewed: '' }],
  ],
  [
    'an incident as its source, and one that is only a word',
    'TECH_DEBT.md',
    '| Id | Title | Owner | Source |\n|--|--|--|--|\n| 1 | Restart by hand | @kim | INC-2025-004 |\n| 2 | The incident page shows 3 columns | @kim | retro |\n',
    [{ entries: 2, fromPostmortems: 1 }],
  ],
  [
    'a form with headings',
    'TECHNICAL_DEBT.md',
    '# Debt\n\nLast updated: [DATE]\n\n### TD-001 [TITLE]\n\n- Owner: [OWNER]\n- Priority: [HIGH]\n- Created: [DATE]\n',
    [{ placeholder: true, entries: 1 }],
  ],
  ['counts of nothing', 'TECHNICAL_DEBT.md', '| Category | Count |\n|--|--|\n| Code | 0 |\n| Tests | 0 |\n', []],
  ['a template', 'ops-debt-register-template.yml', '- id: 1\n  title: Restart by hand\n  owner: kim\n', []],
  ['a commented register', 'ops-debt-register.yml', '# - id: 1\n#   title: Restart by hand\n#   owner: kim\n', []],
  ['a table in a fence', 'TECH_DEBT.md', '```\n| Id | Title | Owner |\n|--|--|--|\n| 1 | Restart by hand | kim |\n```\n', []],
  ['debts of money', 'data/debt.csv', 'id,title,date,amount\n1,Loan,2026-01-01,5000\n', []],
  ['a budget', 'toil-budget.yml', 'budget: 20\n', []],
  ['prose', 'TECH_DEBT.md', '# Tech debt\n\nWe have some.\n', []],
  ['a linter baseline', '.rubocop_todo.yml', 'Style/X:\n  Enabled: false\n', []],
  ['a page that mentions it', 'docs/problem.md', '# Problem\n\nTechnical debt grows.\n', []],
])('%s', async (_, path, text, expected) => {
  expect(flat(await factsOf({ [path]: text }), 'debt.register')).toMatchObject(expected);
});

test('only quarters with changes are reviewed, and any schedule is no review', async () => {
  const changes = ['2026-04-02T00:00:00Z', '2025-06-01T00:00:00Z'];
  const history = { added: '2025-06-01T00:00:00Z', updated: '2026-04-02T00:00:00Z', changes };
  const schedule = 'resource "aws_cloudwatch_event_rule" "quarter" {\n  schedule_expression = "cron(0 9 1 1,4,7,10 ? *)"\n}\n';
  const files = { 'ops-debt-register.yml': yaml, 'infra/schedule.tf': schedule };
  const facts = await factsOf(files, { histories: { 'ops-debt-register.yml': history } });
  expect(flat(facts, 'debt.register')).toMatchObject([{ reviewedQuarters: 1 }]);
  expect(flat(facts, 'debt.review')).toEqual([]);
});

test('a register among examples is not the own', async () => {
  const facts = await factsOf({ 'examples/ops-debt-register.yml': yaml });
  expect(facts.filter(({ kind }) => kind === 'debt.register')).toMatchObject([{ pathClass: 'sample' }]);
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

test('what came and went in the last three months is replayed', async () => {
  const entry = (id: number, status: string) => `  - id: ${id}\n    title: Restart by hand ${id}\n    owner: kim\n    status: ${status}\n`;
  const versions = [
    { month: '2026-01', text: `entries:\n${entry(1, 'open')}${entry(2, 'open')}` },
    { month: '2026-04', text: `entries:\n${entry(1, 'done')}${entry(2, 'done')}${entry(3, 'open')}` },
  ];
  const text = versions[1]?.text ?? '';
  const updated = '2026-04-02T00:00:00Z';
  const history = { added: '2026-01-01T00:00:00Z', updated, changes: [updated], versions };
  const facts = await factsOf({ 'ops-debt-register.yml': text }, { histories: { 'ops-debt-register.yml': history } });
  expect(flat(facts, 'debt.trend')).toMatchObject([{ opened: 1, closed: 2, until: updated, path: 'ops-debt-register.yml', line: 1 }]);
  const short = { ...history, versions: versions.slice(1) };
  const early = await factsOf({ 'ops-debt-register.yml': text }, { histories: { 'ops-debt-register.yml': short } });
  expect(flat(early, 'debt.trend')).toEqual([]);
});
