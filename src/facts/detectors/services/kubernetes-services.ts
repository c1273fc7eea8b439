import type { Tree } from '../../../lib/tree.ts';
import type { SourceFile } from '../../source-file.ts';
import { objectsOf } from '../kubernetes.ts';
import { criticality } from './catalogues.ts';
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
  for (const object of objectsOf(file.yaml(), ...Object.keys(kinds))) {
    const name = object.get('metadata.name');
    const text = name?.text();
    if (!name || !text) continue;
    const kind = object.text('kind') ?? '';
    const runtime = /CronJob|Naisjob/.test(kind)
      ? 'job'
      : (object.text('apiVersion') ?? '').startsWith('serving.') || answers(object)
        ? 'server'
        : 'unknown';
    const image = imageOf(object);
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

function answers(object: Tree): boolean {
  return object.has('spec.port') || object.list('spec.template.spec.containers').some(container => container.has('ports'));
}

/** The image of the first container; `''` when a template or a platform fills it in. */
function imageOf(object: Tree): string {
  const pod = object.get('spec.template.spec') ?? object.get('spec.jobTemplate.spec.template.spec');
  const image = pod?.list('containers')[0]?.text('image') ?? object.text('spec.image') ?? '';
  return /[{}$()]|^_/.test(image) ? '' : image;
}

/** A name that a template makes up is mostly the name of its chart. */
function chartName(name: string, path: string): string {
  if (/^[a-z0-9][a-z0-9.-]*$/.test(name)) return name;
  const chart = /(?:^|\/)([^/]+)\/templates\//.exec(path)?.[1];
  const suffix = /([a-z]+)(?:-[a-z]+)?\.ya?ml$/.exec(path.slice(path.lastIndexOf('/') + 1))?.[0].replace(/\.ya?ml$/, '') ?? '';
  const part = suffix.replace(/-?(?:deployment|statefulset|rollout|cronjob|deploy)-?/g, '');
  return [chart, part].filter(Boolean).join('-');
}
