import type { Tree } from '../../../lib/tree.ts';
import type { Known } from '../../../model/fact.ts';
import { detector, type Located, type Scene } from '../../detector.ts';
import type { SourceFile } from '../../source-file.ts';
import type { Reading } from '../commands/effects.ts';
import { readScript } from '../commands/read-script.ts';
import { branchTrigger, type JobFinding, type PipelineFinding, pipelineFacts, pipelineKinds } from '../pipeline-findings.ts';
import { scriptReading } from '../pipeline-scripts.ts';
import { resourcesOf, type TerraformResource, terraform } from '../terraform-resources.ts';

/** What starts a build file stands in a trigger: a Terraform resource, or only in the cloud's console. */
interface TriggerFinding {
  readonly is: 'trigger';
  readonly file: string;
  readonly triggers: readonly string[];
  readonly approval: boolean;
  readonly enabled: Known;
}

type Finding = PipelineFinding | TriggerFinding;

export const cloudBuild = detector<Finding>({
  id: 'cloud-build',
  title: 'Google Cloud Build',
  docs: 'https://cloud.google.com/build/docs/build-config-file-schema',
  reads: [
    { extensions: ['.yaml', '.yml', '.json'], path: /(?:^|\/)[\w.-]*cloudbuild[\w.-]*\.(?:ya?ml|json)$|(?:^|\/)cloudbuild\/[^/]+$/i },
    ...terraform('google_cloudbuild_trigger'),
  ],
  emits: pipelineKinds,

  *parse(file) {
    if (/\.(?:tf|tofu|tf\.json)$/.test(file.path))
      for (const resource of resourcesOf(file.hcl(), 'google_cloudbuild_trigger')) yield triggerOf(resource);
    else yield* buildOf(file);
  },

  *link(findings, scene) {
    yield* started(findings, scene);
  },
});

function triggerOf({ body, created }: TerraformResource): TriggerFinding {
  const repository = body.get('github') ?? body.get('repository_event_config') ?? body.get('bitbucket_server_trigger_config');
  const pull = repository?.has('pull_request') === true;
  const tag = repository?.has('push.tag') === true || body.has('trigger_template.tag_name');
  const branch = repository?.text('push.branch') ?? body.text('trigger_template.branch_name') ?? '';
  return {
    is: 'trigger',
    file: (body.text('filename') ?? '').replace(/^\.?\//, ''),
    triggers: [pull ? 'pull_request' : tag ? 'tag' : branch ? branchTrigger([branch]) : 'other'],
    approval: body.flag('approval_config.approval_required') === true,
    enabled: body.flag('disabled') === true ? 'no' : created,
  };
}

function* buildOf(file: SourceFile): Generator<Finding> {
  const build = file.yaml()[0];
  const steps = build?.list('steps').filter(step => step.text('name') !== undefined) ?? [];
  if (!build || steps.length === 0) return;
  const workflow = file.path;
  const base = { tool: 'cloud-build', triggers: ['other'], enabled: 'unknown' } as const;
  yield { is: 'workflow', ...base, name: workflow, line: build.line, opaque: false, sharedTemplate: false };
  const names: string[] = [];
  for (const [index, step] of steps.entries()) {
    const name = step.text('id') ?? `step ${index + 1}`;
    const needs = step.has('waitFor') ? step.texts('waitFor') : [...names];
    const advisory = step.flag('allowFailure') === true;
    yield {
      is: 'job',
      ...base,
      workflow,
      name,
      line: step.line,
      gate: 'none',
      reading: stepReading(step),
      needs,
      environment: '',
      advisory,
    };
    names.push(name);
  }
}

/** A step is an image with arguments: `gcr.io/cloud-builders/kubectl` with `apply` is `kubectl apply`. */
function stepReading(step: Tree): Reading {
  const script = step.get('script');
  if (script) return scriptReading([script]);
  const args = step.list('args');
  const shell = /(?:^|\/)(?:ba)?sh$/.test(step.text('entrypoint') ?? '');
  const inline = args.findIndex(arg => /^-\w*c$/.test(arg.text() ?? ''));
  if (shell && inline !== -1) return scriptReading(args.slice(inline + 1, inline + 2));
  const image = (step.text('name') ?? '').replace(/^.*\//, '').replace(/[:@].*$/, '');
  const words = [...(step.has('entrypoint') ? [step.text('entrypoint') ?? ''] : [programOf(image)]), ...args.map(arg => arg.text() ?? '')];
  return readScript(words.map(quoted).join(' '), args[0]?.line ?? step.line);
}

const programs: Readonly<Record<string, string>> = {
  'google-cloud-cli': 'gcloud',
  'cloud-sdk': 'gcloud',
  'k8s-skaffold': 'skaffold',
  'gke-deploy': 'gke-deploy',
};

function programOf(image: string): string {
  return programs[image] ?? image;
}

function quoted(word: string): string {
  return /^[\w./=:@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", '')}'`;
}

function* started(findings: readonly Located<Finding>[], scene: Scene) {
  const triggers = findings.flatMap(({ finding }) => (finding.is === 'trigger' ? [finding] : []));
  const pipelines = findings.flatMap(({ path, finding }) =>
    finding.is === 'trigger' ? [] : [{ path, finding: withTrigger(path, finding, triggers) }],
  );
  yield* pipelineFacts(pipelines, scene);
}

function withTrigger(path: string, finding: PipelineFinding, triggers: readonly TriggerFinding[]): PipelineFinding {
  const own = triggers.filter(trigger => trigger.file === path);
  if (own.length === 0 || (finding.is !== 'job' && finding.is !== 'workflow')) return finding;
  const enabled: Known = own.some(trigger => trigger.enabled === 'yes')
    ? 'yes'
    : own.every(trigger => trigger.enabled === 'no')
      ? 'no'
      : 'unknown';
  const started = { ...finding, triggers: [...new Set(own.flatMap(trigger => trigger.triggers))], enabled };
  return started.is === 'job' && own.every(trigger => trigger.approval) ? ({ ...started, gate: 'human' } satisfies JobFinding) : started;
}
