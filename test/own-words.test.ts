import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { settingsSchema } from '../src/config/settings-schema.ts';
import { assessJson, commitAll, folderOf, git, opsex, repositoryOf } from './repository.ts';

const scenario = join(import.meta.dirname, 'repositories/own-words/repository');
const schema = (name: string) => JSON.parse(readFileSync(join(import.meta.dirname, '../schemas', name), 'utf8')) as object;
const ajv = new Ajv2020({ allErrors: true });
addFormats.default(ajv);

function shop(): string {
  const root = folderOf({});
  cpSync(scenario, root, { recursive: true });
  git(root, ['init', '-q', '-b', 'main']);
  commitAll(root, 'Add everything (#1)', '2026-06-01T12:00:00Z');
  return root;
}

const root = shop();

test('what an organisation says is on the first screen, which stays as large as it is', () => {
  const { stdout, status, stderr } = opsex(['assess', root]);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const lines = stdout.trimEnd().split('\n');
  expect(lines[3]).toMatch(/^! opsex\.yaml of this repository applied: \d+ facts rest on it, \d+ gave way \(see --no-config\)/);
  expect(lines.length).toBeLessThanOrEqual(24);
  for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(100);
});

test('explain and facts name the line of opsex.yaml beside the evidence', () => {
  expect(opsex(['explain', 'logs-json-trace', root]).stdout).toContain('(by opsex.yaml:28');
  const facts = opsex(['facts', root]).stdout;
  expect(facts.split('\n')[0]).toMatch(/^! opsex\.yaml/);
  expect(facts).toContain('services/orders/src/server.js:2                    log.setup @acme/logger (by opsex.yaml:28');
});

test('without opsex.yaml the same files say what they always said', () => {
  const plain = folderOf({});
  cpSync(scenario, plain, { recursive: true, filter: path => !path.endsWith('opsex.yaml') });
  git(plain, ['init', '-q', '-b', 'main']);
  commitAll(plain, 'Add everything (#1)', '2026-06-01T12:00:00Z');
  const expected = assessJson(plain);
  const left = assessJson(root, '--no-config');
  const withoutCommits = (json: typeof left) => JSON.parse(JSON.stringify(json.criteria).replace(/\b[0-9a-f]{40}\b/g, 'commit')) as unknown;
  expect(withoutCommits(left)).toEqual(withoutCommits(expected));
  expect(left.notes).toEqual([]);
  expect(JSON.stringify(left)).not.toContain('accordingTo');
  expect(left).not.toHaveProperty('config');
});

test('a file that is named is taken instead, and is not of the repository', () => {
  const mine = join(folderOf({ 'mine.yaml': 'version: 1\nworkload: { name: mine }\nproduction: { names: [blue] }\n' }), 'mine.yaml');
  const json = assessJson(root, '--config', mine);
  expect(json.workload.name).toBe('mine');
  expect(json.config).toEqual({ path: mine, inside: false });
  expect(json.notes[0]).toMatch(/mine\.yaml applied: \d+ facts rest on it/);
  expect(
    json.criteria.flatMap(({ evidence }) => evidence.flatMap(({ accordingTo = [] }) => accordingTo.map(({ path }) => path))),
  ).not.toContain('opsex.yaml');
});

test('the public JSON with an opsex.yaml fits its published schemas', () => {
  const assessment = ajv.compile(schema('assessment-1.schema.json'));
  expect(assessment(assessJson(root)) ? [] : assessment.errors).toEqual([]);
  const facts = ajv.compile(schema('facts-1.schema.json'));
  expect(facts(JSON.parse(opsex(['facts', root, '--json']).stdout)) ? [] : facts.errors).toEqual([]);
});

test('the same words, sources and date give the same bytes, with a cache and without', () => {
  const args = ['assess', root, '--json', '--as-of', '2026-06-30'];
  const env = { OPSEX_CACHE_DIR: folderOf({}) };
  const fresh = opsex([...args, '--no-cache']).stdout;
  expect(opsex(args, { env }).stdout).toBe(fresh);
  expect(opsex(args, { env }).stdout).toBe(fresh);
  expect(opsex([...args, '--no-config'], { env }).stdout).not.toBe(fresh);
});

test('the published schema accepts what opsex accepts', () => {
  const validate = ajv.compile(schema('config-1.schema.json'));
  for (const text of [readFileSync(join(scenario, 'opsex.yaml'), 'utf8'), 'version: 1\n', ...examplesOf('configuration.md')]) {
    expect(settingsSchema.safeParse(parse(text)).error?.issues ?? []).toEqual([]);
    expect(validate(parse(text)) ? [] : validate.errors).toEqual([]);
  }
  const detectors = ajv.compile(schema('detectors-1.schema.json'));
  expect(detectors(parse(readFileSync(join(scenario, 'opsex/detectors.yaml'), 'utf8'))) ? [] : detectors.errors).toEqual([]);
});

test('the examples of the guide on own detectors pass', () => {
  const [text = ''] = examplesOf('own-detectors.md');
  const run = opsex(['detector', 'test', join(folderOf({ 'detectors.yaml': text }), 'detectors.yaml')]);
  expect(run).toMatchObject({ status: 0, stderr: '' });
  expect(run.stdout).toMatch(/[1-9] examples passed, 0 failed/);
});

/** The YAML files that a guide shows whole: blocks that begin with their name. */
function examplesOf(guide: string): readonly string[] {
  const text = readFileSync(join(import.meta.dirname, '../docs/guides', guide), 'utf8');
  return [...text.matchAll(/```yaml\n(# \S+\.yaml\n[^`]*)```/g)].map(([, block = '']) => block);
}

test('detector test shows what was found, what was nearly found and how the examples fare', () => {
  const file = join(root, 'opsex/detectors.yaml');
  const run = opsex(['detector', 'test', file, '--on', root]);
  expect(run).toMatchObject({ status: 0, stderr: '' });
  for (const text of [
    'examples 1 of 1 passed',
    'found    3 facts in 2 files',
    'monitoring/orders.alarm.yaml:4  tool "shop-alarms", name "orders-refused"',
    'detectors.yaml: 1 examples passed, 0 failed',
  ])
    expect(run.stdout).toContain(text);
});

test('an example that does not hold ends with code 1 and says why', () => {
  const text = readFileSync(join(scenario, 'opsex/detectors.yaml'), 'utf8').replace('name: refused,', 'name: refuted,');
  const run = opsex([
    'detector',
    'test',
    join(folderOf({ 'd.yaml': text }), 'd.yaml'),
    '--on',
    repositoryOf({ 'a.alarm.yaml': 'alarms: { a: { wakes: odd } }\n' }),
  ]);
  expect(run.status).toBe(1);
  for (const part of [
    'failed   ',
    'fact 1: name is "refused", expected "refuted"',
    'd.yaml: 0 examples passed, 1 failed',
    'a.alarm.yaml:1',
  ])
    expect(run.stdout).toContain(part);
});

test.each<[string, string]>([
  ['globs that tempt a matcher', `paths: { exclude: [${Array.from({ length: 50 }, () => `"${'**a*'.repeat(40)}b"`).join(', ')}] }`],
  ['names that tempt a matcher', `production: { names: [${Array.from({ length: 200 }, () => `"${'*a'.repeat(60)}b"`).join(', ')}] }`],
  ['500 wrappers', `wrappers:\n${Array.from({ length: 500 }, (_, index) => `  "*wrapper${index}*x*y*z*": [tracing]\n`).join('')}`],
  [
    'a pattern over long lines',
    `detectors:\n  - { id: slow, title: Slow, reads: { extensions: [.txt] }, pattern: '^(a|aa|aaa)*(?P<name>b)$', fact: { kind: alert.rule, fields: { name: { group: name } } } }`,
  ],
  ['control characters', 'workload: { name: "\\e]0;owned\\a" }'],
])('%s in opsex.yaml neither hang the run nor script the terminal', (_, text) => {
  const files = Object.fromEntries(
    Array.from({ length: 300 }, (_, index) => [`${'a'.repeat(150)}/${index}/${'a'.repeat(150)}.txt`, `${'a'.repeat(1900)}\n`.repeat(10)]),
  );
  const hostile = repositoryOf({ ...files, 'opsex.yaml': `version: 1\n${text}\n` });
  const start = performance.now();
  const run = opsex(['assess', hostile]);
  expect(run).toMatchObject({ status: 0, stderr: '' });
  expect(run.stdout).not.toMatch(/(?!\n)\p{Cc}/u);
  expect((performance.now() - start) / 1000).toBeLessThan(25);
});
