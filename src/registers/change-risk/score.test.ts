import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { prepareLinearPatterns } from '../../lib/linear-pattern.ts';
import { isFrozen } from './freeze.ts';
import { ownersBy } from './owners.ts';
import { type RiskRules, readRules } from './rules.ts';
import { type Change, type ChangedFile, riskOf } from './score.ts';

const text = readFileSync(join(import.meta.dirname, '../../../rules/change-risk.yaml'), 'utf8');
let shipped: RiskRules;
beforeAll(async () => {
  await prepareLinearPatterns();
  const read = readRules(text);
  if ('problems' in read) throw new Error(read.problems.join('\n'));
  shipped = read.rules;
});

function file(path: string, more: Partial<ChangedFile> = {}): ChangedFile {
  return { path, added: [], removed: [], lines: 1, ...more };
}

function change(...files: readonly ChangedFile[]): Change {
  return { files, ownersOf: undefined, frozenBy: undefined };
}

const owners = ownersBy('*.ts @web\n/infra/ @ops @sec\ndocs/ @web\ndocs/secret.md\n# *.ts @all\n');

test.each<[string, Change, readonly string[]]>([
  ['a document', change(file('docs/a.md'), file('README.md')), ['documents-only']],
  ['a document beside code', change(file('README.md'), file('src/a.ts'), file('src/a.test.ts')), []],
  ['code without tests', change(file('src/latest.ts')), ['untested']],
  ['code with a test of Java', change(file('src/Shop.java'), file('src/ShopTest.java')), []],
  ['infrastructure', change(file('infra/main.tf')), ['infrastructure']],
  [
    'a resource taken away',
    change(file('infra/main.tf', { removed: ['resource "aws_s3_bucket" "a" {'] })),
    ['infrastructure', 'infrastructure-removed'],
  ],
  ['values for production', change(file('values-prod.yaml')), ['production']],
  [
    'a migration that drops a column',
    change(file('db/migrate/7.rb', { added: ['  remove_column :users, :mail'] }), file('spec/a_spec.rb')),
    ['data', 'data-lost'],
  ],
  [
    'a role',
    change(file('infra/iam.tf', { added: ['resource "aws_iam_role" "x" {'] })),
    ['infrastructure', 'permissions', 'permissions-granted'],
  ],
  ['a name with the letters of one', change(file('assets/diamond.svg')), []],
  [
    'an open network',
    change(file('infra/main.tf', { added: ['  cidr_blocks = ["0.0.0.0/0"]'] })),
    ['infrastructure', 'permissions-granted'],
  ],
  ['the pipeline', change(file('.github/workflows/ci.yml')), ['delivery']],
  ['much', change(file('a.csv', { lines: 401 })), ['large']],
  ['too much', change(file('a.csv', { lines: 1501 })), ['large', 'very-large']],
  ['five folders', change(...['a', 'b', 'c', 'd', 'e'].map(name => file(`${name}/x.csv`))), ['wide']],
  ['two owners', { ...change(file('infra/x.csv'), file('a.ts'), file('a.test.ts')), ownersOf: owners }, ['several-owners']],
  ['no owner', { ...change(file('x.csv')), ownersOf: owners }, ['unowned']],
  ['a freeze', { ...change(file('x.csv')), frozenBy: 'freeze.yaml' }, ['freeze']],
  ['nothing', change(), []],
])('%s', (_, given, ids) => {
  expect(
    riskOf(given, shipped)
      .rules.map(({ id }) => id)
      .sort(),
  ).toEqual([...ids].sort());
});

test('the score is a sum between 0 and 100, and says what it is made of', () => {
  const risk = riskOf({ ...change(file('infra/main.tf'), file('infra/b.tf'), file('infra/c.tf')), frozenBy: 'freeze.yaml' }, shipped);
  expect(risk).toMatchObject({ score: 50, level: 'high' });
  expect(risk.rules).toEqual([
    {
      id: 'freeze',
      says: 'Changes are frozen today',
      points: 30,
      because: 'freeze.yaml',
      paths: ['infra/main.tf', 'infra/b.tf', 'infra/c.tf'],
    },
    {
      id: 'infrastructure',
      says: 'It changes infrastructure',
      points: 20,
      because: 'infra/main.tf, infra/b.tf and 1 more',
      paths: ['infra/main.tf', 'infra/b.tf', 'infra/c.tf'],
    },
  ]);
  expect(riskOf(change(file('docs/a.md')), shipped)).toMatchObject({ score: 0, level: 'low' });
});

test.each([
  ['src/a.ts', ['@web']],
  ['infra/deep/main.tf', ['@ops', '@sec']],
  ['x/docs/a.md', ['@web']],
  ['docs/secret.md', []],
  ['other.txt', []],
])('%s has the owners of the last rule that fits', (path, expected) => {
  expect(owners(path)).toEqual(expected);
});

const calendar = 'windows:\n  - name: Christmas\n    from: 2026-12-20\n    to: 2027-01-03\n';
const event = 'BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20261220\nDTEND;VALUE=DATE:20261224\nEND:VEVENT\n';
test.each([
  ['in a window', 'freeze.yaml', calendar, '2026-12-31', true],
  ['on its last day', 'freeze.yaml', calendar, '2027-01-03', true],
  ['before it', 'freeze.yaml', calendar, '2026-12-19', false],
  ['in an event', 'freeze.ics', event, '2026-12-23', true],
  ['after an event', 'freeze.ics', event, '2026-12-24', false],
  ['without dates', 'freeze.yaml', 'windows: [{ from: soon, to: later }]\n', '2026-12-31', false],
])('a day %s', (_, path, content, day, expected) => {
  expect(isFrozen(path, content, day)).toBe(expected);
});

const rule = (more: string) =>
  `version: 1\nlevels: { medium: 1, high: 2, critical: 3 }\nrules:\n  - id: a\n    says: A\n    points: 1\n    ${more}\n`;
test.each([
  ['an unknown key', rule('path: [x]'), /line 7: .*unknown key "path"; the nearest is "paths"/],
  ['a wrong pattern', rule('added: "("'), /line 7: .*missing/],
  ['too many points', rule('freeze: true').replace('points: 1', 'points: 1000'), /line 6: /],
  ['no YAML', 'version: [', /line 1: /],
])('rules with %s are refused', (_, written, message) => {
  const read = readRules(written);
  expect('problems' in read ? read.problems.join('\n') : '').toMatch(message);
});
