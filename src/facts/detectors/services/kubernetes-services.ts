import type { Tree } from '../../../lib/tree.ts';
import type { SourceFile } from '../../source-file.ts';
import { objectsOf } from '../kubernetes.ts';
import { criticality } from './catalogues.ts';
import { sidecars } from './registries.data.ts';
import type { NamedService, Runtime } from './service-finding.ts';

const kinds: Readonly<Record<string, Runtime>> = {
  'apps/Deployment': 'unknown',
  'apps/StatefulSet': 'unknown',
  'argoproj.io/Rollout': 'unknown',
  'serving.knative.dev/Service': 'server',
  'batch/CronJob': 'job',
  'nais.io/Application': 'unknown',
  'nais.io/Naisjob': 'job',
  'core.oam.dev/Application': 'unknown',
};

export const kubernetesTexts: readonly string[] = [
  'kind: Deployment',
  'kind: StatefulSet',
  'kind: Rollout',
  'serving.knative.dev',
  'kind: CronJob',
  'nais.io/',
  'core.oam.dev/',
];

export function* servicesOfManifest(file: SourceFile): Generator<NamedService> {
  const parameters = parametersOf(file.yaml());
  for (const object of objectsOf(file.yaml(), ...Object.keys(kinds))) {
    const name = object.get('metadata.name');
    const text = name?.text();
    if (!name || !text || onlyKeepsRoom(object)) continue;
    const kind = object.text('kind') ?? '';
    const runtime = /CronJob|Naisjob/.test(kind)
      ? 'job'
      : (object.text('apiVersion') ?? '').startsWith('serving.') || answers(object)
        ? 'server'
        : 'unknown';
    const image = imageOf(object, parameters);
    const critical = criticality(
      object
        .get('metadata.labels')
        ?.key('tier')
        ?.text()
        ?.match(/^(?:tier|[0-9])\S*$/)?.[0],
    );
    yield { kind: 'service', via: 'kubernetes', name: chartName(text, file.path), line: name.line, runtime, critical, image, rank: 'runs' };
  }
}

/** A pause container holds room on a node for others and does nothing: https://kubernetes.io/docs/tasks/administer-cluster/node-overprovisioning/ */
function onlyKeepsRoom(object: Tree): boolean {
  const containers = object.list('spec.template.spec.containers');
  return (
    containers.length > 0 &&
    containers.every(each => each.text('name') === 'pause' || /(?:^|\/)pause(?:[:@]|$)/.test(each.text('image') ?? ''))
  );
}

function answers(object: Tree): boolean {
  return object.has('spec.port') || object.list('spec.template.spec.containers').some(container => container.has('ports'));
}

/** The image of the first container that is no sidecar; `''` when a template or a platform fills it in. */
function imageOf(object: Tree, parameters: ReadonlyMap<string, string>): string {
  const pod = object.get('spec.template.spec') ?? object.get('spec.jobTemplate.spec.template.spec');
  const images = (pod?.list('containers') ?? []).map(container => container.text('image') ?? '');
  const written = images.find(image => !sidecars.includes(lastPart(image))) ?? images[0] ?? object.text('spec.image') ?? '';
  const image = written.replace(/\$\{(\w{1,80})\}/g, (whole, name: string) => parameters.get(name) ?? whole);
  const repository = image.replace(/:(?:[^/]{0,200}[{}$_][^/]{0,200}|\s*)$/, '');
  return /[{}$()]|^_/.test(repository) ? '' : repository;
}

function lastPart(image: string): string {
  const repository = image.split('@')[0]?.replace(/:[\w.-]+$/, '') ?? '';
  return repository.slice(repository.lastIndexOf('/') + 1);
}

/** Defaults of an OpenShift template: https://docs.redhat.com/en/documentation/openshift_container_platform/4.17/html/images/using-templates */
function parametersOf(documents: readonly Tree[]): ReadonlyMap<string, string> {
  return new Map(
    documents.flatMap(document => document.list('parameters').map(each => [each.text('name') ?? '', each.text('value') ?? ''] as const)),
  );
}

const generic = /-?(?:deployments?|statefulsets?|rollouts?|cronjobs?|cron-jobs?|deploy|template|app|application|helm|chart|charts)(?=-|$)/g;

/** A name that a template makes up is mostly the name of its file, or of its chart when the file is named after its kind. */
function chartName(name: string, path: string): string {
  if (/^[a-z0-9][a-z0-9.-]*$/.test(name)) return name;
  const file = speaking(path.slice(path.lastIndexOf('/') + 1).replace(/\..*$/, ''));
  const folders = path
    .split('/')
    .slice(0, -1)
    .reverse()
    .filter(folder => folder !== 'templates');
  return file || (folders.map(speaking).find(Boolean) ?? '');
}

function speaking(name: string): string {
  return name.toLowerCase().replace(/_/g, '-').replace(generic, '').replace(/^-+/, '');
}
