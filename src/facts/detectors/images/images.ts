import type { Tree } from '../../../lib/tree.ts';
import { type FactDraft, fact } from '../../../model/fact.ts';
import type { FactFields } from '../../../model/fact-kinds.ts';
import { type Detector, detector, type Located } from '../../detector.ts';
import type { SourceFile } from '../../source-file.ts';
import { objectsOf } from '../kubernetes.ts';
import { nomadFile, nomadTasks } from '../nomad/nomad-tasks.ts';
import { resourcesOf, terraform } from '../terraform-resources.ts';

const fillers = ['skaffold.yaml', 'skaffold.yml', 'kustomization.yaml', 'kustomization.yml'];

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

type Pin = FactFields<'artifact.image'>['pin'];

/** An image that something runs. */
interface RunImage {
  readonly kind: 'image';
  readonly reference: string;
  readonly pin: Pin;
  readonly line: number;
  readonly templated: boolean;
}

/** A name in manifests for which a tool puts the real image when it deploys. */
interface FilledName {
  readonly kind: 'filled';
  readonly name: string;
}

type ImageFinding = RunImage | FilledName;

/** The images that deployment manifests run, and what fixes their version. */
export const images: Detector<ImageFinding> = detector<ImageFinding>({
  id: 'images',
  title: 'Container images of workloads',
  docs: 'https://kubernetes.io/docs/concepts/containers/images/#image-names',
  reads: [
    {
      extensions: ['.yaml', '.yml', '.json', '.tpl'],
      text: ['apps/v1', 'batch/v1', 'argoproj.io', 'serving.knative.dev', 'nais.io/', 'helm.toolkit.fluxcd.io'],
    },
    { names: fillers, text: ['image'] },
    { extensions: ['.nomad', '.hcl'], text: ['task "'] },
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
    if (fillers.includes(file.name.toLowerCase())) yield* filledNames(file);
    if (/\.ya?ml$/.test(file.path)) yield* releaseImages(file);
    for (const image of imagesIn(file)) {
      const reference = image.text() ?? '';
      if (reference !== '') yield runImage(reference, image, file);
    }
  },
  link: linkImages,
});

function imagesIn(file: SourceFile): Iterable<Tree> {
  if (nomadFile.test(file.path)) return [...nomadTasks(file)].flatMap(task => task.image ?? []);
  return /\.(?:tf|tofu|tf\.json)$/.test(file.path) ? terraformImages(file) : kubernetesImages(file);
}

function* linkImages(findings: readonly Located<ImageFinding>[]): Generator<FactDraft> {
  const filled = new Set(findings.flatMap(({ finding }) => (finding.kind === 'filled' ? [finding.name] : [])));
  for (const { path, finding } of findings) {
    if (finding.kind === 'filled') continue;
    const { reference, line, templated } = finding;
    const open = ['none', 'latest'].includes(finding.pin) && filled.has(reference.replace(/:[^/:]*$/, ''));
    yield fact('artifact.image', { reference, pin: open ? 'variable' : finding.pin }, { path, line, templated });
  }
}

/** https://skaffold.dev/docs/references/yaml/#build-artifacts, https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/images/ */
function* filledNames(file: SourceFile): Generator<FilledName> {
  for (const document of file.yaml()) {
    const names = [
      ...document.list('build.artifacts').map(each => each.text('image')),
      ...document
        .list('images')
        .flatMap(each => (each.has('newTag') || each.has('digest') || each.has('newName') ? [each.text('name')] : [])),
    ];
    for (const name of names) if (name) yield { kind: 'filled', name: name.slice(0, 200) };
  }
}

function runImage(reference: string, node: Tree, { templated }: SourceFile): RunImage {
  return { kind: 'image', reference: reference.slice(0, 200), pin: pinOf(reference, node), line: node.line, templated };
}

function* kubernetesImages(file: SourceFile): Generator<Tree> {
  for (const object of objectsOf(file.yaml(), ...workloads)) {
    const own = object.get('spec.image');
    if (own?.kind === 'scalar') yield own;
    const pod = object.get('spec.jobTemplate.spec.template.spec') ?? object.get('spec.template.spec');
    for (const container of [...(pod?.list('initContainers') ?? []), ...(pod?.list('containers') ?? [])]) yield* container.list('image');
  }
}

/** Values of a release name an image in parts, `image: { repository, tag }`. Without a tag the chart decides, which is not here. */
function* releaseImages(file: SourceFile): Generator<RunImage> {
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
      yield runImage(reference, version, file);
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

/** A missing tag means `latest`; a computed one is filled in by the pipeline. A tag without any digit (`alpine`, `stable`) moves as `latest` does. */
function pinOf(reference: string, image: Tree): Pin {
  if (/@sha256:[0-9a-f]{64}/.test(reference)) return 'digest';
  const tag = /:([^/:]*)$/.exec(reference)?.[1];
  if (image.tag === 'expression' || /\$|_{3,}|\{\{|<[A-Z_]+>/.test(tag ?? reference)) return 'variable';
  if (tag === undefined || tag === '') return 'none';
  return /\d/.test(tag) && !tag.startsWith('latest') ? 'version' : 'latest';
}
