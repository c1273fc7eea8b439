import { expect, test } from 'vitest';
import { loadSettings } from '../../config/load.ts';
import type { Fact } from '../../model/fact.ts';
import type { FactKind } from '../../model/fact-kinds.ts';
import type { Settings } from '../../model/settings.ts';
import { factsOf } from '../detectors/testing.ts';

async function settingsOf(text: string): Promise<Settings> {
  const loaded = await loadSettings(
    { path: 'opsex.yaml', text: `version: 1\n${text}` },
    { inside: true, read: () => 'does not exist', taken: async () => [] },
  );
  if ('settings' in loaded) return loaded.settings;
  throw new Error(JSON.stringify(loaded.problems));
}

type Seen = Readonly<Record<string, unknown>>;

/** The facts of a kind with the lines of opsex.yaml that they rest on. */
async function said(text: string, files: Readonly<Record<string, string>>, kind: FactKind): Promise<readonly Seen[]> {
  return seen(await factsOf(files, { settings: await settingsOf(text) }), kind);
}

function seen(facts: readonly Fact[], kind: FactKind): readonly Seen[] {
  return facts
    .filter(fact => fact.kind === kind)
    .map(fact => ({
      ...fact.fields,
      ...fact.scope,
      pathClass: fact.pathClass,
      place: fact.origin.kind === 'file' ? `${fact.origin.path}:${fact.origin.line}` : '',
      by: fact.accordingTo?.map(({ path, line }) => `${path}:${line}`),
    }));
}

const steps = (uses: string, more = '') =>
  `on: { push: { branches: [main] } }\njobs:\n  ship:\n    runs-on: ubuntu-latest\n${more}    steps:\n      - uses: ${uses}\n`;
const workflow = '.github/workflows/ship.yml';

test('names mean production where the organisation says so, in environments, titles and folders', async () => {
  const files = {
    [workflow]: steps('acme/deploy@v1', '    environment: blue\n'),
    'clusters/eu1/app.yaml':
      'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: shop }\nspec: { template: { spec: { containers: [{ image: a/b:1 }] } } }\n',
    'infra/prodigy/main.tf': 'terraform {\n  backend "s3" {}\n}\nresource "aws_instance" "web" {}\n',
  };
  const words = 'production:\n  names:\n    - blue\n    - eu*\n  not: [prodigy]\n';
  expect(await said(words, files, 'pipeline.job')).toMatchObject([{ environment: 'blue', production: 'yes', by: ['opsex.yaml:4'] }]);
  expect(await said(words, files, 'environment.definition')).toMatchObject([
    { name: 'blue', tier: 'production', by: ['opsex.yaml:4'] },
    { name: 'eu1', tier: 'production', by: ['opsex.yaml:5'] },
  ]);
  expect((await said(words, files, 'artifact.image'))[0]).toMatchObject({ production: 'yes', by: ['opsex.yaml:5'] });
  expect(await said('production: { names: [red] }\n', files, 'pipeline.job')).toMatchObject([{ production: 'unknown', by: undefined }]);
});

test('a folder is production’s by its path, and a name that looks like it is not', async () => {
  const files = {
    'platform/blue/main.tf': 'terraform {\n  backend "s3" {}\n}\nresource "aws_instance" "web" {}\n',
    'platform/prod-like/main.tf': 'terraform {\n  backend "s3" {}\n}\nresource "aws_instance" "web" {}\n',
    'platform/production/main.tf': 'terraform {\n  backend "s3" {}\n}\nresource "aws_instance" "web" {}\n',
  };
  const roots = await said('paths:\n  production: [platform/blue]\nproduction:\n  not: [production]\n', files, 'iac.root');
  expect(roots.map(({ place, production, by }) => [place, production, by])).toEqual([
    ['platform/blue/main.tf:2', 'yes', ['opsex.yaml:3']],
    ['platform/prod-like/main.tf:2', 'no', undefined],
    ['platform/production/main.tf:2', 'no', ['opsex.yaml:5']],
  ]);
});

test('classes of paths make material the team’s own, or take it out', async () => {
  const files = {
    'examples/live/alerts.yaml': 'groups:\n  - name: a\n    rules:\n      - alert: Live\n        expr: up == 0\n',
    'alerts/copied.yaml': 'groups:\n  - name: a\n    rules:\n      - alert: Copied\n        expr: up == 0\n',
  };
  const rules = await said('paths:\n  classes:\n    own: [examples/live]\n    vendored:\n      - "alerts/copied*"\n', files, 'alert.rule');
  expect(rules.map(({ name, pathClass, by }) => [name, pathClass, by])).toEqual([
    ['Copied', 'vendored', ['opsex.yaml:6']],
    ['Live', 'own', ['opsex.yaml:4']],
  ]);
});

test('a root of infrastructure is live where it is said to be applied', async () => {
  const files = {
    'modules/base/main.tf': 'resource "aws_instance" "web" {}\n',
    'modules/other/main.tf': 'resource "aws_instance" "web" {}\n',
  };
  const roots = await said('paths: { applied: [modules/base] }\n', files, 'iac.root');
  expect(roots.filter(({ live }) => live === 'yes').map(({ place, by }) => [place, by])).toEqual([
    ['modules/base/main.tf:1', ['opsex.yaml:2']],
  ]);
});

const shop = {
  'apps/orders/package.json': '{ "dependencies": { "pino": "9" } }',
  'apps/orders/Dockerfile': 'FROM node:22\nEXPOSE 80\nCMD ["node", "server.js"]\n',
  'apps/orders/server.js': "import pino from 'pino';\nexport const log = pino();\n",
  'apps/mail/package.json': '{}',
  'apps/mail/Dockerfile': 'FROM node:22\nEXPOSE 80\nCMD ["node", "server.js"]\n',
};

test('a whole inventory is the denominator: detected services take its names, others do not count, missing ones do', async () => {
  const words = `services:
  all:
    - { name: order-service, paths: [apps/orders], tier: 1 }
    - { name: billing, paths: [apps/billing] }
    - { name: drafts, lifecycle: experimental }
`;
  const services = await said(words, shop, 'service');
  expect(services.map(({ name, root, via, critical, place, by }) => ({ name, root, via, critical, place, by }))).toEqual([
    {
      name: 'order-service',
      root: 'apps/orders',
      via: 'dockerfile',
      critical: 'yes',
      place: 'apps/orders/Dockerfile:1',
      by: ['opsex.yaml:4'],
    },
    { name: 'billing', root: 'apps/billing', via: 'opsex.yaml', critical: 'unknown', place: 'opsex.yaml:5', by: ['opsex.yaml:5'] },
  ]);
  expect(await said(words, shop, 'log.setup')).toMatchObject([{ service: 'order-service', by: ['opsex.yaml:4'] }]);
});

test('services besides the detected ones leave those alone', async () => {
  const services = await said(
    'services:\n  more:\n    - { name: mail, tier: 0 }\n    - { name: search, also: [elastic] }\n',
    shop,
    'service',
  );
  expect(services.map(({ name, critical, by }) => [name, critical, by])).toEqual([
    ['orders', 'unknown', undefined],
    ['mail', 'yes', ['opsex.yaml:4']],
    ['search', 'unknown', ['opsex.yaml:5']],
  ]);
});

test('links to runbooks are followed to what an address means on disk', async () => {
  const rule = (name: string, url: string) =>
    `      - alert: ${name}\n        expr: up == 0\n        annotations: { runbook_url: "${url}" }\n`;
  const files = {
    'alerts/a.yaml': `groups:\n  - name: a\n    rules:\n${rule('Good', 'https://go.acme.io/rb/orders#steps')}${rule('Gone', 'https://go.acme.io/rb/nothing')}${rule('Wiki', 'https://wiki.acme.io/ops/x')}${rule('Other', 'https://other.acme.io/x/y')}`,
    'handbook/rb/orders.md': '# Orders\n',
  };
  const words = 'runbooks:\n  - url: https://go.acme.io/rb\n    folder: handbook/rb\n  - url: https://wiki.acme.io/\n';
  const rules = await said(words, files, 'alert.rule');
  expect(rules.map(({ name, runbook, by }) => [name, runbook, by])).toEqual([
    ['Good', 'linked', undefined],
    ['Gone', 'broken', ['opsex.yaml:3', 'opsex.yaml:5']],
    ['Wiki', 'linked', undefined],
    ['Other', 'linked', undefined],
  ]);
});

test('documents in a folder of runbooks are runbooks', async () => {
  const text = `# Queue is full\n\nThe queue of orders has filled up and customers wait for their confirmation mails; this is what to do about it, step by step, until the queue is empty again and the mails arrive.\n\n1. Look at the consumers.\n2. Restart those that hang.\n3. Wait for the queue.\n`;
  const files = { 'handbook/night/queue.md': text, 'handbook/day/queue.md': text.replace('full', 'long') };
  expect(await said('runbooks:\n  - folder: handbook/night\n', files, 'runbook')).toMatchObject([
    { title: 'Queue is full', place: 'handbook/night/queue.md:1', by: ['opsex.yaml:3'] },
  ]);
  expect(await said('production: { names: [x] }\n', files, 'runbook')).toEqual([]);
});

test.each<[string, Readonly<Record<string, string>>, string]>([
  ['node', { 'src/log.ts': "// import { log } from '@acme/logger';\nimport { log } from '@acme/logger/node';\n" }, 'src/log.ts:2'],
  ['node with require', { 'src/log.js': "const log = require('@acme/logger');\n" }, 'src/log.js:1'],
  ['go', { 'main.go': 'package main\n\nimport (\n\t"fmt"\n\tlog "github.com/acme/logger/v2"\n)\n' }, 'main.go:5'],
  ['java', { 'src/App.java': 'package a;\nimport com.acme.logger.Log;\n' }, 'src/App.java:2'],
  ['python', { 'app.py': 'import os\nfrom acme_logger import setup\n' }, 'app.py:2'],
  ['.NET', { 'App.cs': 'using Acme.Logger.Web;\n' }, 'App.cs:1'],
  ['ruby', { 'app.rb': "require 'acme_logger'\n" }, 'app.rb:1'],
  ['rust', { 'src/main.rs': 'use acme_logger::init;\n' }, 'src/main.rs:1'],
  [
    'a dependency',
    {
      'pom.xml':
        '<project>\n<dependencies>\n<dependency>\n<groupId>com.acme</groupId>\n<artifactId>logger</artifactId>\n</dependency>\n</dependencies>\n</project>',
    },
    'pom.xml:5',
  ],
  [
    'the image of the last stage',
    { Dockerfile: 'FROM registry.acme.io/base/logger:3 AS base\nFROM node:22 AS build\nFROM base\nCOPY . .\n' },
    'Dockerfile:1',
  ],
])('a wrapper that is used by %s', async (_, files, place) => {
  const names = [
    '"@acme/logger"',
    'github.com/acme/logger',
    'com.acme.logger',
    'com.acme:logger',
    'acme_logger',
    'Acme.Logger',
    'registry.acme.io/base/logger',
  ];
  const words = `wrappers:\n${names.map(name => `  ${name}: [structured-logging, trace-id-in-logs]\n`).join('')}`;
  const found = await said(words, files, 'log.setup');
  expect(found).toMatchObject([
    { format: 'json', correlation: 'trace', everywhere: 'yes', place, by: [expect.stringMatching(/^opsex\.yaml:\d+$/)] },
  ]);
});

test.each<[string, Readonly<Record<string, string>>]>([
  ['another package', { 'src/log.ts': "import { log } from '@acme/loggers';\n" }],
  ['a text', { 'src/log.ts': "const name = '@acme/logger';\n" }],
  ['a development dependency', { 'package.json': '{ "devDependencies": { "@acme/logger": "1" } }' }],
  ['an image that only builds', { Dockerfile: 'FROM registry.acme.io/base/logger AS build\nFROM scratch\n' }],
])('%s is no use of a wrapper', async (_, files) => {
  const words = 'wrappers: { "@acme/logger": [structured-logging], registry.acme.io/base/logger: [structured-logging] }\n';
  expect(await said(words, files, 'log.setup')).toEqual([]);
});

test('a wrapper in a fixture makes a fact of a fixture', async () => {
  const files = { 'test/fixtures/log.ts': "import { log } from '@acme/logger';\n", 'src/a.ts': "import { log } from '@acme/logger';\n" };
  const found = await said('wrappers: { "@acme/logger": [tracing] }\n', files, 'trace.setup');
  expect(found.map(({ place, pathClass }) => [place, pathClass])).toEqual([
    ['src/a.ts:1', 'own'],
    ['test/fixtures/log.ts:1', 'fixture'],
  ]);
});

test('an action does what it is said to do, at any version, and only it', async () => {
  const words = 'wrappers:\n  acme-org/actions/ship: { deploys: production, announces: true }\n  acme-org/gate: [asks-person]\n';
  const [job] = await said(words, { [workflow]: `${steps('acme-org/gate@main')}      - uses: Acme-Org/actions/ship@v3\n` }, 'pipeline.job');
  expect(job).toMatchObject({
    deploys: 'environment',
    environment: 'production',
    production: 'yes',
    gate: 'human',
    place: `${workflow}:7`,
    by: ['opsex.yaml:4', 'opsex.yaml:3'],
  });
  expect(await said(words, { [workflow]: steps('acme-org/actions/shipyard@v3') }, 'pipeline.job')).toMatchObject([
    { deploys: 'none', by: undefined },
  ]);
});

test('a workflow and a template of another repository do what they are said to do', async () => {
  const words = 'wrappers:\n  acme/flows/.github/workflows/x.yml: [tests]\n  acme/ci: { deploys: production }\n';
  const files = {
    '.github/workflows/a.yml': 'on: pull_request\njobs:\n  x:\n    uses: acme/flows/.github/workflows/x.yml@v1\n',
    '.gitlab-ci.yml': 'include:\n  - project: acme/ci\n    ref: v2\n    file: deploy.yml\nbuild:\n  script: [make]\n',
  };
  const jobs = await said(words, files, 'pipeline.job');
  expect(jobs.filter(({ by }) => by)).toMatchObject([
    { tests: 'tests', onChange: 'pull_request', place: '.github/workflows/a.yml:4', by: ['opsex.yaml:3'] },
    { deploys: 'environment', production: 'yes', name: 'acme/ci', by: ['opsex.yaml:4'] },
  ]);
});

test('a module of infrastructure gives what it is said to give; words of one kind make one fact', async () => {
  const words = `wrappers:
  app.terraform.io/acme/alerts/aws: [symptom-alerts, paging-alerts, alert-runbooks, dashboards]
  github.com/acme/rollout: [canary-deployment, automatic-rollback, { log-retention: 400 }]
`;
  const files = {
    'infra/production/main.tf':
      'module "alerts" {\n  source = "app.terraform.io/acme/alerts/aws"\n}\nmodule "r" {\n  source = "git::https://github.com/acme/rollout.git//x?ref=v1"\n}\n',
  };
  expect(await said(words, files, 'alert.rule')).toMatchObject([
    {
      name: 'app.terraform.io/acme/alerts/aws',
      class: 'symptom',
      paging: 'yes',
      runbook: 'linked',
      production: 'yes',
      place: 'infra/production/main.tf:1',
    },
  ]);
  expect(await said(words, files, 'rollout')).toMatchObject([{ strategy: 'canary', rung: 3, analysis: true, autoRollback: 'metric' }]);
  expect(await said(words, files, 'log.retention')).toMatchObject([{ days: 400, by: ['opsex.yaml:4'] }]);
});

test('words that fit nothing change no fact', async () => {
  const words =
    'production: { names: [nowhere] }\npaths: { classes: { own: [nowhere] }, applied: [nowhere] }\nwrappers: { nowhere: [tracing, deploys] }\nrunbooks: [{ folder: nowhere }]\n';
  const files = { ...shop, [workflow]: steps('actions/checkout@v4', '    environment: production\n') };
  expect(await factsOf(files, { settings: await settingsOf(words) })).toEqual(await factsOf(files));
});
