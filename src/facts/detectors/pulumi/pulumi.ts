import { type FactDraft, fact } from '../../../model/fact.ts';
import type { FactFields } from '../../../model/fact-kinds.ts';
import { detector, type Located, type Scene } from '../../detector.ts';
import { environmentOfName } from '../environment-names.ts';
import { compute, data, network } from '../infrastructure-programs/services.data.ts';

interface Project {
  readonly is: 'project';
  readonly name: string;
  readonly backendUrl: string;
  readonly line: number;
  /** Resources of a project that is written in YAML; programs in other languages are not read. */
  readonly resources: number;
  readonly services: readonly string[];
}

/** Where a script or pipeline logs in to: another place for the state than the project says. */
interface Login {
  readonly is: 'login';
  readonly url: string;
}

export const pulumi = detector<Project | Login>({
  id: 'pulumi',
  title: 'Pulumi',
  docs: 'https://www.pulumi.com/docs/iac/concepts/projects/project-file/',
  reads: [
    { names: ['pulumi.yaml', 'pulumi.yml'], text: ['runtime'] },
    { extensions: ['.yml', '.yaml', '.sh'], names: ['makefile'], text: ['pulumi login'] },
  ],
  emits: ['iac.root', 'iac.resources', 'environment.definition'],

  *parse(file) {
    if (!/^pulumi\.ya?ml$/i.test(file.name)) return yield* logins(file.text);
    const project = file.yaml()[0];
    const name = project?.get('name');
    if (!project || !name || !project.has('runtime')) return;
    const backendUrl = project.text('backend.url') ?? '';
    const line = project.get('backend.url')?.line ?? name.line;
    const resources = project.pairs('resources').map(([, resource]) => resource.text('type') ?? '');
    // `aws:s3:Bucket` and `gcp:sql/databaseInstance:DatabaseInstance` are of the services `s3` and `sql`
    const services = [...new Set(resources.map(type => (type.split(':')[1] ?? '').split('/')[0]?.toLowerCase() ?? ''))];
    yield { is: 'project', name: name.text() ?? '', backendUrl, line, resources: resources.length, services };
  },

  *link(findings, scene) {
    const stacks = stacksByFolder(scene.paths);
    const urls = new Set(findings.flatMap(({ finding }) => (finding.is === 'login' ? [finding.url] : [])));
    const url = urls.size === 1 ? ([...urls][0] ?? '') : '';
    for (const { path, finding } of findings) {
      if (finding.is === 'login') continue;
      const project = { path, finding: { ...finding, backendUrl: finding.backendUrl || url } };
      yield* projectFacts(project, stacks.get(folderOf(path)) ?? [], scene);
    }
  },
});

/** https://www.pulumi.com/docs/iac/cli/commands/pulumi_login/ */
function* logins(text: string): Generator<Login> {
  for (const line of text.split('\n').slice(0, 20_000)) {
    const [, to = ''] =
      (/^\s*(?:#|\/\/)/.test(line) ? undefined : /\bpulumi login\s+["']?(--local|-l|[a-z0-9]{1,12}:\/\/[^\s"']{1,200})/.exec(line)) ?? [];
    if (to !== '') yield { is: 'login', url: to.startsWith('-') ? 'file://~' : to };
  }
}

interface Stack {
  readonly path: string;
  readonly name: string;
}

function* projectFacts({ path, finding }: Located<Project>, stacks: readonly Stack[], scene: Scene): Generator<FactDraft> {
  const { line, backendUrl, resources } = finding;
  const name = folderOf(path) || '.';
  const pathClass = scene.classOf(path);
  const foreign = pathClass !== 'own' && pathClass !== 'generated';
  const live = foreign ? 'no' : stacks.length > 0 ? 'yes' : 'unknown';
  const environments = stacks.flatMap(stack => {
    const environment = environmentOfName(stack.name);
    return environment ? [{ ...environment, path: stack.path }] : [];
  });
  const production = environments.some(each => each.tier === 'production') ? ({ production: 'yes' } as const) : {};
  yield fact('iac.root', { tool: 'pulumi', name, live, ...stateOf(backendUrl) }, { path, line, scope: production });
  if (resources > 0)
    yield fact(
      'iac.resources',
      { tool: 'pulumi', root: name, layer: 'cloud', count: resources, ...rolesOf(finding.services) },
      { path, line, scope: production },
    );
  for (const { path: stackPath, ...environment } of environments) {
    yield fact(
      'environment.definition',
      { tool: 'pulumi', ...environment },
      { path: stackPath, line: 1, scope: { environment: environment.name } },
    );
  }
}

/** Without a URL the state is in Pulumi Cloud, unless somebody logged in to another place. https://www.pulumi.com/docs/iac/concepts/state-and-backends/ */
function stateOf(url: string): Pick<FactFields<'iac.root'>, 'backend' | 'backendType' | 'locking' | 'versioned'> {
  const scheme = /^([a-z0-9]+):\/\//.exec(url)?.[1] ?? (url === '' ? 'https' : '');
  if (scheme === 'file') return { backend: 'local', backendType: 'file', locking: 'yes', versioned: 'unknown' };
  const cloud = scheme === 'https';
  const known = cloud || ['s3', 'gs', 'azblob', 'postgres'].includes(scheme);
  return {
    backend: known ? 'remote' : 'unknown',
    backendType: cloud ? 'pulumi-cloud' : scheme,
    locking: known ? 'yes' : 'unknown',
    versioned: cloud ? 'yes' : 'unknown',
  };
}

function stacksByFolder(paths: readonly string[]): ReadonlyMap<string, readonly Stack[]> {
  const stacks = new Map<string, Stack[]>();
  for (const path of paths) {
    const name = /(?:^|\/)Pulumi\.([^/]+)\.ya?ml$/.exec(path)?.[1];
    if (name === undefined) continue;
    const found = stacks.get(folderOf(path));
    if (found) found.push({ path, name });
    else stacks.set(folderOf(path), [{ path, name }]);
  }
  return stacks;
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

function rolesOf(services: readonly string[]): { readonly compute: boolean; readonly data: boolean; readonly network: boolean } {
  const has = (known: ReadonlySet<string>) => services.some(service => known.has(service));
  return { compute: has(compute), data: has(data), network: has(network) };
}
