import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { assessJson, commitAll, folderOf, git, opsex } from './repository.ts';

const rule = (name: string, service: string) => `groups:
  - name: ${service}
    rules:
      - alert: ${name}
        expr: rate(http_requests_total{code=~"5..",job="${service}"}[5m]) > 1
        labels: { severity: page }
        annotations: { summary: Requests fail, runbook_url: https://wiki.acme.net/rb }
`;

/** A folder with a repository for each entry, as one has them beside each other. */
function checkouts(repositories: Readonly<Record<string, Readonly<Record<string, string>>>>): string {
  const root = folderOf({});
  for (const [name, files] of Object.entries(repositories)) {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, name, path)), { recursive: true });
      writeFileSync(join(root, name, path), text);
    }
    git(join(root, name), ['init', '-q', '-b', 'main']);
    commitAll(join(root, name), 'Add everything', '2026-06-01T12:00:00Z');
  }
  return root;
}

const shop = {
  'package.json': '{ "name": "orders", "scripts": { "start": "node server.js" }, "dependencies": { "express": "4.0.0" } }',
  Dockerfile: 'FROM node:20\nCOPY . .\nCMD ["node", "server.js"]\n',
  'server.js': "require('express')().listen(80);\n",
};
const sources = `version: 1
sources:
  - { name: infrastructure, path: ../infra, only: [envs/shop] }
  - { name: alerts, path: ../alerts, services: [orders] }
`;
const root = checkouts({
  shop: { ...shop, 'opsex.yaml': sources },
  infra: {
    'envs/shop/main.tf': 'terraform {\n  backend "s3" {\n    bucket = "state"\n  }\n}\nresource "aws_instance" "web" {}\n',
    'envs/bank/main.tf': 'resource "aws_instance" "vault" {}\n',
  },
  alerts: { 'rules/orders.yaml': rule('OrdersFail', 'orders'), 'rules/billing.yaml': rule('BillingFails', 'billing') },
});

test('all sources of a workload are read, and every fact says where it is from', () => {
  const { facts } = JSON.parse(opsex(['facts', join(root, 'shop'), '--json']).stdout) as {
    facts: { kind: string; origin: { path?: string }; source?: string; fields: { name?: string }; scope: { service: string } }[];
  };
  expect(facts.filter(({ kind }) => kind === 'alert.rule')).toMatchObject([
    { fields: { name: 'OrdersFail' }, origin: { path: '../alerts/rules/orders.yaml' }, source: 'alerts', scope: { service: 'orders' } },
  ]);
  const roots = facts.filter(({ kind }) => kind === 'iac.root');
  expect(roots.map(({ origin, source }) => [origin.path, source])).toEqual([['../infra/envs/shop/main.tf', 'infrastructure']]);
  expect(facts.filter(({ kind }) => kind === 'workload')).toHaveLength(1);
});

test('the assessment counts them, and says what was added by which line', () => {
  const json = assessJson(join(root, 'shop'));
  expect(json.workload.sources.map(({ name }) => name)).toEqual([undefined, 'infrastructure', 'alerts']);
  expect(json.criteria.find(({ id }) => id === 'iac-remote-state')).toMatchObject({
    verdict: 'met',
    evidence: [{ path: '../infra/envs/shop/main.tf', source: 'infrastructure' }],
  });
  expect(json.notes.join('\n')).toMatch(/opsex\.yaml:4 adds \d+ facts of \.\.\/alerts/);
  const without = assessJson(join(root, 'shop'), '--no-config');
  expect(without.workload.sources).toHaveLength(1);
  expect(without.criteria.find(({ id }) => id === 'iac-remote-state')?.verdict).not.toBe('met');
});

test.each([
  ['/etc', 'must be relative to this file'],
  ['../gone', 'is not there: check it out beside this repository'],
  ['..', 'is no git repository beside this one'],
  ['../../..', 'is no git repository beside this one'],
  ['../plain', 'is no git repository beside this one'],
])('a repository cannot send opsex to %s', (path, message) => {
  const other = checkouts({ shop: { ...shop, 'opsex.yaml': `version: 1\nsources: [{ path: ${path} }]\n` } });
  mkdirSync(join(other, 'plain'));
  const { status, stderr } = opsex(['assess', join(other, 'shop')]);
  expect(status).toBe(2);
  expect(stderr).toContain(`opsex.yaml:2:1: sources: ${path} ${message}`);
});

test('a file that the caller names may name what it likes', () => {
  const plain = folderOf({ 'alerts.yaml': rule('OrdersFail', 'orders') });
  const mine = join(folderOf({ 'mine.yaml': `version: 1\nsources: [{ name: alerts, path: ${plain} }]\n` }), 'mine.yaml');
  expect(assessJson(join(root, 'shop'), '--config', mine).workload.sources[1]).toMatchObject({ name: 'alerts', kind: 'folder' });
});
