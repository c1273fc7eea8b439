import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fillIn } from './fill-in.ts';
import { goodQuarter } from './good-quarter.ts';
import { assessJson, commitAll, folderOf, git, opsex, repositoryOf } from './repository.ts';

const guide = readFileSync(join(import.meta.dirname, '../docs/guides/level-1-to-3.md'), 'utf8');
const today = new Date().toISOString();

/** One Node service and its infrastructure: it runs, and that is all. */
const bareService = {
  'package.json': JSON.stringify(
    {
      name: 'shop',
      type: 'module',
      scripts: { start: 'node src/server.js', test: 'node --test', lint: 'biome ci' },
      dependencies: { express: '5.1.0' },
    },
    null,
    2,
  ),
  'src/server.js': `import express from 'express';

const app = express();
app.get('/orders', (_request, response) => {
  console.log('orders');
  response.json([]);
});
app.listen(8080);
`,
  'src/server.test.js': "import { test } from 'node:test';\n\ntest('orders', () => {});\n",
  Dockerfile: 'FROM node:22\nWORKDIR /app\nCOPY . .\nRUN npm ci --omit=dev\nCMD ["node", "src/server.js"]\n',
  'deploy/shop.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
spec:
  selector: { matchLabels: { app: shop } }
  template:
    metadata: { labels: { app: shop } }
    spec:
      containers:
        - name: shop
          image: registry.example.net/shop:1.4.2
          ports: [{ containerPort: 8080 }]
`,
  'infra/production/main.tf': `provider "aws" {
  region = "eu-central-1"
}

resource "aws_eks_cluster" "main" {
  name     = "main"
  role_arn = "arn:aws:iam::123456789012:role/cluster"
}

resource "aws_eks_node_group" "workers" {
  cluster_name  = aws_eks_cluster.main.name
  node_role_arn = "arn:aws:iam::123456789012:role/workers"
}

resource "aws_db_instance" "orders" {
  engine         = "postgres"
  instance_class = "db.t4g.medium"
}

resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}
`,
  'README.md': '# shop\n\nTakes orders.\n',
};

test('the guide leads a bare service from level 1 to a proven level 3, and events to 4', { timeout: 900_000 }, () => {
  const root = repositoryOf(bareService, today);
  git(root, ['remote', 'add', 'origin', 'https://github.com/acme/shop.git']);
  expect(levelOf(root)).toBe(1);
  let met = metIn(root);
  for (const command of commandsOf(guide)) {
    const args = wordsOf(command);
    const { status, stdout, stderr } = opsex(args, { cwd: root });
    expect({ command, status, said: status === 0 ? '' : stdout + stderr }).toEqual({ command, status: 0, said: '' });
    if (args[0] !== 'scaffold') continue;
    commitAll(root, `Start: ${command}`, today);
    expect({ command, empty: newIn(met, metIn(root)) }).toEqual({ command, empty: [] });
    fillIn(root, stdout);
    addLibraries(root, args[1] ?? '');
    commitAll(root, `Fill in: ${command}`, today);
    const now = metIn(root);
    expect({ command, helps: newIn(met, now).length > 0 || again.includes(command) }).toEqual({ command, helps: true });
    met = now;
  }
  expect(levelOf(root)).toBe(3);
  measure(root);
});

/** Canaries, flags and a register of debt that is looked after, and deployments and incidents that are measured. */
function measure(root: string): void {
  for (const scaffold of ['canary', 'debt-register']) fillIn(root, run(root, 'scaffold', scaffold));
  writeFileSync(join(root, 'src/flags.js'), flags);
  addLibraries(root, 'flags');
  commitAll(root, 'Release as canaries, behind flags', daysAgo(150));
  for (const [days, before, after] of [
    [60, 'severity: high', 'severity: medium'],
    [0, 'status: open', 'status: in-progress'],
  ] as const) {
    const register = join(root, 'ops-debt-register.yml');
    writeFileSync(register, readFileSync(register, 'utf8').replace(before, after));
    commitAll(root, 'Review the debt', daysAgo(days));
  }
  for (const criterion of ['debt-sprint-10', 'ff-new-features', 'dora-quarterly-review'])
    run(root, 'attest', criterion, '--by', 'Ada', '--claim', 'So it is', '--evidence', 'https://wiki.acme.net/quarter');
  commitAll(root, 'State what files cannot show', today);
  expect(levelOf(root)).toBe(3); // nothing is measured yet

  const tables = folderOf(goodQuarter(new Date(today)));
  const database = ['--database', join(tables, 'store.duckdb')];
  run(root, 'events', 'import', ...['deployments.csv', 'changes.csv', 'incidents.csv'].map(name => join(tables, name)), ...database);
  expect(run(root, 'gate', '--min-level', '4', ...database)).toContain('gate passed · level 4');
}

const flags = `import { OpenFeature } from '@openfeature/server-sdk';

const client = OpenFeature.getClient();

export const showsNewPrices = () => client.getBooleanValue('new-prices', false);
`;

function daysAgo(days: number): string {
  return new Date(Date.parse(today) - days * 24 * 60 * 60_000).toISOString();
}

function run(root: string, ...args: readonly string[]): string {
  const { status, stdout, stderr } = opsex(args, { cwd: root });
  if (status !== 0) throw new Error(`opsex ${args.join(' ')}: ${stdout}${stderr}`);
  return stdout;
}

/** The second postmortem proves nothing before there is a third one. */
const again = ['opsex scaffold postmortems --set incident-name=export-late'];

function commandsOf(text: string): readonly string[] {
  return [...text.matchAll(/^```sh\n([\s\S]*?)^```/gm)].flatMap(([, block = '']) => block.trim().split('\n'));
}

/** The words of a command line after `opsex`; single quotes hold words together. */
function wordsOf(command: string): readonly string[] {
  return [...command.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, word]) => quoted ?? word ?? '').slice(1);
}

function levelOf(root: string): number {
  return json(root).overall.level?.proven ?? 0;
}

/** What the files show: statements do not count here. */
function metIn(root: string): readonly string[] {
  return json(root).criteria.flatMap(({ id, verdict, basis }) => (verdict === 'met' && basis !== 'person' ? [id] : []));
}

function newIn(before: readonly string[], after: readonly string[]): readonly string[] {
  return after.filter(id => !before.includes(id));
}

function json(root: string) {
  return assessJson(root, '--as-of', today, '--no-events');
}

const libraries: Readonly<Record<string, readonly string[]>> = {
  logging: ['pino', '@opentelemetry/api'],
  tracing: ['@opentelemetry/sdk-node', '@opentelemetry/auto-instrumentations-node', '@opentelemetry/exporter-trace-otlp-proto'],
  'red-metrics': ['prom-client'],
  flags: ['@openfeature/server-sdk'],
};

/** As `npm install` would. */
function addLibraries(root: string, scaffold: string): void {
  const manifest = join(root, 'package.json');
  const content = JSON.parse(readFileSync(manifest, 'utf8'));
  for (const name of libraries[scaffold] ?? []) content.dependencies[name] = '1.0.0';
  writeFileSync(manifest, `${JSON.stringify(content, null, 2)}\n`);
}
