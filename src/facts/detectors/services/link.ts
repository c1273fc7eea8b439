import { type FactDraft, fact } from '../../../model/fact.ts';
import type { Located, Scene } from '../../detector.ts';
import { isProduction, tierOf, wordsOf } from '../../production.ts';
import { dependencies, manifestFolder } from '../dependencies/dependencies.ts';
import { publicRegistries } from './registries.data.ts';
import type { NamedService, ServiceFinding } from './service-finding.ts';

interface Folders {
  /** Folders with an image definition or a manifest, by the name that a service in them would have. */
  readonly byName: ReadonlyMap<string, string>;
  readonly built: ReadonlySet<string>;
  readonly languages: ReadonlyMap<string, readonly string[]>;
}

type Service = NamedService & { readonly path: string; readonly root: string };

/** The union of all sources, one fact a service. What only a developer starts counts when nothing better is known. */
export function* linkServices(findings: readonly Located<ServiceFinding>[], scene: Scene): Generator<FactDraft> {
  const own = findings.filter(({ path }) => ['own', 'generated'].includes(scene.classOf(path)));
  const folders = foldersOf(own, scene);
  const all = own.flatMap(({ path, finding }) => (finding.kind === 'service' ? [placed(path, finding, folders)] : []));
  const runs = byProgram(
    all.filter(each => each.rank === 'runs' && isOurs(each, folders)),
    folders,
  );
  const development = all.filter(each => each.rank === 'development');
  const built = runs.every(each => each.runtime === 'function') ? builtImages(own, folders, scene) : [];
  const served = runs.length + built.length > 0 ? [] : all.filter(each => each.rank === 'built');
  const known = [...runs, ...built, ...served];
  for (const service of merged(known.length > 0 ? known : development)) {
    const { name, root, via, critical, runtime, path, line } = service;
    const languages = [...(folders.languages.get(root === '.' ? '' : root) ?? [])];
    yield fact(
      'service',
      { name, root, via, critical, runtime, languages: root === '' ? [] : languages },
      { path, line, scope: { service: name } },
    );
  }
}

/** Where the sources build exactly one program, whatever runs without naming another one runs that program: one service, production's name first. */
function byProgram(services: readonly Service[], folders: Folders): readonly Service[] {
  const programs = [...folders.built].filter(folder => folders.languages.has(folder));
  const program = programs.length === 1 ? programs[0] : programs.length === 0 && folders.languages.has('') ? '' : undefined;
  const ordered = [...services].sort((a, b) => weight(a) - weight(b));
  if (program === undefined) return ordered;
  const root = program === '' ? '.' : program;
  const runs = (each: Service) => each.root === root || (each.root === '' && each.runtime !== 'function' && each.via !== 'terraform');
  const first = ordered.find(runs);
  return first ? [{ ...first, root }, ...ordered.filter(each => !runs(each))] : ordered;
}

function weight({ path, runtime }: Service): number {
  return (isProduction(path) === 'yes' ? 0 : 2) + (runtime === 'job' ? 4 : 0) + (runtime === 'server' ? 0 : 1);
}

function foldersOf(findings: readonly Located<ServiceFinding>[], scene: Scene): Folders {
  const languages = new Map<string, string[]>();
  for (const { path, finding } of scene.findings(dependencies)) {
    if (scene.classOf(path) !== 'own') continue;
    const known = languages.get(manifestFolder(path)) ?? [];
    if (!known.includes(finding.ecosystem)) languages.set(manifestFolder(path), [...known, finding.ecosystem]);
  }
  const built = new Set(findings.filter(({ finding }) => finding.kind === 'dockerfile').map(({ path }) => folderOf(path)));
  const byName = new Map<string, string>();
  for (const folder of [...built, ...languages.keys()].sort((a, b) => a.length - b.length)) {
    const parts = folder.split('/').filter(part => !/^(?:src|app|docker|build|cmd)$/.test(part));
    const name = plain(parts.at(-1) ?? '');
    const place = folder.replace(/\/(?:src|docker|build)$/, '');
    if (name !== '' && !byName.has(name)) byName.set(name, place);
  }
  return { byName, built, languages };
}

function placed(path: string, finding: NamedService, folders: Folders): Service {
  const beside = ['kubernetes', 'nomad', 'terraform', 'systemd', 'cloudformation'].includes(finding.via)
    ? ''
    : folderOf(path).replace(/(?:^|\/)config$/, '');
  const name = withoutEnvironment(finding.name) || folderName(beside || folderOf(path)) || 'application';
  return {
    ...finding,
    path,
    name,
    root: folders.byName.get(plain(name)) ?? (finding.rank !== 'development' && isPlatform(finding) ? beside || '.' : beside),
  };
}

/** Its manifest stands in the folder of the program itself. */
function isPlatform({ via }: NamedService): boolean {
  return !['kubernetes', 'nomad', 'terraform', 'systemd', 'cloudformation', 'compose'].includes(via);
}

/** Workloads of strangers are operated, but nobody here can make them log or trace. */
function isOurs({ image, name, via }: Service, folders: Folders): boolean {
  if ((via !== 'kubernetes' && via !== 'nomad') || image === '') return true;
  const repository = image.split('@')[0]?.replace(/:[\w.-]+$/, '') ?? '';
  const last = repository.slice(repository.lastIndexOf('/') + 1);
  if (folders.byName.has(plain(last)) || (folders.byName.has(plain(name)) && plain(last).includes(plain(name)))) return true;
  const host = repository.split('/')[0] ?? '';
  return /[.:]/.test(host) && repository.includes('/') && !publicRegistries.includes(host);
}

/** Image definitions that stand beside a manifest: what is built here is most likely run somewhere, unless it is a program for the command line. */
function builtImages(findings: readonly Located<ServiceFinding>[], folders: Folders, scene: Scene): readonly Service[] {
  const released = scene.paths.some(path => /^\.?goreleaser\.ya?ml$/.test(path));
  return findings.flatMap(({ path, finding }) => {
    const folder = folderOf(path);
    const program = folders.languages.has(folder) || folders.languages.has(`${folder}/src`.replace(/^\//, ''));
    if (
      finding.kind !== 'dockerfile' ||
      finding.noService ||
      !program ||
      isTooling(path) ||
      (!finding.serves && (finding.helps || released))
    )
      return [];
    const name = folderName(folder) || 'application';
    const runtime = finding.serves ? 'server' : 'unknown';
    return [
      {
        kind: 'service',
        via: 'dockerfile',
        name,
        line: 1,
        runtime,
        critical: 'unknown',
        image: '',
        rank: 'built',
        path,
        root: folder || '.',
      } as const,
    ];
  });
}

function isTooling(path: string): boolean {
  return /(?:^|\/)(?:\.devcontainer|\.github|ci|tools?|hack|scripts?|dev|devcontainer)\//.test(path);
}

/** The first of each name; what others know better (criticality, runtime, root) is added to it. */
function merged(services: readonly Service[]): readonly Service[] {
  const byName = new Map<string, Service>();
  for (const service of services) {
    const known = byName.get(plain(service.name));
    byName.set(
      plain(service.name),
      known
        ? {
            ...known,
            critical: known.critical === 'unknown' ? service.critical : known.critical,
            runtime: known.runtime === 'unknown' ? service.runtime : known.runtime,
            root: known.root || service.root,
          }
        : service,
    );
  }
  return [...byName.values()];
}

/** `shop-prod`, `prod-shop` and `shop-((env))` are one service. */
function withoutEnvironment(name: string): string {
  const kept = name.replace(/\$\{[^}]{0,80}\}|\(\([^)]{0,80}\)\)|\{\{[^}]{0,80}\}\}/g, '').split(/[-_.]/);
  const parts = kept.filter(part => part !== '' && isProduction(part) === 'unknown' && tierOf(part) === 'unknown');
  return (parts.length > 0 ? parts : kept.filter(Boolean)).join('-');
}

function plain(name: string): string {
  return wordsOf(name).join('');
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

function folderName(folder: string): string {
  return (
    folder
      .split('/')
      .filter(part => !/^(?:src|app|docker|build|deploy|infra)$/.test(part))
      .at(-1) ?? ''
  );
}
