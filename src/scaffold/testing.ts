import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { factsOf } from '../facts/detectors/testing.ts';
import { loadScaffolds } from './load-scaffolds.ts';
import { planScaffold, variantsOf } from './plan.ts';
import type { Values } from './render.ts';
import type { Scaffold } from './scaffold.ts';
import { surroundingsOf } from './surroundings.ts';

type Files = Readonly<Record<string, string>>;

/** The scaffolds that come with opsex. For tests. */
export const shipped = shippedScaffolds();

export const { scaffolds } = shipped;

function shippedScaffolds() {
  const folder = join(import.meta.dirname, '../../scaffolds');
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(path => /\.\w+$/.test(path));
  return loadScaffolds(Object.fromEntries(paths.map(path => [path, readFileSync(join(folder, path), 'utf8')])));
}

/** A service as there are many: it runs, and that is all. */
const bare: Readonly<Record<string, string>> = {
  Dockerfile: 'FROM scratch\nCOPY . .\nCMD ["run"]\n',
  'deploy/chart/service.yaml':
    'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: shop\nspec:\n  template:\n    spec:\n      containers:\n        - name: shop\n          image: registry.example.net/shop:1.0.0\n          ports: [{ containerPort: 8080 }]\n',
};
const written: Readonly<Record<string, Files>> = {
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

/** A scaffold in one of its variants. */
export interface Row {
  readonly scaffold: Scaffold;
  readonly variant: Values;
}

export const defaults = { ci: 'github', language: 'node', cloud: 'aws', rollouts: 'argo' } as const;
/** Every scaffold in every variant. */
export const rows = scaffolds.flatMap(scaffold => combinations([...variantsOf(scaffold)]).map((variant): Row => ({ scaffold, variant })));

function combinations([first, ...rest]: readonly (readonly [string, readonly string[]])[]): readonly Values[] {
  if (!first) return [{}];
  const [key, values] = first;
  return values.flatMap(value => combinations(rest).map(more => ({ [key]: value, ...more })));
}

const known = new Map<string, Promise<ReturnType<typeof surroundingsOf>>>();

/** What opsex finds in the repository, and so fills in. */
function surroundings(variant: Values): Promise<ReturnType<typeof surroundingsOf>> {
  const key = JSON.stringify(variant);
  const found = known.get(key) ?? repository(variant).then(find);
  known.set(key, found);
  return found;
}

async function find(files: Files) {
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

export async function repository(variant: Values): Promise<Files> {
  const { language = '', cloud = '' } = variant;
  return { ...bare, ...written[language], 'infra/production/main.tf': infrastructure[cloud] ?? '' };
}

/** What the scaffold comes to in the repository, by path; `filled` with the examples of its questions. */
export async function texts(scaffold: Scaffold, variant: Values, filled: boolean): Promise<Files> {
  const examples = Object.fromEntries(Object.entries(scaffold.asks).map(([key, { example }]) => [key, example]));
  const named = { 'incident-date': '2026-03-18', 'incident-name': 'orders-refused' };
  const { files } = planScaffold(scaffold, await surroundings(variant), shipped.following, {
    ...variant,
    ...named,
    ...(filled ? examples : {}),
  });
  return Object.fromEntries(files.map(({ path, text }) => [path, text]));
}
