import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import stringWidth from 'string-width';
import { beforeAll, expect, test } from 'vitest';
import { opsex, type Run } from './repository.ts';

/** Outcomes of the whole product: tables go in, the screens and files of `opsex metrics` come out. */

const folder = mkdtempSync(join(tmpdir(), 'opsex-metrics-'));
const database = join(folder, 'store.duckdb');
const window = ['--from', '2026-06-01', '--to', '2026-08-30'];
const hour = 3_600_000;
const first = Date.UTC(2026, 5, 1, 9);

beforeAll(() => {
  const deployments = ['id,service,environment,sha,repository,started_at,finished_at'];
  const incidents = ['id,service,started_at,resolved_at,caused_by'];
  const commits = ['repository,sha,parents,committed_at'];
  for (let day = 0; day < 88; day++)
    for (const [service, every] of [
      ['checkout', 1],
      ['=cmd|calc', 7],
      ['web\u202e', 11],
    ] as const) {
      if (day % every !== 0) continue;
      const at = new Date(first + day * 24 * hour).toISOString();
      const sha = `${day}`.padStart(40, service === 'checkout' ? 'a' : 'b');
      deployments.push(`${service}-${day},${service},production,${sha},example.org/${service},${at},${at}`);
      commits.push(
        `example.org/${service},${sha},${day === 0 ? '' : `${day - every}`.padStart(40, sha[0])},${new Date(first + (day * 24 - 5) * hour).toISOString()}`,
      );
      if (day % 10 === 0)
        incidents.push(
          `${service}-i${day},${service},${new Date(first + (day * 24 + 1) * hour).toISOString()},${new Date(first + (day * 24 + 2) * hour).toISOString()},`,
        );
    }
  deployments.push(`no-commit,checkout,production,,,${new Date(first).toISOString()},${new Date(first).toISOString()}`);
  for (const [kind, rows] of Object.entries({ deployment: deployments, incident: incidents, change: commits })) {
    const file = join(folder, `${kind}s.csv`);
    writeFileSync(file, `${rows.join('\n')}\n`);
    const run = opsex(['events', 'import', file, '--kind', kind, '--database', database]);
    if (run.status !== 0) throw new Error(run.stderr);
  }
});

const metrics = (...args: readonly string[]): Run => opsex(['metrics', ...args, '--database', database]);
const schema = (name: string) => JSON.parse(readFileSync(join(import.meta.dirname, '../schemas', name), 'utf8')) as object;

function fits(name: string, json: unknown): unknown {
  const ajv = new Ajv2020({ allErrors: true });
  addFormats.default(ajv);
  const validate = ajv.compile(schema(name));
  return validate(json) ? [] : validate.errors;
}

test('the first screen has a row for each service and fits', () => {
  const run = metrics(...window);
  expect(run).toMatchObject({ status: 0, stderr: '' });
  const lines = run.stdout.trimEnd().split('\n');
  expect(lines.length).toBeLessThanOrEqual(24);
  for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(100);
  expect(lines[0]).toContain('2026-06-01 to 2026-08-30 · 91 days · UTC · opsex/1');
  expect(run.stdout).toMatch(/^checkout +6\.8\/week \(89\) █+▅ 5 h \(87\) .* ~10 % \(89\) .* ~2 h \(9\) +60 min \(9\)$/m);
  expect(run.stdout).not.toContain('\u202e');
});

test('one service has a page of its own', () => {
  const { status, stdout } = metrics('--service', 'checkout', '--by', 'month', ...window);
  expect(status).toBe(0);
  for (const text of ['Lead time, median    5 h', 'Restore, median      60 min', 'bars: 2026-06 to 2026-07'])
    expect(stdout).toContain(text);
});

test.each([
  ['services', []],
  ['a service by quarter', ['--service', 'checkout', '--by', 'quarter']],
  ['a team, as DevLake', ['--team', 'shop=checkout,=cmd|calc', '--definition', 'devlake/2023', '--zone', 'Europe/Berlin']],
])('the JSON of %s fits its published schema', (_, args) => {
  const run = metrics(...args, ...window, '--json');
  expect(run).toMatchObject({ status: 0, stderr: '' });
  expect(fits('metrics-1.schema.json', JSON.parse(run.stdout))).toEqual([]);
});

test('the JSON of the doctor fits its published schema, and it names what is missing', () => {
  const run = opsex(['metrics', ...window, '--database', database, 'doctor', '--json']);
  expect(run).toMatchObject({ status: 0, stderr: '' });
  const json = JSON.parse(run.stdout) as { findings: { id: string; count: number }[] };
  expect(fits('metrics-doctor-1.schema.json', json)).toEqual([]);
  expect(json.findings.find(({ id }) => id === 'deployment-without-commit')).toMatchObject({ count: 1 });
  expect(opsex(['metrics', ...window, '--database', database, 'doctor']).stdout).toContain('deployments name no commit');
});

test('no cell of the CSV is a formula', () => {
  const { stdout } = metrics(...window, '--format', 'csv');
  expect(stdout).toContain('"\'=cmd|calc"');
  for (const line of stdout.trimEnd().split('\r\n')) expect(line).not.toMatch(/^[=+@-]/);
});

test('OpenMetrics ends as it must, and says nothing of what was not measured', () => {
  const { stdout } = metrics(...window, '--format', 'openmetrics');
  expect(stdout.endsWith('# EOF\n')).toBe(true);
  expect(stdout).toMatch(/^opsex_lead_time_median_seconds\{service="checkout",.*\} 18000$/m);
  for (const line of stdout.trimEnd().split('\n')) expect(line).toMatch(/^(# (TYPE|UNIT|HELP|EOF)\b.*|[a-z_0-9]+\{.*\} -?[\d.e+-]+)$/);
});

test('the same events give the same bytes', () => {
  const at = (text: string) => text.replace(/"asOf": ".*"/, '');
  expect(at(metrics(...window, '--json').stdout)).toBe(at(metrics(...window, '--json').stdout));
});

test.each([
  [['--service', 'chekout'], 'no event names a service "chekout"\nThe nearest is checkout'],
  [['--team', 'payments'], 'nothing says which services the team "payments" has'],
  [['--zone', 'Berlin'], 'there is no time zone "Berlin"'],
  [['--window', '90'], '--window 90 is no span of time'],
  [['--from', '2026-02-30'], '--from 2026-02-30 is no day'],
  [['--from', '2026-08-01', '--to', '2026-07-01'], '--from 2026-08-01 is not before the end of the window'],
  [['--to', '2999-01-01'], '--to 2999-01-01 lies in the future'],
  [['--link-hours', 'x'], '--link-hours x is no number of hours'],
])('%j is refused', (args, message) => {
  const run = metrics(...args);
  expect(run.status).toBe(2);
  expect(run.stderr).toContain(message);
});

test('an empty store says how to fill it', () => {
  const run = opsex(['metrics', '--database', join(folder, 'empty.duckdb')]);
  expect(run.status).toBe(2);
  expect(run.stderr).toContain('opsex events import');
});
