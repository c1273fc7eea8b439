import type { Tree } from '../../../lib/tree.ts';
import { type FactDraft, fact } from '../../../model/fact.ts';
import type { FactFields } from '../../../model/fact-kinds.ts';
import { detector } from '../../detector.ts';
import type { SourceFile } from '../../source-file.ts';
import { objectsOf } from '../kubernetes.ts';
import { resourcesOf, terraform } from '../terraform-resources.ts';

const workloads = [
  'apps/Deployment',
  'apps/StatefulSet',
  'apps/DaemonSet',
  'batch/CronJob',
  'batch/Job',
  'argoproj.io/Rollout',
  'serving.knative.dev/Service',
  'nais.io/Application',
];

/** The images that deployment manifests run, and what fixes their version. */
export const images = detector<FactDraft>({
  id: 'images',
  version: 1,
  title: 'Container images of workloads',
  docs: 'https://kubernetes.io/docs/concepts/containers/images/#image-names',
  reads: [
    {
      extensions: ['.yaml', '.yml', '.json', '.tpl'],
      text: ['apps/v1', 'batch/v1', 'argoproj.io', 'serving.knative.dev', 'nais.io/', 'helm.toolkit.fluxcd.io'],
    },
    ...terraform(
      'aws_ecs_task_definition',
      'google_cloud_run_service',
      'google_cloud_run_v2_service',
      'azurerm_container_app',
      'kubernetes_deployment',
    ),
  ],
  emits: ['artifact.image'],

  *parse(file) {
    if (/\.ya?ml$/.test(file.path)) yield* releaseImages(file);
    for (const image of /\.(?:tf|tofu|tf\.json)$/.test(file.path) ? terraformImages(file) : kubernetesImages(file)) {
      const reference = image.text() ?? '';
      if (reference !== '')
        yield fact(
          'artifact.image',
          { reference: reference.slice(0, 200), pin: pinOf(reference, image) },
          { line: image.line, templated: file.templated },
        );
    }
  },
});

function* kubernetesImages(file: SourceFile): Generator<Tree> {
  for (const object of objectsOf(file.yaml(), ...workloads)) {
    const own = object.get('spec.image');
    if (own?.kind === 'scalar') yield own;
    const pod = object.get('spec.jobTemplate.spec.template.spec') ?? object.get('spec.template.spec');
    for (const container of [...(pod?.list('initContainers') ?? []), ...(pod?.list('containers') ?? [])]) yield* container.list('image');
  }
}

/** Values of a release name an image in parts, `image: { repository, tag }`. Without a tag the chart decides, which is not here. */
function* releaseImages(file: SourceFile): Generator<FactDraft> {
  const seen = new Set<Tree>();
  for (const release of objectsOf(file.yaml(), 'helm.toolkit.fluxcd.io/HelmRelease')) {
    if (release.flag('spec.suspend') === true) continue;
    for (const node of release.get('spec.values')?.walk() ?? []) {
      const image = node.kind === 'map' ? node.key('image') : undefined;
      const repository = image?.text('repository');
      const version = image?.get('digest') ?? image?.get('tag');
      const text = version?.text();
      if (!image || !repository || !version || !text || seen.has(image)) continue;
      seen.add(image);
      const reference = `${repository}${text.startsWith('sha256:') ? '@' : ':'}${text}`;
      yield fact(
        'artifact.image',
        { reference: reference.slice(0, 200), pin: pinOf(reference, version) },
        { line: version.line, templated: file.templated },
      );
    }
  }
}

function* terraformImages(file: SourceFile): Generator<Tree> {
  for (const { body } of resourcesOf(file.hcl(), 'aws_ecs_task_definition')) {
    for (const container of body.list('container_definitions')) yield* container.list('image');
  }
  for (const { body } of resourcesOf(
    file.hcl(),
    'google_cloud_run_service',
    'kubernetes_deployment',
    'google_cloud_run_v2_service',
    'azurerm_container_app',
  )) {
    const holders = ['template.spec.containers', 'spec.template.spec.container', 'template.containers', 'template.container'];
    for (const path of holders) for (const container of body.list(path)) yield* container.list('image');
  }
}

/** A missing tag means `latest`; a computed one is filled in by the pipeline. */
function pinOf(reference: string, image: Tree): FactFields<'artifact.image'>['pin'] {
  if (/@sha256:[0-9a-f]{64}/.test(reference)) return 'digest';
  const tag = /:([^/:]*)$/.exec(reference)?.[1];
  if (image.tag === 'expression' || /\$|_{3,}|\{\{|<[A-Z_]+>/.test(tag ?? reference)) return 'variable';
  if (tag === undefined || tag === '') return 'none';
  return tag === 'latest' ? 'latest' : 'version';
}
