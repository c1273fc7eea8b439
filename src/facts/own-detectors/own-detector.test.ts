import { beforeAll, expect, test } from 'vitest';
import { loadDetectors, loadSettings } from '../../config/load.ts';
import { prepareHcl } from '../../lib/hcl.ts';
import type { OwnDetector } from '../../model/own-detector.ts';
import { factsOf } from '../detectors/testing.ts';
import type { OwnFinding } from './own-detector.ts';
import { failuresOf, trialOf } from './try-out.ts';

beforeAll(prepareHcl);

const fields = 'name: { path: name }';

async function detectorOf(rest: string, kind = 'alert.rule', given = fields): Promise<OwnDetector> {
  const text = `detectors:\n  - id: mine\n    title: Mine\n    fact: { kind: ${kind}, fields: { ${given} } }\n    ${rest.replaceAll('\n', '\n    ')}\n`;
  const loaded = await loadDetectors({ path: 'd.yaml', text }, async () => []);
  if ('problems' in loaded) throw new Error(JSON.stringify(loaded.problems));
  return loaded.detectors[0] as OwnDetector;
}

function on(detector: OwnDetector, path: string, text: string): readonly OwnFinding[] {
  return trialOf(detector).on(path, text)?.facts ?? [];
}

const yaml = `kind: Alerts
meta: { env: production, owner.team: shop }
groups:
  - name: web
    rules:
      - name: A
        severity: page
        weight: 5
      # - name: Hidden
      - name: B
        severity: ticket
        tags: [x, y]
  - name: jobs
    rules:
      - name: C
`;
const reads = 'reads: { extensions: [.yaml] }';

test.each<[string, string, readonly (readonly [string, number])[]]>([
  [
    'every item',
    'each: "groups[*].rules[*]"',
    [
      ['A', 6],
      ['B', 10],
      ['C', 15],
    ],
  ],
  ['one item', 'each: "groups[1].rules[0]"', [['C', 15]]],
  ['a value', 'each: "groups[*].rules[*]", where: { severity: page }', [['A', 6]]],
  [
    'one of several',
    'each: "groups[*].rules[*]", where: { severity: [page, ticket] }',
    [
      ['A', 6],
      ['B', 10],
    ],
  ],
  [
    'not a value, or none',
    'each: "groups[*].rules[*]", where: { severity: { not: page } }',
    [
      ['B', 10],
      ['C', 15],
    ],
  ],
  ['something that is there', 'each: "groups[*].rules[*]", where: { tags: { exists: true } }', [['B', 10]]],
  ['something that is not', 'each: "groups[*].rules[*]", where: { severity: { exists: false } }', [['C', 15]]],
  ['an item of a list', 'each: "groups[*].rules[*]", where: { "tags[*]": y }', [['B', 10]]],
  ['a start and an end', 'each: "groups[*].rules[*]", where: { severity: { starts_with: tick, ends_with: et } }', [['B', 10]]],
  ['a part', 'each: "groups[*].rules[*]", where: { severity: { contains: ag } }', [['A', 6]]],
  ['a pattern', 'each: "groups[*].rules[*]", where: { severity: { matches: "^p.*e$" } }', [['A', 6]]],
  ['a number', 'each: "groups[*].rules[*]", where: { weight: { at_least: 5, at_most: 5 } }', [['A', 6]]],
  ['what holds it', 'each: "groups[*].rules[*]", where: { "^.name": jobs }', [['C', 15]]],
  [
    'the top of the document',
    'each: "groups[*].rules[*]", where: { $.kind: Alerts, "$.meta.env": production }',
    [
      ['A', 6],
      ['B', 10],
      ['C', 15],
    ],
  ],
  ['a key with a dot', `each: "groups[*].rules[*]", where: { '$.meta["owner.team"]': shop, severity: page }`, [['A', 6]]],
  ['another document', 'each: "groups[*].rules[*]", where: { $.kind: Other }', []],
  ['nowhere', 'each: "grops[*].rules[*]"', []],
])('a query finds by %s', async (_, query, expected) => {
  const found = on(await detectorOf(`${reads}\nquery: { ${query} }`), 'a.yaml', yaml);
  expect(found.map(fact => [(fact.fields as { name: string }).name, fact.line])).toEqual(expected);
});

test.each<[string, string, string, string, readonly (readonly [string, number])[]]>([
  [
    'JSON',
    'a.json',
    '{\n "alerts": {\n  "A": { "on": true },\n  "B": {}\n }\n}',
    'alerts.*',
    [
      ['A', 3],
      ['B', 4],
    ],
  ],
  [
    'TOML',
    'a.toml',
    '[alerts.A]\non = true\n[alerts.B]\non = false\n',
    'alerts.*',
    [
      ['A', 1],
      ['B', 3],
    ],
  ],
  [
    'HCL',
    'a.tf',
    'resource "x_alert" "A" {\n  on = true\n}\n\nresource "x_alert" "B" {}\nresource "y" "C" {}\n',
    'resource.x_alert.*',
    [
      ['A', 1],
      ['B', 5],
    ],
  ],
  ['Terraform as JSON', 'a.tf.json', '{ "resource": {\n "x_alert": { "A": {} } } }', 'resource.x_alert.*', [['A', 2]]],
  [
    'a stream',
    'a.yaml',
    'alerts: { A: {} }\n---\nalerts:\n  B: { on: 1 }\n',
    'alerts.*',
    [
      ['A', 1],
      ['B', 4],
    ],
  ],
])('a query reads %s', async (_, path, text, each, expected) => {
  const extension = path.slice(path.indexOf('.'));
  const detector = await detectorOf(
    `reads: { extensions: [${extension}] }\nquery: { each: "${each}" }`,
    'alert.rule',
    'name: { path: "@" }',
  );
  expect(on(detector, path, text).map(fact => [(fact.fields as { name: string }).name, fact.line])).toEqual(expected);
});

test.each<[string, string, string, Readonly<Record<string, unknown>>, readonly string[]]>([
  ['a word', 'alert.rule', 'paging: { path: severity, words: { page: yes }, otherwise: no }', { paging: 'yes' }, []],
  ['another word', 'alert.rule', 'paging: { path: severity, words: { ticket: no }, otherwise: unknown }', { paging: 'unknown' }, []],
  ['presence', 'alert.rule', 'runbook: { has: runbook, present: linked, absent: none }', { runbook: 'none' }, []],
  ['a word that does not fit', 'alert.rule', 'class: { path: severity }', { class: 'unknown' }, ['class = "page"']],
  ['a number', 'iac.resources', 'count: { path: weight }', { count: 5 }, []],
  ['a text for a number', 'iac.resources', 'count: { path: severity }', { count: 0 }, ['count = "page"']],
  ['a flag', 'dashboard', 'title: x, red: { path: on }', { red: true }, []],
  ['texts', 'runbook', 'title: x, alerts: { path: "tags[*]" }', { alerts: ['x', 'y'] }, []],
  ['a list', 'runbook', 'title: x, alerts: { path: tags }', { alerts: ['x', 'y'] }, []],
  ['a date', 'postmortem', 'title: x, date: { path: day }', { date: '2026-05-01' }, []],
  ['nothing there', 'alert.rule', 'severity: { path: nothing }', { severity: '' }, []],
  ['its own name as tool', 'dashboard', 'title: x', { tool: 'mine' }, []],
  ['an inherited name', 'alert.rule', 'severity: { path: inherited, words: { page: x } }', { severity: '' }, []],
])('a field from %s', async (_, kind, given, expected, missed) => {
  const name = given.includes('title') || kind === 'iac.resources' ? given : `name: a, ${given}`;
  const detector = await detectorOf(`${reads}\nquery: { each: "it" }`, kind, name);
  const text = 'it: { severity: page, weight: 5, on: "true", tags: [x, y], day: 2026-05-01, inherited: constructor }\n';
  const [found] = on(detector, 'a.yaml', text);
  expect(found?.fields).toMatchObject(expected);
  expect(found?.missed).toEqual(missed);
});

test('a pattern finds lines; comments do not count', async () => {
  const detector = await detectorOf(
    `reads: { names: [ops.conf] }\npattern: 'alert\\s+(?P<name>\\w+)(?:\\s+page=(?P<page>\\w+))?'`,
    'alert.rule',
    'name: { group: name }, paging: { group: page, words: { on: yes } }',
  );
  const text = '# alert Hidden\nalert One page=on\n\nalert Two\nnothing\n';
  expect(
    on(detector, 'etc/ops.conf', text).map(({ fields: { name, paging }, line }: OwnFinding & { fields: Record<string, unknown> }) => [
      name,
      paging,
      line,
    ]),
  ).toEqual([
    ['One', 'yes', 2],
    ['Two', 'unknown', 4],
  ]);
});

test('what a detector reads: all parts that are given must fit', async () => {
  const trial = trialOf(await detectorOf('reads: { path: "ops/**/*.yaml", contains: [Alerts] }\nquery: { each: "groups[*].rules[*]" }'));
  expect(trial.on('ops/a.yaml', yaml)?.facts).toHaveLength(3);
  expect(trial.on('ops/x/y.yaml', yaml)?.facts).toHaveLength(3);
  expect(trial.on('ops/a.yml', yaml)).toBeUndefined();
  expect(trial.on('other/a.yaml', yaml)).toBeUndefined();
  expect(trial.on('ops/a.yaml', yaml.replace('Alerts', 'Other'))).toBeUndefined();
});

test('examples tell what differs', async () => {
  const example = (facts: string) => `examples:\n  - file: a.yaml\n    text: "groups: [{ rules: [{ name: A }] }]"\n    facts: ${facts}`;
  const failures = async (facts: string) => {
    const detector = await detectorOf(`${reads}\nquery: { each: "groups[*].rules[*]" }\n${example(facts)}`);
    return detector.examples.flatMap(each => failuresOf(detector, each));
  };
  expect(await failures('[{ name: A, line: 1 }]')).toEqual([]);
  expect(await failures('[{ name: B }]')).toEqual(['fact 1: name is "A", expected "B"']);
  expect(await failures('none')).toEqual(['no fact expected, found 1: line 1 tool "mine", name "A"']);
  expect(await failures('[{ name: A }, { name: B }]')).toEqual([expect.stringContaining('2 facts expected, found 1')]);
});

test('its facts go the same road: path class, service, environment, and the line that defines it', async () => {
  const loaded = await loadSettings(
    {
      path: 'opsex.yaml',
      text: `version: 1
detectors:
  - id: mine
    title: Mine
    reads: { extensions: [.alerts.yaml] }
    query: { each: "groups[*].rules[*]" }
    fact: { kind: alert.rule, fields: { name: { path: name } }, environment: { path: $.meta.env }, service: { path: ^.name } }
`,
    },
    { inside: true, read: () => 'does not exist', taken: async () => [] },
  );
  const settings = 'settings' in loaded ? loaded.settings : undefined;
  const facts = await factsOf({ 'ops/a.alerts.yaml': yaml, 'test/a.alerts.yaml': yaml }, settings ? { settings } : {});
  const rules = facts.filter(fact => fact.detector === 'mine');
  expect(rules).toHaveLength(6);
  expect(rules[0]).toMatchObject({
    kind: 'alert.rule',
    strength: 'declared',
    pathClass: 'own',
    scope: { service: 'web', environment: 'production', production: 'yes' },
    accordingTo: [{ path: 'opsex.yaml', line: 3 }],
  });
  expect(rules[5]?.pathClass).toBe('fixture');
});

test('hostile files take no time and break nothing', async () => {
  const detector = await detectorOf(`${reads}\nquery: { each: "*.*.*.*" }`);
  const wide = `{${Array.from({ length: 60 }, (_, index) => `k${index}: {a: &a${index} [1,2,3,4,5,6,7,8,9]}`).join(', ')}}`;
  const start = performance.now();
  for (const text of ['', 'a: [', '[]', 'null', wide, `a: ${'['.repeat(2000)}`]) on(detector, 'a.yaml', text);
  const lines = await detectorOf('reads: { names: [x.txt] }\npattern: "(a|aa)+(?P<name>b)"', 'alert.rule', 'name: { group: name }');
  on(lines, 'x.txt', `${'a'.repeat(1999)}\n`.repeat(200));
  expect(performance.now() - start).toBeLessThan(8000);
});
