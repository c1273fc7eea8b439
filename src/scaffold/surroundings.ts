import { type Fact, isKind, isOwn } from '../model/fact.ts';
import type { Values } from './render.ts';

/** What scaffolds are filled in from. */
export interface Surroundings {
  readonly services: readonly string[];
  readonly values: Values;
}

export interface Found {
  /** The name of the workload. */
  readonly name: string;
  readonly facts: readonly Fact[];
  readonly branch?: string;
  /** Where a forge shows the repository. */
  readonly url?: string;
  readonly has: (path: string) => boolean;
  readonly read: (path: string) => string;
  readonly today: string;
}

/** Looks for the team's own words, so that little is left to fill in. Only names that are harmless everywhere are taken over. */
export function surroundingsOf(found: Found): Surroundings {
  const own = found.facts.filter(isOwn);
  const services = distinct(
    own.flatMap(fact => (isKind(fact, 'service') && fact.fields.runtime !== 'static' ? [fact.fields.name] : [])),
  ).filter(isPlain);
  const service = services[0] ?? slug(found.name);
  const values = {
    service,
    root: rootOf(own),
    folder: rootOf(own) === '.' ? '' : `${rootOf(own)}/`,
    today: found.today,
    year: found.today.slice(0, 4),
    branch: found.branch && isPlain(found.branch) ? found.branch : 'main',
    production: environment(own, 'production') ?? 'production',
    staging: environment(own, 'staging') ?? 'staging',
    'incident-date': found.today,
    'incident-name': 'incident',
    infra: infrastructureFolder(own) ?? 'infra',
    ...known('ci', pipelineTool(own, found)),
    ...known('language', languageOf(own, found)),
    ...known('cloud', cloudOf(own, found)),
    ...known('rollouts', found.facts.some(fact => isKind(fact, 'gitops.app') && fact.fields.tool === 'flux') ? 'flagger' : 'argo'),
    ...known('repository-blob', blobAddress(found)),
  };
  return { services, values };
}

/** Where the forge shows a file of the default branch, without the path. */
function blobAddress({ url, branch = 'main' }: Found): string | undefined {
  if (!url || !/^https:\/\/[\w.-]+(?:\/[\w.-]+)+$/.test(url) || !isPlain(branch)) return undefined;
  return /gitlab/.test(url) ? `${url}/-/blob/${branch}` : `${url}/blob/${branch}`;
}

function known(key: string, value: string | undefined): Values {
  return value === undefined ? {} : { [key]: value };
}

/** A name without any character that YAML, HCL, a shell or Markdown would read as its own. */
function isPlain(name: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9._/-]{0,62}$/.test(name) && !name.includes('..');
}

function slug(name: string): string {
  return (
    name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '')
      .slice(0, 40) || 'service'
  );
}

function distinct(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort();
}

function rootOf(facts: readonly Fact[]): string {
  const roots = facts.flatMap(fact => (isKind(fact, 'service') ? [fact.fields.root] : []));
  return roots.find(root => root !== '' && isPlain(root)) ?? '.';
}

function environment(facts: readonly Fact[], tier: 'production' | 'staging'): string | undefined {
  const names = facts.flatMap(fact => (isKind(fact, 'environment.definition') && fact.fields.tier === tier ? [fact.fields.name] : []));
  return names.find(isPlain);
}

function infrastructureFolder(facts: readonly Fact[]): string | undefined {
  const roots = facts.filter(fact => isKind(fact, 'iac.root') && fact.fields.live !== 'no' && /terraform|tofu/.test(fact.fields.tool));
  const production = roots.find(fact => fact.scope.production === 'yes') ?? roots[0];
  if (production?.origin.kind !== 'file') return undefined;
  const folder = production.origin.path.slice(0, Math.max(0, production.origin.path.lastIndexOf('/'))) || '.';
  return folder === '.' || isPlain(folder) ? folder : undefined;
}

function pipelineTool(facts: readonly Fact[], { has, url }: Found): string | undefined {
  const tools = facts.flatMap(fact => (isKind(fact, 'pipeline.workflow') ? [fact.fields.tool] : []));
  if (tools.includes('github-actions') || has('.github')) return 'github';
  if (tools.includes('gitlab-ci') || has('.gitlab-ci.yml')) return 'gitlab';
  if (url && /^https?:\/\/github\.com\//.test(url)) return 'github';
  return url && /^https?:\/\/[^/]*gitlab/.test(url) ? 'gitlab' : undefined;
}

/** The file that says in which language a service is written. */
const manifests: readonly (readonly [file: string, language: string])[] = [
  ['package.json', 'node'],
  ['go.mod', 'go'],
  ['pyproject.toml', 'python'],
  ['requirements.txt', 'python'],
  ['Pipfile', 'python'],
  ['pom.xml', 'java'],
  ['build.gradle', 'java'],
  ['build.gradle.kts', 'java'],
];

function languageOf(facts: readonly Fact[], { has }: Found): string | undefined {
  const root = rootOf(facts);
  const folders = root === '.' ? [''] : [`${root}/`, ''];
  return folders.flatMap(folder => manifests.filter(([file]) => has(`${folder}${file}`)))[0]?.[1];
}

const clouds = [
  ['aws', /\bprovider "aws"|\bresource "aws_/],
  ['gcp', /\bprovider "google"|\bresource "google_/],
  ['azure', /\bprovider "azurerm"|\bresource "azurerm_/],
] as const;

function cloudOf(facts: readonly Fact[], { read }: Found): string | undefined {
  const backends = facts.flatMap(fact => (isKind(fact, 'iac.root') ? [fact.fields.backendType] : []));
  const byBackend = { s3: 'aws', gcs: 'gcp', azurerm: 'azure' } as const;
  for (const [backend, cloud] of Object.entries(byBackend)) if (backends.includes(backend)) return cloud;
  const paths = distinct(facts.flatMap(({ kind, origin }) => (kind.startsWith('iac.') && origin.kind === 'file' ? [origin.path] : [])));
  const texts = paths
    .filter(path => path.endsWith('.tf'))
    .slice(0, 20)
    .map(read);
  return clouds.find(([, pattern]) => texts.some(text => pattern.test(text)))?.[0];
}
