import { type FactDraft, fact } from '../../../model/fact.ts';
import { detector, type Located, type Scene } from '../../detector.ts';
import type { SourceFile } from '../../source-file.ts';
import { type AppliedPaths, appliedFolders, appliedPathReads, appliedPaths, isScript } from '../applied-paths.ts';
import { environmentOfName } from '../environment-names.ts';
import { liveRoot } from '../live-root.ts';
import { compute, data, network } from './providers.data.ts';

interface Template {
  readonly kind: 'template';
  readonly tool: 'bicep' | 'arm';
  readonly types: readonly string[];
  readonly line: number;
  readonly modules: readonly { readonly source: string; readonly line: number }[];
}

export const bicep = detector<Template | AppliedPaths>({
  id: 'bicep',
  title: 'Azure Bicep and ARM templates',
  docs: 'https://learn.microsoft.com/azure/azure-resource-manager/bicep/file',
  reads: [
    { extensions: ['.bicep'], text: ['resource ', 'module '] },
    { extensions: ['.json'], text: ['deploymentTemplate.json#'] },
    ...appliedPathReads('az deployment', 'az stack'),
  ],
  emits: ['iac.root', 'iac.resources', 'iac.module', 'environment.definition'],

  *parse(file) {
    if (isScript(file.path)) yield* appliedPaths(file, 'bicep');
    else {
      const template = file.path.endsWith('.json') ? readArm(file) : readBicep(file.text);
      if (template) yield template;
    }
  },

  *link(findings, scene) {
    const applied = findings.flatMap(({ finding }) => (finding.kind === 'applied' ? [finding] : []));
    const templates = findings.filter((each): each is Located<Template> => each.finding.kind === 'template');
    const used = new Set(templates.flatMap(({ path, finding }) => finding.modules.map(({ source }) => join(path, source))));
    const isApplied = appliedFolders(applied);
    for (const template of templates) yield* templateFacts(template, used.has(template.path), isApplied(template.path), scene);
    yield* parameterFiles(scene.paths, templates.length > 0);
  },
});

function readBicep(text: string): Template | undefined {
  const types: string[] = [];
  const modules: { source: string; line: number }[] = [];
  let first = 0;
  for (const [index, line] of text.split('\n').entries()) {
    const resource = /^resource\s+\w+\s+'([^@']+)@[^']*'\s*(existing\b)?/.exec(line);
    const module = /^module\s+\w+\s+'([^']+)'/.exec(line);
    if (resource?.[1] && !resource[2]) types.push(resource[1]);
    if (module?.[1]) modules.push({ source: module[1], line: index + 1 });
    if ((resource || module) && first === 0) first = index + 1;
  }
  return first === 0 ? undefined : { kind: 'template', tool: 'bicep', types, line: first, modules };
}

function readArm(file: SourceFile): Template | undefined {
  const document = file.json();
  if (!/deploymentTemplate\.json#?$/i.test(document?.text('$schema') ?? '')) return undefined;
  const resources = document?.get('resources');
  const items = resources?.kind === 'map' ? resources.pairs().map(([, each]) => each) : (resources?.items ?? []);
  const types = items.flatMap(each => each.text('type') ?? []);
  return types.length === 0 ? undefined : { kind: 'template', tool: 'arm', types, line: items[0]?.line ?? 1, modules: [] };
}

function* templateFacts({ path, finding }: Located<Template>, used: boolean, deployed: boolean, scene: Scene): Generator<FactDraft> {
  const { tool, types, line, modules } = finding;
  if (!used && !/(?:^|\/)modules?\//i.test(path))
    yield liveRoot({ tool, name: path, backendType: 'azure-resource-manager', path, line, deployed }, scene);
  const has = (services: ReadonlySet<string>) => types.some(type => services.has((type.split('/')[0] ?? '').toLowerCase()));
  const counted = { count: types.length, compute: has(compute), data: has(data), network: has(network) };
  if (types.length > 0) yield fact('iac.resources', { tool, root: path, layer: 'cloud', ...counted }, { path, line });
  for (const module of modules) {
    const registry = /^(?:br|ts)[:/]/.test(module.source);
    if (registry)
      yield fact(
        'iac.module',
        { tool, source: module.source, pinned: /:v?\d[\w.-]*$/.test(module.source), shared: true },
        { path, line: module.line },
      );
  }
}

/** `main.prod.bicepparam` and `parameters/prod.parameters.json` hold the values of one environment. */
function* parameterFiles(paths: readonly string[], templates: boolean): Generator<FactDraft<'environment.definition'>> {
  const seen = new Set<string>();
  for (const path of templates ? paths : []) {
    const stem = /([^/]+)\.(?:bicepparam|parameters?\.json)$/i.exec(path)?.[1] ?? /parameters[-._]([^/]+)\.json$/i.exec(path)?.[1];
    const environment = stem === undefined ? undefined : environmentOfName(stem);
    if (!environment || seen.has(environment.name)) continue;
    seen.add(environment.name);
    yield fact('environment.definition', { tool: 'bicep', ...environment }, { path, line: 1, scope: { environment: environment.name } });
  }
}

function join(path: string, source: string): string {
  const parts = path.split('/').slice(0, -1);
  for (const part of source.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
}
