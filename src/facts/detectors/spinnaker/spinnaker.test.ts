import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

const stage = (id: string, after: string, body: string) => `    { "refId": "${id}", "requisiteStageRefIds": [${after}], ${body} }`;
const pipeline = (stages: readonly string[], more = '') =>
  `{\n  "application": "shop",\n  "name": "release",\n  ${more}"stages": [\n${stages.join(',\n')}\n  ]\n}\n`;
const staging = stage('1', '', '"type": "deployManifest", "name": "Deploy staging", "account": "staging-cluster"');
const judgment = (more = '') => stage('2', '"1"', `"type": "manualJudgment", "name": "Go?"${more}`);
const production = (after: string) => stage('3', after, '"type": "deployManifest", "name": "Deploy", "account": "prod-cluster"');
const byImage = '"triggers": [{ "type": "docker", "enabled": true }], ';

test('stages, judgments and places', async () => {
  const facts = await factsOf({ 'spinnaker/release.json': pipeline([staging, judgment(), production('"2"')], byImage) });
  expect(flat(facts, 'pipeline.workflow')).toMatchObject([{ tool: 'spinnaker', name: 'shop: release', line: 1 }]);
  expect(flat(facts, 'pipeline.job')).toMatchObject([
    { name: 'Deploy staging (1)', deploys: 'environment', production: 'no', gate: 'none', line: 5 },
    { name: 'Go? (2)', gate: 'human', deploys: 'none' },
    { name: 'Deploy (3)', deploys: 'environment', production: 'yes', gate: 'human', automatic: 'unknown', line: 7 },
  ]);
});

test.each([
  ['no judgment', [staging, production('"1"')], byImage, 'none'],
  ['no judgment, and a person starts it', [staging, production('"1"')], '', 'manual_start'],
  ['a judgment in another branch', [staging, judgment(), production('"1"')], byImage, 'none'],
  [
    'a judgment that stops nothing',
    [staging, judgment(', "failPipeline": false, "continuePipeline": true'), production('"2"')],
    byImage,
    'none',
  ],
  [
    'a judgment under a condition',
    [staging, judgment(', "stageEnabled": { "type": "expression", "expression": "x" }'), production('"2"')],
    byImage,
    'settings',
  ],
  ['an analysis', [staging, stage('2', '"1"', '"type": "kayentaCanary", "name": "Canary"'), production('"2"')], byImage, 'automated'],
])('%s', async (_, stages, more, gate) => {
  const jobs = flat(await factsOf({ 'release.json': pipeline(stages, more) }), 'pipeline.job');
  expect(jobs.filter(job => job.name === 'Deploy (3)')).toMatchObject([{ gate, production: 'yes' }]);
});

test('what an analysis compares is not a release', async () => {
  const canary = stage('1', '', '"type": "deploy", "name": "Deploy canary", "clusters": [{ "account": "prod" }]');
  const analysis = stage('2', '"1"', '"type": "kayentaCanary", "name": "Analysis"');
  const facts = await factsOf({ 'release.json': pipeline([canary, analysis, production('"2"')], byImage) });
  expect(flat(facts, 'pipeline.job')).toMatchObject([
    { deploys: 'none' },
    { gate: 'automated' },
    { deploys: 'environment', gate: 'automated' },
  ]);
  expect(flat(facts, 'rollout')).toMatchObject([{ strategy: 'canary', analysis: true, autoRollback: 'metric', rung: 4 }]);
});

test('an analysis that decides nothing', async () => {
  const analysis = stage('2', '', '"type": "kayentaCanary", "name": "Analysis", "failPipeline": false, "continuePipeline": true');
  const facts = flat(await factsOf({ 'release.json': pipeline([analysis]) }), 'rollout');
  expect(facts).toMatchObject([{ strategy: 'canary', analysis: false, autoRollback: 'none', rung: 2 }]);
});

test.each([
  ['"strategy": "redblack", "rollback": { "onFailure": true }', { strategy: 'blue_green', autoRollback: 'health', rung: 2 }],
  ['"strategy": "highlander"', { strategy: 'rolling', autoRollback: 'none', rung: 1 }],
])('a cluster with %s', async (cluster, expected) => {
  const text = pipeline([stage('1', '', `"type": "deploy", "name": "Deploy", "clusters": [{ "account": "prod", ${cluster} }]`)]);
  expect(flat(await factsOf({ 'release.json': text }), 'rollout')).toMatchObject([
    { tool: 'spinnaker', name: 'shop', line: 5, ...expected },
  ]);
});

test('traffic management that is off', async () => {
  const text = pipeline([
    stage(
      '1',
      '',
      '"type": "deployManifest", "name": "Deploy", "trafficManagement": { "enabled": false, "options": { "strategy": "redblack" } }',
    ),
  ]);
  expect(flat(await factsOf({ 'release.json': text }), 'rollout')).toEqual([]);
});

test('a Dinghy file with templates', async () => {
  const text = `{ "application": "shop", "pipelines": [ { "name": "{{ var "name" }}", "stages": [
  {{ module "wait.stage.module" "refId" "9" }},
${stage('3', '', '"type": "deployManifest", "name": "Deploy", "account": "prod-cluster"')}
] } ] }
`;
  expect(flat(await factsOf({ dinghyfile: text }), 'pipeline.job')).toMatchObject([{ name: 'Deploy (3)', production: 'yes', line: 3 }]);
});

test('managed delivery', async () => {
  const text = `name: shop
application: shop
artifacts:
  - name: shop
environments:
  - name: staging
    resources: []
    verifyWith:
      - type: test-container
  - name: production
    constraints:
      - type: depends-on
        environment: staging
      - type: manual-judgement
    resources: []
`;
  expect(flat(await factsOf({ '.spinnaker/spinnaker.yml': text }), 'pipeline.job')).toMatchObject([
    { name: 'staging', deploys: 'environment', gate: 'none', verifies: true, line: 6 },
    { name: 'production', deploys: 'environment', gate: 'human', production: 'yes', line: 10 },
  ]);
});

test('JSON of something else', async () => {
  expect(flat(await factsOf({ 'a.json': '{ "stages": [{ "type": "deploy", "requisiteStageRefIds": [] }] }' }), 'pipeline.job')).toEqual([]);
});
