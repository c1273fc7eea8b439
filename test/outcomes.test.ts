import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { AssessmentJson } from '../src/report/contract.ts';
import { assessJson, commitAll, folderOf, git, opsex } from './repository.ts';

const asOf = Date.parse('2026-06-30T00:00:00Z');
const hour = 3_600_000;
const ago = (days: number, hours = 0) => new Date(asOf - days * 24 * hour + hours * hour).toISOString();
type Row = Readonly<Record<string, string | number | boolean>>;

const deployment = (id: string, days: number, more: Row = {}): Row => ({
  source: 'ci',
  id,
  service: 'shop',
  environment: 'production',
  production: true,
  pipeline: `run-${id}`,
  started_at: ago(days, 9),
  succeeded_at: ago(days, 10),
  ...more,
});
const incident = (id: string, days: number, minutes: number, more: Row = {}): Row => ({
  source: 'pager',
  id,
  service: 'shop',
  severity: 1,
  title: `Checkout fails ${id}`,
  started_at: ago(days, 11),
  resolved_at: ago(days, 11 + minutes / 60),
  ...more,
});
const many = <T>(count: number, make: (at: number) => T) => Array.from({ length: count }, (_, at) => make(at));
const daily = many(120, at => deployment(`d${at}`, 120 - at));

const shop = serviceRepository();
/** Where no store is. */
const nowhere = { XDG_DATA_HOME: '/nonexistent', OPSEX_DATABASE_URL: '' };

/** A service with practices of level 2, and infrastructure. */
function serviceRepository(): string {
  const folder = folderOf({});
  cpSync(join(import.meta.dirname, 'repositories/documented-service/repository'), folder, { recursive: true });
  git(folder, ['init', '-q', '-b', 'main']);
  commitAll(folder, 'Add everything (#1)', '2026-06-01T12:00:00Z');
  return folder;
}

/** A store of its own that holds these events. */
function storeOf(events: Readonly<Record<string, readonly Row[]>>): string {
  const folder = folderOf({});
  const database = join(folder, 'events.duckdb');
  for (const [kind, rows] of Object.entries(events)) {
    const file = join(folder, `${kind}.jsonl`);
    writeFileSync(file, rows.map(row => `${JSON.stringify(row)}\n`).join(''));
    const run = opsex(['events', 'import', file, '--kind', kind, '--database', database]);
    if (run.status !== 0) throw new Error(run.stderr);
  }
  return database;
}

function judged(events: Readonly<Record<string, readonly Row[]>>, folder = shop) {
  const json = assessJson(folder, '--database', storeOf(events), '--service', 'shop');
  return { json, of: (id: string) => criterionOf(json, id) };
}

function criterionOf(json: AssessmentJson, id: string) {
  const found = json.criteria.find(each => each.id === id);
  if (!found) throw new Error(`no criterion ${id}`);
  return found;
}

test('without a store nothing is known of outcomes, and nothing is loaded', () => {
  const { stdout } = opsex(['assess', shop, '--json', '--as-of', '2026-06-30'], { env: nowhere });
  expect(criterionOf(JSON.parse(stdout), 'out-df-l2')).toMatchObject({ verdict: 'unknown', cause: 'not_searched' });
});

test('deployments and incidents decide the thresholds, with the events as evidence', () => {
  const { json, of } = judged({
    deployment: daily,
    incident: many(40, at => incident(`i${at}`, 400 - at * 10, 45)),
  });
  expect(of('out-df-l3')).toMatchObject({ verdict: 'met', basis: 'events', strength: 'observed' });
  expect(of('out-df-l3').evidence[0]?.summary).toMatch(
    /metric deployment-day-share: 100 %, n 84.*\(ci:d119, ci:d118, ci:d117 and 81 more\)/,
  );
  expect(of('out-df-l4')).toMatchObject({ verdict: 'not_met' });
  expect(of('out-mttr-l3')).toMatchObject({ verdict: 'met', reason: expect.stringContaining('mttr-median is 45 minutes') });
  expect(of('out-mttr-l4')).toMatchObject({ verdict: 'not_met' });
  expect(of('dora-df-measured').verdict).toBe('met');
  expect(of('dora-mttr-measured').verdict).toBe('met');
  expect(of('dora-lt-measured')).toMatchObject({ verdict: 'unknown', cause: 'too_few_samples' });
  expect(json.metrics.find(each => each.name === 'lead-time-median')).toMatchObject({ value: null, n: 0 });
  expect(json.notes).toContainEqual(expect.stringMatching(/^outcomes are those of shop \(as named\) in /));
});

test('a feed that began last week is no measurement, and few incidents decide nothing', () => {
  const { of } = judged({ deployment: daily.slice(-7), incident: [incident('i1', 200, 5), incident('i2', 3, 5)] });
  expect(of('dora-df-measured')).toMatchObject({ verdict: 'not_met' });
  expect(of('out-mttr-l4')).toMatchObject({ verdict: 'unknown', cause: 'too_few_samples' });
  expect(of('change-cfr-lt5')).toMatchObject({ verdict: 'unknown', cause: 'too_few_samples' });
});

test('a calm service has no time to restore that could be too long', () => {
  const { of } = judged({ deployment: daily, incident: [incident('i1', 300, 500)] });
  expect(of('out-mttr-l4')).toMatchObject({ verdict: 'not_applicable', reason: expect.stringContaining('nothing of the kind happened') });
});

test('git is a guess: it shows, and proves nothing', () => {
  const { of } = judged({ deployment: daily.map(each => ({ ...each, source: 'git-tags' })) });
  expect(of('out-df-l2')).toMatchObject({ verdict: 'unknown', reason: expect.stringContaining('guess') });
});

test('failed deployments count, by the incidents after them and by rollbacks', () => {
  const { of } = judged({
    deployment: daily.map((each, at) => (at === 100 ? { ...each, kind: 'rollback', remedies: 'd99' } : each)),
    incident: many(6, at => incident(`i${at}`, 50 - at * 7, 30)),
  });
  expect(of('change-cfr-lt5')).toMatchObject({ verdict: 'not_met' });
  expect(of('change-cfr-lt5').missing[0]?.summary).toContain('change-failure-rate: 7.9 %');
  expect(of('change-mttr-lt1h')).toMatchObject({ verdict: 'not_met' });
});

test('severe incidents without a postmortem are named; one that is written counts', () => {
  const severe = [incident('INC-7', 49, 50), incident('INC-8', 30, 50), incident('INC-0', 400, 50), incident('INC-9', 2, 50)];
  const { json, of } = judged({ deployment: daily, incident: severe });
  const missing = json.metrics.find(each => each.name === 'incidents-without-postmortem');
  expect(missing).toMatchObject({ value: 1, n: 2, windowDays: 183, events: 'pager:INC-8 and 1 more' }); // a document is of the day of INC-7
  expect(of('pm-process-sev1').verdict).toBe('not_met');
  const recorded = severe.map(each => (each.id === 'INC-8' ? { ...each, postmortem: 'https://wiki.example/8' } : each));
  expect(judged({ deployment: daily, incident: recorded }).of('pm-3-in-6m')).toMatchObject({ verdict: 'met', basis: 'events' });
});

test('toil and drift are the workload’s where the store holds nothing else', () => {
  const events = {
    deployment: daily,
    toil: many(30, at => ({
      source: 'survey',
      id: `w${at}`,
      team: 'shop',
      week: ago(210 - at * 7),
      toil_hours: 30 - at,
      total_hours: 160,
    })),
    drift: [{ source: 'plan', id: 'x', root: 'infra', severity: 'high', detected_at: ago(5), resolved_at: ago(4, 2) }],
  };
  const { of } = judged(events);
  expect(of('toil-lt20')).toMatchObject({ verdict: 'met' });
  expect(of('toil-tracked-weekly')).toMatchObject({ verdict: 'met' });
  const shared = judged({ ...events, deployment: [...daily, deployment('x', 3, { service: 'other' })] });
  expect(shared.of('toil-lt20')).toMatchObject({ verdict: 'unknown', cause: 'too_few_samples' });
  expect(shared.of('drift-log')).toMatchObject({ verdict: 'unknown' });
});

test('deployments by hand overrule the files', () => {
  const { json, of } = judged({
    deployment: daily.map((each, at) => ({
      ...each,
      pipeline: at === 110 ? 'manual' : `run-${at}`,
      succeeded_at: each.succeeded_at ?? '',
    })),
  });
  expect(json.metrics.find(each => each.name === 'deployments-outside-pipeline')).toMatchObject({
    value: 1,
    events: expect.stringMatching(/^ci:d110/),
  });
  expect(of('deploy-all-automated').verdict).not.toBe('met');
});

test.each([
  ['a store that is not there', ['--database', '/nonexistent/x.duckdb'], 2, /does not exist/],
  [
    'a service that the store does not know',
    ['--database', storeOf({ deployment: daily }), '--service', 'nope'],
    0,
    /knows no service nope; it knows shop/,
  ],
])('%s is said', (_, more, status, message) => {
  const run = opsex(['assess', shop, '--as-of', '2026-06-30', '--json', ...more]);
  expect(run.status).toBe(status);
  expect(run.stdout + run.stderr).toMatch(message);
});
