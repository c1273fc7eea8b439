import type { Tree } from '../../../lib/tree.ts';
import type { SourceFile } from '../../source-file.ts';
import { tomlOf } from '../dependencies/data-manifests.ts';
import { nomadTasks } from '../nomad/nomad-tasks.ts';
import { plumbing } from './registries.data.ts';
import type { NamedService, Runtime } from './service-finding.ts';

export const platformNames: readonly string[] = [
  'procfile',
  'fly.toml',
  'render.yaml',
  'railway.toml',
  'railway.json',
  'vercel.json',
  'netlify.toml',
  'wrangler.toml',
  'wrangler.jsonc',
  'wrangler.json',
  'serverless.yml',
  'serverless.yaml',
  'app.yaml',
  'manifest.yml',
  'manifest.yaml',
];

/** Manifests of platforms. A name that the file does not give is taken from the folder later: `''`. */
export function servicesOfPlatform(file: SourceFile): readonly NamedService[] {
  const name = file.name.toLowerCase();
  const toml = name.endsWith('.toml') ? tomlOf(file) : undefined;
  if (name === 'procfile')
    return /^web:/m.test(file.text)
      ? [service('procfile', undefined, 'server')]
      : /^\w+:/m.test(file.text)
        ? [service('procfile', undefined, 'job')]
        : [];
  if (name === 'fly.toml')
    return toml ? [service('fly', toml.get('app'), toml.has('http_service') || toml.has('services') ? 'server' : 'unknown')] : [];
  if (name.startsWith('railway')) return [service('railway', undefined, 'unknown')];
  if (name === 'vercel.json') return [service('vercel', undefined, 'unknown')];
  if (name === 'netlify.toml')
    return toml?.has('functions') ? [service('netlify', undefined, 'function')] : [service('netlify', undefined, 'static')];
  if (name.startsWith('wrangler')) return wrangler(toml ?? file.json());
  return file.yaml().flatMap(document => servicesOfYaml(name, document));
}

function servicesOfYaml(name: string, document: Tree): readonly NamedService[] {
  if (name === 'render.yaml')
    return document.list('services').map(each => service('render', each.get('name'), renderRuntime(each.text('type'))));
  if (name.startsWith('serverless'))
    return document.has('provider') && document.has('service') ? [service('serverless', serviceName(document), 'function')] : [];
  if (name === 'app.yaml')
    return document.has('runtime') && !document.has('apiVersion') ? [service('app-engine', document.get('service'), 'server')] : [];
  const applications = document.get('applications')?.kind === 'list' ? document.list('applications') : [];
  return applications.map(each =>
    service(
      'cloud-foundry',
      each.get('name'),
      /static|nginx/.test([...each.texts('buildpacks'), each.text('buildpack') ?? ''].join(' ')) ? 'static' : 'unknown',
    ),
  );
}

function serviceName(document: Tree): Tree | undefined {
  const at = document.get('service');
  return at?.kind === 'map' ? at.get('name') : at;
}

function wrangler(settings: Tree | undefined): readonly NamedService[] {
  return settings?.has('name') ? [service('wrangler', settings.get('name'), settings.has('main') ? 'function' : 'static')] : [];
}

function renderRuntime(type: string | undefined): Runtime {
  return type === 'static' ? 'static' : type === 'cron' || type === 'worker' ? 'job' : 'server';
}

function service(via: string, name: Tree | undefined, runtime: Runtime): NamedService {
  const text = name?.text() ?? '';
  return { kind: 'service', via, name: text, line: name?.line ?? 1, runtime, critical: 'unknown', image: '', rank: 'runs' };
}

/** Settings of application servers: who writes them runs one. https://docs.gunicorn.org/en/stable/configure.html */
export const serverSettings: Readonly<Record<string, string>> = {
  'gunicorn.conf.py': 'gunicorn',
  'gunicorn_conf.py': 'gunicorn',
  'gunicorn_config.py': 'gunicorn',
  'puma.rb': 'puma',
  'unicorn.rb': 'unicorn',
};

export function serviceOfSettings(file: SourceFile): NamedService {
  return { ...service(serverSettings[file.name.toLowerCase()] ?? '', undefined, 'server'), rank: 'built' };
}

/** A job of Nomad is a service under its own name, whatever its tasks are called. */
export function servicesOfNomad(file: SourceFile): readonly NamedService[] {
  const [first, ...others] = [...nomadTasks(file)];
  if (!first || first.job === '') return [];
  const all = [first, ...others];
  const runtime = first.batch ? 'job' : all.some(task => task.serves) ? 'server' : 'unknown';
  const image = all.map(task => task.image?.text() ?? '').find(text => text !== '' && !text.includes('$')) ?? '';
  return [{ ...service('nomad', undefined, runtime), name: first.job, line: first.line, image }];
}

/** A unit that keeps a program of the team running: https://www.freedesktop.org/software/systemd/man/systemd.service.html */
export function servicesOfUnit(file: SourceFile): readonly NamedService[] {
  const lines = file.text.split('\n');
  const at = lines.findIndex(line => /^ExecStart=/.test(line));
  const program = /^ExecStart=[-@+!:]{0,4}(\S+)/.exec(lines[at] ?? '')?.[1] ?? '';
  const oneShot = lines.some(line => /^Type=oneshot/.test(line));
  if (at === -1 || oneShot || isPlumbing(program.slice(program.lastIndexOf('/') + 1))) return [];
  const name = file.name.replace(/@?\.service(?:\.j2)?$/, '');
  return [{ ...service('systemd', undefined, 'unknown'), name, line: at + 1 }];
}

function isPlumbing(program: string): boolean {
  return plumbing.includes(program) || /[_-](?:exporter|discovery)$/.test(program);
}

/** What a developer starts to try things out; only what is built from the sources can be a service. */
export function servicesOfCompose(file: SourceFile): readonly NamedService[] {
  return (file.yaml()[0]?.pairs('services') ?? []).flatMap(([name, each]) =>
    each.has('build')
      ? [
          {
            ...service('compose', undefined, each.has('ports') ? 'server' : 'unknown'),
            name,
            line: each.line,
            rank: 'development' as const,
          },
        ]
      : [],
  );
}
