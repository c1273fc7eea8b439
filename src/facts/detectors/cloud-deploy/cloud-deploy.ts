import type { Tree } from '../../../lib/tree.ts';
import { detector, type Located } from '../../detector.ts';
import { deliveryJob, stepEffect } from '../delivery-jobs.ts';
import { kubernetes, objectsOf } from '../kubernetes.ts';
import { type JobFinding, type PipelineFinding, pipelineFacts, pipelineKinds } from '../pipeline-findings.ts';
import { resourcesOf, terraform } from '../terraform-resources.ts';

/** A target says whether somebody must approve; automations promote without anybody. They may stand in other files. */
type Finding =
  | PipelineFinding
  | { readonly is: 'target'; readonly name: string; readonly asks: boolean }
  | { readonly is: 'promotion'; readonly to: string };

const tool = 'google-cloud-deploy';
const types = ['google_clouddeploy_delivery_pipeline', 'google_clouddeploy_target', 'google_clouddeploy_automation'];

export const cloudDeploy = detector<Finding>({
  id: 'cloud-deploy',
  title: 'Google Cloud Deploy',
  docs: 'https://cloud.google.com/deploy/docs/config-files',
  reads: [...kubernetes('deploy.cloud.google.com'), ...terraform(...types)],
  emits: pipelineKinds,

  *parse(file) {
    if (/\.(?:tf|tofu|tf\.json)$/.test(file.path)) {
      for (const { type, name, body, line } of resourcesOf(file.hcl(), ...types)) {
        if (type.endsWith('_target')) yield { is: 'target', name: nameOf(body, name), asks: body.flag('require_approval') === true };
        else if (type.endsWith('_automation'))
          yield* promotions(
            body.list('rules').flatMap(rule => rule.list('promote_release_rule')),
            'destination_target_id',
          );
        else yield* stagesOf(body.list('serial_pipeline.stages'), { workflow: nameOf(body, name), line, key: 'target_id' });
      }
      return;
    }
    const documents = file.yaml();
    for (const target of objectsOf(documents, 'deploy.cloud.google.com/Target'))
      yield { is: 'target', name: target.text('metadata.name') ?? '', asks: target.flag('requireApproval') === true };
    for (const automation of objectsOf(documents, 'deploy.cloud.google.com/Automation'))
      if (automation.flag('suspended') !== true)
        yield* promotions(
          automation.list('rules').flatMap(rule => rule.list('promoteReleaseRule')),
          'destinationTargetId',
        );
    for (const pipeline of objectsOf(documents, 'deploy.cloud.google.com/DeliveryPipeline')) {
      const place = { workflow: pipeline.text('metadata.name') ?? '', line: pipeline.line, key: 'targetId' };
      if (pipeline.flag('suspended') !== true) yield* stagesOf(pipeline.list('serialPipeline.stages'), place);
    }
  },

  *link(findings, scene) {
    yield* pipelineFacts([...gated(findings)], scene);
  },
});

function nameOf(body: Tree, name: string): string {
  const written = body.get('name');
  return written?.tag === undefined ? (written?.text() ?? name) : name;
}

function* promotions(rules: readonly Tree[], key: string): Generator<Finding> {
  for (const rule of rules) yield { is: 'promotion', to: rule.text(key) ?? '@next' };
}

interface Place {
  readonly workflow: string;
  readonly line: number;
  readonly key: string;
}

/** A release goes from target to target; between two of them somebody promotes it. */
function* stagesOf(stages: readonly Tree[], { workflow, line, key }: Place): Generator<PipelineFinding> {
  if (stages.length === 0) return;
  yield { is: 'workflow', tool, name: workflow, line, triggers: ['other'], enabled: 'yes', opaque: false, sharedTemplate: false };
  let before: readonly string[] = [];
  for (const stage of stages.slice(0, 50)) {
    const environment = (stage.text(key) ?? '').replace(/^google_clouddeploy_target\.([\w-]+)\..*$/, '$1');
    const place = stage.get(key)?.line ?? stage.line;
    const verify = [...stage.list('strategy')]
      .flatMap(strategy => [...strategy.walk()].flatMap(node => node.get('verify') ?? []))
      .find(flag => flag.flag() === true);
    const deploys = stepEffect('deploy', `target ${environment}`, place, 'environment');
    const reading = verify ? [deploys, stepEffect('smoke', 'verify', verify.line)] : [deploys];
    yield deliveryJob({ tool, workflow, name: environment, line: place, reading, needs: before, environment });
    before = [environment];
  }
}

/** The first target takes each release; a later one waits for a promotion, which a person gives unless an automation does. */
function* gated(findings: readonly Located<Finding>[]): Generator<Located<PipelineFinding>> {
  const targets = findings.flatMap(({ finding }) => (finding.is === 'target' ? [finding] : []));
  const promoted = findings.flatMap(({ finding }) => (finding.is === 'promotion' ? [finding.to] : []));
  for (const { path, finding } of findings) {
    if (finding.is === 'target' || finding.is === 'promotion') continue;
    yield { path, finding: finding.is === 'job' ? { ...finding, gate: gateOf(finding, targets, promoted) } : finding };
  }
}

function gateOf(job: JobFinding, targets: readonly { name: string; asks: boolean }[], promoted: readonly string[]): JobFinding['gate'] {
  const target = targets.find(each => each.name === job.environment);
  if (target?.asks) return 'human';
  const byItself = promoted.includes(job.environment) || promoted.includes('@next');
  if (job.needs.length > 0 && !byItself) return 'manual_start';
  return target ? 'none' : 'settings';
}
