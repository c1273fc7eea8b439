import { expect, test } from 'vitest';
import { verdicts } from '../../test/verdicts.ts';
import { factsOf } from '../facts/detectors/testing.ts';
import { openPlaces } from '../lib/open-places.ts';
import { planScaffold, variantsOf } from './plan.ts';
import type { Values } from './render.ts';
import type { Scaffold } from './scaffold.ts';
import { surroundingsOf } from './surroundings.ts';
import { shippedScaffolds } from './testing.ts';

const { scaffolds, following } = shippedScaffolds();

/** A service as there are many: it runs, and that is all. */
const bare: Readonly<Record<string, string>> = {
  Dockerfile: 'FROM scratch\nCOPY . .\nCMD ["run"]\n',
  'deploy/chart/service.yaml':
    'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: shop\nspec:\n  template:\n    spec:\n      containers:\n        - name: shop\n          image: registry.example.net/shop:1.0.0\n          ports: [{ containerPort: 8080 }]\n',
};
const written: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  node: {
    'package.json':
      '{"name":"shop","scripts":{"test":"node --test","lint":"biome ci"},"dependencies":{"pino":"9","prom-client":"15","@opentelemetry/sdk-node":"1"}}',
    'src/server.js': "import { createServer } from 'node:http';\ncreateServer().listen(8080);\n",
  },
  python: { 'requirements.txt': 'fastapi==1\nstructlog==25\nprometheus-client==1\n', 'app/main.py': 'app = FastAPI()\n' },
  go: { 'go.mod': 'module shop\n\ngo 1.24\n', 'main.go': 'package main\n\nfunc main() { http.ListenAndServe(":8080", nil) }\n' },
  java: {
    'pom.xml':
      '<project><dependencies>\n<dependency><groupId>io.micrometer</groupId><artifactId>micrometer-registry-prometheus</artifactId></dependency>\n<dependency><groupId>net.logstash.logback</groupId><artifactId>logstash-logback-encoder</artifactId></dependency></dependencies></project>',
  },
};
const infrastructure: Readonly<Record<string, string>> = {
  aws: 'resource "aws_instance" "a" {}\nresource "aws_db_instance" "a" {}\n',
  gcp: 'resource "google_compute_instance" "a" {}\n',
  azure: 'resource "azurerm_linux_virtual_machine" "a" {}\n',
};

/** What has to stand beside a scaffold, filled in, so that all of its criteria can be met. */
const beside: Readonly<Record<string, readonly string[]>> = {
  runbooks: ['alerts'],
  logging: ['tracing'],
  freeze: ['deploy'],
  'deploy-runbook': ['deploy'],
  'branch-protection': ['state-backend'],
  drift: ['state-backend'],
};

interface Row {
  readonly scaffold: Scaffold;
  readonly variant: Values;
}

const defaults = { ci: 'github', language: 'node', cloud: 'aws', rollouts: 'argo' } as const;
const rows = scaffolds.flatMap(scaffold => combinations([...variantsOf(scaffold)]).map((variant): Row => ({ scaffold, variant })));

function combinations([first, ...rest]: readonly (readonly [string, readonly string[]])[]): readonly Values[] {
  if (!first) return [{}];
  const [key, values] = first;
  return values.flatMap(value => combinations(rest).map(more => ({ [key]: value, ...more })));
}

test.each(rows.map(row => [`${row.scaffold.name} ${Object.values(row.variant).join(' ')}`, row] as const))('%s', async (_, row) => {
  const { criteria, name } = row.scaffold;
  const helpers = (beside[name] ?? []).flatMap(other => scaffolds.filter(each => each.name === other));
  const raw = await verdictsOf(row, helpers, { filled: false });
  const filled = await verdictsOf(row, helpers, { filled: true });
  const asked = criteria.map(id => [id, 'met'] as const);
  expect(criteria.filter(id => raw.get(id) === 'met')).toEqual([]);
  expect(criteria.map(id => [id, filled.get(id)])).toEqual(asked);
});

async function verdictsOf(row: Row, helpers: readonly Scaffold[], { filled }: { readonly filled: boolean }) {
  const variant = { ...defaults, ...row.variant };
  const files: Record<string, string> = { ...(await repository(variant)) };
  for (const helper of helpers) Object.assign(files, await texts(helper, variant, true));
  Object.assign(files, await texts(row.scaffold, variant, filled));
  const on = '2026-03-20T12:00:00Z';
  const histories = Object.fromEntries(Object.keys(files).map(path => [path, { added: on, updated: on, changes: [on] }]));
  const facts = await factsOf(files, { histories });
  return verdicts(facts);
}

const known = new Map<string, Promise<ReturnType<typeof surroundingsOf>>>();

/** What opsex finds in the repository, and so fills in. */
function surroundings(variant: Values): Promise<ReturnType<typeof surroundingsOf>> {
  const key = JSON.stringify(variant);
  const found = known.get(key) ?? repository(variant).then(find);
  known.set(key, found);
  return found;
}

async function find(files: Readonly<Record<string, string>>) {
  const url = files['.gitlab-ci.yml'] === undefined ? 'https://github.com/acme/shop' : 'https://gitlab.com/acme/shop';
  return surroundingsOf({
    name: 'shop',
    facts: await factsOf(files),
    url,
    has: path => path in files,
    read: path => files[path] ?? '',
    today: '2026-03-20',
  });
}

async function repository(variant: Values): Promise<Readonly<Record<string, string>>> {
  const { language = '', cloud = '' } = variant;
  return { ...bare, ...written[language], 'infra/production/main.tf': infrastructure[cloud] ?? '' };
}

async function texts(scaffold: Scaffold, variant: Values, filled: boolean): Promise<Readonly<Record<string, string>>> {
  const examples = Object.fromEntries(Object.entries(scaffold.asks).map(([key, { example }]) => [key, example]));
  const named = { 'incident-date': '2026-03-18', 'incident-name': 'orders-refused' };
  const { files } = planScaffold(scaffold, await surroundings(variant), following, { ...variant, ...named, ...(filled ? examples : {}) });
  return Object.fromEntries(files.map(({ path, text }) => [path, text]));
}

test.each(scaffolds.map(scaffold => [scaffold.name, scaffold] as const))(
  '%s asks only what it uses, and is open until then',
  async (_, scaffold) => {
    const used = Object.values(scaffold.templates).join('\n') + scaffold.files.map(({ path }) => path).join('\n');
    expect(Object.keys(scaffold.asks).filter(key => !used.includes(`«${key}»`))).toEqual([]);
    for (const variant of combinations([...variantsOf(scaffold)])) {
      const open = Object.values(await texts(scaffold, { ...defaults, ...variant }, false));
      expect(open.some(text => openPlaces(text).length > 0)).toBe(true);
      const filled = Object.values(await texts(scaffold, { ...defaults, ...variant }, true));
      expect(filled.flatMap(text => openPlaces(text))).toEqual([]);
    }
  },
);

/** `<fill in: the channel>` is a tag to Markdown, and vanishes when it is shown. */
test('places in Markdown can be seen', async () => {
  const files = await Promise.all(scaffolds.map(async scaffold => Object.entries(await texts(scaffold, defaults, false))));
  const places = files.flat().flatMap(([path, text]) => (path.endsWith('.md') ? openPlaces(text).map(({ asks }) => ({ path, asks })) : []));
  expect(places.filter(({ asks }) => !/[^\w.: -]/.test(asks))).toEqual([]);
});
