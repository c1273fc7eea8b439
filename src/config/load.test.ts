import { expect, test } from 'vitest';
import type { Settings } from '../model/settings.ts';
import { loadSettings } from './load.ts';

const files: Readonly<Record<string, string>> = {
  'ops/detectors.yaml': `detectors:
  - id: drills
    title: Drill log
    reads: { names: [DRILLS.txt] }
    pattern: '^(?P<date>\\S+) drill: (?P<what>.+)$'
    fact: { kind: postmortem, fields: { title: { group: what }, drill: true } }
`,
  'ops/broken.yaml': 'detectors: 3\n',
};

async function load(text: string): Promise<Settings | readonly string[]> {
  const loaded = await loadSettings(
    { path: 'opsex.yaml', text },
    {
      inside: true,
      read: path => (files[path] === undefined ? 'does not exist' : { path, text: files[path] ?? '' }),
      taken: async () => ['argo-cd'],
    },
  );
  if ('settings' in loaded) return loaded.settings;
  return loaded.problems.map(({ path, line, column, message }) => `${path}:${line}:${column}: ${message}`);
}

test('every section is read, and each part knows its line', async () => {
  const at = (line: number) => ({ path: 'opsex.yaml', line });
  expect(
    await load(`version: 1
workload: { name: shop, team: payments, tier: 1, tags: [pci, eu-west] }
services:
  all:
    - name: orders
      paths: [services/orders]
    - { name: old-orders, also: [orders-legacy], tier: 3, lifecycle: retired }
production:
  names: [Live, "eu*"]
  not:
    - prodigy
paths:
  exclude: [dumps]
  classes:
    own: [examples/live]
    sample:
      - blueprints/**
  applied: [infra/accounts/*]
  production: [clusters/eu1]
runbooks:
  - folder: docs/ops/
  - { url: "https://Wiki.example.net/ops", folder: docs/ops }
wrappers:
  "@acme/logger":
    - structured-logging
    - { log-retention: 90 }
  acme/actions/deploy: { deploys: production, announces: true }
detectors: [ops/detectors.yaml]
`),
  ).toEqual({
    path: 'opsex.yaml',
    inside: true,
    workload: { name: 'shop', team: 'payments', tier: 1, tags: ['pci', 'eu-west'] },
    services: {
      complete: true,
      at: at(4),
      list: [
        { name: 'orders', paths: ['services/orders'], also: [], lifecycle: 'production', at: at(5) },
        { name: 'old-orders', paths: [], also: ['orders-legacy'], tier: 3, lifecycle: 'retired', at: at(7) },
      ],
    },
    production: [
      { name: 'prodigy', production: 'no', at: at(11) },
      { name: 'live', production: 'yes', at: at(9) },
      { name: 'eu*', production: 'yes', at: at(9) },
    ],
    paths: {
      exclude: [{ glob: 'dumps', at: at(13) }],
      classes: [
        { glob: 'examples/live', pathClass: 'own', at: at(15) },
        { glob: 'blueprints/**', pathClass: 'sample', at: at(17) },
      ],
      applied: [{ glob: 'infra/accounts/*', at: at(18) }],
      production: [{ glob: 'clusters/eu1', at: at(19) }],
    },
    runbooks: [
      { folder: 'docs/ops', at: at(21) },
      { url: 'https://wiki.example.net/ops', folder: 'docs/ops', at: at(22) },
    ],
    wrappers: [
      { name: '@acme/logger', at: at(24), gives: [{ capability: 'structured-logging' }, { capability: 'log-retention', value: 90 }] },
      { name: 'acme/actions/deploy', at: at(27), gives: [{ capability: 'deploys', value: 'production' }, { capability: 'announces' }] },
    ],
    detectors: [expect.objectContaining({ id: 'drills', at: { path: 'ops/detectors.yaml', line: 2 } })],
  });
});

test('a file that says nothing is fine', async () => {
  expect(await load('version: 1\n')).toMatchObject({ workload: {}, production: [], wrappers: [], detectors: [] });
});

const v = 'version: 1\n';

test.each<[string, string, string]>([
  ['no version', 'workload: {}\n', 'opsex.yaml:1:1: version: is missing: write version: 1'],
  ['another version', 'version: 2\n', 'opsex.yaml:1:10: version: must be 1'],
  ['a YAML error', `${v}paths: [a\nb: c`, 'opsex.yaml:3:1: Flow sequence in block collection must be'],
  ['a repeated key', `${v}paths: {}\npaths: {}\n`, 'opsex.yaml:3:1: Map keys must be unique'],
  ['nothing at all', '', 'opsex.yaml:1:1: must be a map, but is nothing'],
  ['a list', '- a\n', 'opsex.yaml:1:1: must be a map, but is a list'],
  ['an unknown key', `${v}workloads: {}\n`, 'opsex.yaml:2:1: unknown key "workloads"; the nearest is "workload"'],
  ['an unknown key below', `${v}paths:\n  exlude: [a]\n`, 'opsex.yaml:3:3: paths: unknown key "exlude"; the nearest is "exclude"'],
  ['a wrong type', `${v}workload:\n  name: [a]\n`, 'opsex.yaml:3:9: workload.name: must be a text, but is a list'],
  ['a text for a list', `${v}paths: { exclude: dumps }\n`, 'opsex.yaml:2:19: paths.exclude: must be a list, but is a text'],
  [
    'a wrong word',
    `${v}services: { all: [{ name: a, lifecycle: prodution }] }\n`,
    'services.all[0].lifecycle: there is no lifecycle "prodution"; the nearest is "production"',
  ],
  ['a tier out of range', `${v}workload: { tier: 9 }\n`, 'workload.tier: is 4 at most'],
  [
    'a tag that is a text',
    `${v}workload: { tags: [pci, "a, b"] }\n`,
    'workload.tags[1]: is letters and digits, with spaces or . _ : / + @ - between them',
  ],
  [
    'a tag that is markup',
    `${v}workload: { tags: ["<b>"] }\n`,
    'workload.tags[0]: is letters and digits, with spaces or . _ : / + @ - between them',
  ],
  ['a tag without an end', `${v}workload: { tags: [${'a'.repeat(41)}] }\n`, 'workload.tags[0]: must be at most 40 characters'],
  ['a tag twice', `${v}workload: { tags: [pci, pci] }\n`, 'workload.tags: names a tag twice'],
  [
    'too many tags',
    `${v}workload: { tags: [${Array.from({ length: 21 }, (_, index) => `t${index}`).join(', ')}] }\n`,
    'workload.tags: must be at most 20',
  ],
  [
    'both lists of services',
    `${v}services: { all: [{ name: a }], more: [{ name: b }] }\n`,
    'services: needs either "all" (the whole inventory) or "more"',
  ],
  [
    'a service twice',
    `${v}services:\n  more:\n    - name: a\n    - name: a\n`,
    'opsex.yaml:5:13: services.more[1].name: there are two services "a"',
  ],
  ['a path out of the repository', `${v}paths: { exclude: [../a] }\n`, 'paths.exclude[0]: "../a" must be a path inside the repository'],
  [
    'a class that there is not',
    `${v}paths: { classes: { samples: [a] } }\n`,
    'paths.classes: unknown key "samples"; the nearest is "sample"',
  ],
  ['too many alternatives', `${v}paths: { exclude: ["${'{a,b}'.repeat(8)}"] }\n`, 'stands for more than 50 alternatives'],
  ['a runbook root of nothing', `${v}runbooks: [{}]\n`, 'runbooks[0]: needs "folder", "url" or both'],
  ['an address that is none', `${v}runbooks: [{ url: wiki }]\n`, 'runbooks[0].url: must be the start of an address'],
  [
    'an unknown capability',
    `${v}wrappers:\n  acme: [structured-loging]\n`,
    'opsex.yaml:3:10: wrappers.acme[0]: there is no capability "structured-loging"; the nearest is "structured-logging"',
  ],
  [
    'an unknown capability in a map',
    `${v}wrappers: { acme: { deploy: x } }\n`,
    'wrappers.acme: unknown key "deploy"; the nearest is "deploys"',
  ],
  ['a capability without its number', `${v}wrappers: { acme: [log-retention] }\n`, 'wrappers.acme[0]: "log-retention" needs a number'],
  ['a value for a word that takes none', `${v}wrappers: { acme: { tracing: 3 } }\n`, 'wrappers.acme.tracing: takes no value'],
  ['a text for capabilities', `${v}wrappers: { acme: tracing }\n`, 'wrappers.acme: must be a list or a map, but is a text'],
  ['a wrapper that fits everything', `${v}wrappers: { "a*": [tracing] }\n`, 'fits nearly everything'],
  ['a missing file of detectors', `${v}detectors: [ops/gone.yaml]\n`, 'opsex.yaml:2:13: detectors[0]: ops/gone.yaml does not exist'],
  ['a broken file of detectors', `${v}detectors: [ops/broken.yaml]\n`, 'ops/broken.yaml:1:12: detectors: must be a list, but is a number'],
  [
    'a detector twice',
    `${v}detectors: [ops/detectors.yaml, ops/detectors.yaml]\n`,
    'ops/detectors.yaml:2:1: there is already a detector "drills"',
  ],
  ['deep nesting', `${v}paths: ${'['.repeat(20_000)}`, 'opsex.yaml:'],
  [
    'an alias bomb',
    `${v}a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c,*c]\n`,
    'Excessive alias count',
  ],
  ['a huge file', `${v}# ${'x'.repeat(1_000_001)}`, 'opsex.yaml:1:1: the file is larger than 1 MB'],
])('%s is refused with its place and what is right', async (_, text, message) => {
  const problems = await load(text);
  expect(Array.isArray(problems) && problems.join('\n')).toContain(message);
});

const detector = (change: Readonly<Record<string, string>>) =>
  `${v}detectors:\n${Object.entries({
    id: 'mine',
    title: 'Mine',
    reads: '{ extensions: [.yaml] }',
    query: '{ each: "rules[*]" }',
    fact: '{ kind: alert.rule, fields: { name: { path: name } } }',
    ...change,
  })
    .filter(([, value]) => value !== '')
    .map(([key, value], index) => `  ${index === 0 ? '-' : ' '} ${key}: ${value}`)
    .join('\n')}\n`;

test.each<[string, Readonly<Record<string, string>>, string]>([
  [
    'an unknown kind',
    { fact: '{ kind: alert.rul, fields: {} }' },
    'opsex.yaml:7:19: detectors[0].fact.kind: there is no kind of fact "alert.rul"; the nearest is "alert.rule"',
  ],
  ['a kind that opsex concludes', { fact: '{ kind: workload, fields: {} }' }, 'facts of kind "workload" are made by opsex only'],
  [
    'an unknown field',
    { fact: '{ kind: alert.rule, fields: { name: a, pagin: yes } }' },
    'fact.fields.pagin: there is no field of alert.rule "pagin"; the nearest is "paging"',
  ],
  [
    'an inherited name',
    { fact: '{ kind: alert.rule, fields: { name: a, constructor: yes } }' },
    'there is no field of alert.rule "constructor"',
  ],
  [
    'a wrong word',
    { fact: '{ kind: alert.rule, fields: { name: a, class: symptoms } }' },
    'there is no word for alert.rule.class "symptoms"; the nearest is "symptom"',
  ],
  [
    'a truth value for a word',
    { fact: '{ kind: alert.rule, fields: { name: a, paging: true } }' },
    "alert.rule.paging is a word: write 'yes' or 'no'",
  ],
  [
    'a wrong meaning',
    { fact: '{ kind: alert.rule, fields: { name: a, paging: { path: p, words: { x: maybe } } } }' },
    'fields.paging.words.x: there is no word for alert.rule.paging "maybe"',
  ],
  ['a missing field', { fact: '{ kind: alert.rule, fields: { paging: yes } }' }, 'a fact of kind alert.rule needs "name"'],
  ['a text for a flag', { fact: '{ kind: dashboard, fields: { title: a, red: yes } }' }, 'dashboard.red is true or false'],
  ['a date that is none', { fact: '{ kind: postmortem, fields: { title: a, date: tomorrow } }' }, 'postmortem.date is a date: 2026-01-31'],
  ['a path that is none', { query: '{ each: "rules[" }' }, 'query.each: "rules[" is no path: it does not go on at "["'],
  ['a key in the middle', { query: '{ each: "@.a" }' }, 'query.each: "@.a" is no path'],
  ['neither query nor pattern', { query: '' }, 'detectors[0]: needs either "query" or "pattern"'],
  ['a broken pattern', { query: '', pattern: '"(a"' }, 'detectors[0].pattern: the pattern cannot be used: missing closing'],
  [
    'a group that there is not',
    { query: '', pattern: '"(?P<name>.+)"', fact: '{ kind: alert.rule, fields: { name: { group: nam } } }' },
    'the pattern has no group "nam"; the nearest is "name"',
  ],
  ['a path for a pattern', { query: '', pattern: '"(?P<name>.+)"' }, 'a pattern has no paths: name a "group"'],
  ['a group for a query', { fact: '{ kind: alert.rule, fields: { name: { group: a } } }' }, 'only a pattern has groups: name a "path"'],
  [
    'a misspelled source',
    { fact: '{ kind: alert.rule, fields: { name: { paht: a } } }' },
    'fields.name: unknown key "paht"; the nearest is "path"',
  ],
  [
    'a misspelled test',
    { query: '{ each: "rules[*]", where: { a: { exist: true } } }' },
    'query.where.a: unknown key "exist"; the nearest is "exists"',
  ],
  ['an unknown format', { query: '{ each: "a", format: yml }' }, 'query.format: there is no format "yml"; the nearest is "yaml"'],
  ['reads of everything', { reads: '{ path: "alerts/**" }' }, 'detectors[0].reads: needs "names" or "extensions"'],
  ['a name that is taken', { id: 'argo-cd' }, 'there is already a detector "argo-cd"'],
  [
    'a field of an example',
    { examples: '[{ file: a.yaml, text: x, facts: [{ nme: a }] }]' },
    'examples[0].facts[0].nme: there is no field of alert.rule "nme"',
  ],
])('a detector with %s is refused', async (_, change, message) => {
  const problems = await load(detector(change));
  expect(Array.isArray(problems) && problems.join('\n')).toContain(message);
});

test('a detector that fits is read, with what it looks for', async () => {
  expect(await load(detector({ reads: '{ path: "alerts/**/*.yaml" }' }))).toMatchObject({
    detectors: [{ id: 'mine', reads: { extensions: ['.yaml'], names: [], path: 'alerts/**/*.yaml' }, at: { line: 3 } }],
  });
});
