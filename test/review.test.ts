import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { commitAll, folderOf, git, opsex } from './repository.ts';

const folder = folderOf({});
const database = join(folder, 'review.duckdb');
const shop = join(folder, 'shop');
const run = (...args: readonly string[]) => opsex([...args, '--database', database], { cwd: shop });
const at = (day: string, hours: number) => new Date(Date.parse(`${day}T00:00:00Z`) + hours * 3_600_000).toISOString();

beforeAll(() => {
  cpSync(join(import.meta.dirname, 'repositories/documented-service/repository'), shop, { recursive: true });
  writeFileSync(
    join(shop, 'ops-debt-register.yml'),
    'entries:\n  - id: OD-1\n    title: Restart of the <b>importer</b> by hand\n    owner: "@ada"\n    toil_hours_per_week: 3\n    due: 2026-05-01\n    status: open\n',
  );
  git(shop, ['init', '-q', '-b', 'main']);
  commitAll(shop, 'Add everything (#1)', '2026-06-01T12:00:00Z');
  const days = Array.from({ length: 180 }, (_, day) => new Date(Date.parse('2026-01-01') + day * 86_400_000).toISOString().slice(0, 10));
  store(
    'deployment',
    days.map((day, at_) => ({
      source: 'ci',
      id: `d${at_}`,
      service: 'shop',
      environment: 'production',
      production: true,
      succeeded_at: at(day, 10),
    })),
  );
  store('incident', [
    {
      source: 'pager',
      id: 'INC-1',
      service: 'shop',
      severity: 1,
      title: '<script>alert(1)</script>',
      started_at: at('2026-04-20', 11),
      resolved_at: at('2026-04-20', 12),
    },
    {
      source: 'pager',
      id: 'INC-2',
      service: 'shop',
      severity: 3,
      title: 'Slow pages',
      started_at: at('2026-05-20', 11),
      resolved_at: at('2026-05-20', 14),
    },
  ]);
  expect(run('assess', '--save', '--as-of', '2026-03-31').status).toBe(0);
});

function store(kind: string, rows: readonly object[]): void {
  const file = join(folder, `${kind}.jsonl`);
  writeFileSync(file, rows.map(row => `${JSON.stringify(row)}\n`).join(''));
  expect(opsex(['events', 'import', file, '--kind', kind, '--database', database]).status).toBe(0);
}

test('a quarter in a document: trends, changes with their causes, incidents, actions, debt', () => {
  const { stdout, stderr, status } = run('review', '--quarter', '2026-Q2');
  expect(status).toBe(0);
  expect(stderr).toContain('say who held the review with --by');
  for (const part of [
    /^# Operational excellence of shop: review of 2026-Q2\n/,
    /\| outcome \| 2025-Q3 \| 2025-Q4 \| 2026-Q1 \| 2026-Q2 \|/,
    /\| deployments \| no value \| no value \| 90 \| 90 \|/,
    /shop: .* since 2026-03-31\./,
    /2 incidents, 1 of the highest severity\./,
    /Called for a postmortem and have none:\n\n- 2026-04-20 INC-1/,
    /1 of 2 actions that were due by 2026-06-30 are done/,
    /1 entry is open, 0 closed; what is open costs 3 hours a week\./,
  ])
    expect(stdout).toMatch(part);
});

test('the HTML loads nothing, and nothing from outside is markup', () => {
  const html = join(folder, 'review.html');
  run('review', '--quarter', '2026-Q2', '--html', html);
  const text = readFileSync(html, 'utf8');
  expect(text).toMatch(/Content-Security-Policy" content="default-src 'none'/);
  expect(text).not.toMatch(/<script|<b>|https?:\/\//);
  expect(text).toContain('&#60;script&#62;');
  expect(text).toMatch(/<polyline points=/);
});

test('a review that was held is what the criterion asks for, until it is old', () => {
  const verdict = (day: string) => {
    const json = JSON.parse(run('assess', '--json', '--as-of', day).stdout);
    return json.criteria.find((each: { id: string }) => each.id === 'dora-quarterly-review');
  };
  const today = new Date().toISOString().slice(0, 10);
  const quarter = `${today.slice(0, 4)}-Q${Math.ceil(Number(today.slice(5, 7)) / 3)}`;
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
  const nextYear = new Date(Date.now() + 370 * 86_400_000).toISOString().slice(0, 10);
  expect(verdict(tomorrow).verdict).toBe('unknown');
  expect(run('review', '--quarter', quarter, '--by', 'Ada, Kim', '-o', join(folder, 'review.md'))).toMatchObject({
    status: 0,
    stderr: expect.stringContaining(`noted that Ada, Kim reviewed ${quarter} of shop`),
  });
  expect(verdict(tomorrow)).toMatchObject({ verdict: 'met', basis: 'events' });
  expect(verdict(tomorrow).evidence[0].summary).toContain(`review of ${quarter} by Ada, Kim`);
  expect(verdict(nextYear).verdict).toBe('unknown');
});

test.each([
  ['no quarter', '2026-Q5', /Write it as 2026-Q3/],
  ['one that has not begun', '2999-Q1', /has not begun/],
])('%s is refused', (_, quarter, message) => {
  expect(run('review', '--quarter', quarter)).toMatchObject({ status: 2, stderr: expect.stringMatching(message) });
});
