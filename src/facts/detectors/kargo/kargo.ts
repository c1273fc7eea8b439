import type { Tree } from '../../../lib/tree.ts';
import { detector, type Located } from '../../detector.ts';
import { deliveryJob, stepEffect } from '../delivery-jobs.ts';
import { kubernetes, objectsOf } from '../kubernetes.ts';
import { type JobFinding, type PipelineFinding, pipelineFacts, pipelineKinds } from '../pipeline-findings.ts';

type Finding =
  | { readonly is: 'stage'; readonly project: string; readonly job: JobFinding }
  /** What a project says about which stages take a release by themselves. */
  | { readonly is: 'policy'; readonly project: string; readonly automatic: readonly string[] };

const tool = 'kargo';

export const kargo = detector<Finding>({
  id: 'kargo',
  title: 'Kargo',
  docs: 'https://docs.kargo.io/user-guide/how-to-guides/working-with-stages',
  reads: kubernetes('kargo.akuity.io'),
  emits: pipelineKinds,

  *parse(file) {
    const documents = file.yaml();
    for (const object of objectsOf(documents, 'kargo.akuity.io/Stage')) yield stageOf(object);
    for (const object of objectsOf(documents, 'kargo.akuity.io/Project', 'kargo.akuity.io/ProjectConfig')) {
      const policies = object.list('spec.promotionPolicies').filter(policy => policy.flag('autoPromotionEnabled') === true);
      const automatic = policies.map(policy => policy.text('stage') ?? policy.text('stageSelector.name') ?? '*');
      const project = object.text('kind') === 'Project' ? object.text('metadata.name') : object.text('metadata.namespace');
      yield { is: 'policy', project: project ?? '', automatic };
    }
  },

  *link(findings, scene) {
    yield* pipelineFacts([...promotions(findings)], scene);
  },
});

function stageOf(object: Tree): Finding {
  const project = object.text('metadata.namespace') ?? '';
  const name = object.text('metadata.name') ?? '';
  const place = object.get('metadata.name')?.line ?? object.line;
  const verification = object.get('spec.verification');
  const steps = object.list('spec.promotionTemplate.spec.steps');
  const asks = steps.some(step => step.text('uses') === 'git-wait-for-pr');
  const verifies = (verification?.list('analysisTemplates').length ?? 0) > 0;
  const job = deliveryJob({
    tool,
    workflow: project,
    name,
    line: place,
    gate: asks ? 'human' : 'none',
    reading: [
      stepEffect('deploy', 'promotion', place, 'gitops'),
      ...(verifies && verification ? [stepEffect('smoke', 'verification', verification.line)] : []),
    ],
    needs: object.list('spec.requestedFreight').flatMap(freight => freight.texts('sources.stages')),
    environment: name,
  });
  return { is: 'stage', project, job };
}

/** A stage waits for a person unless its project lets it promote by itself; without the project nobody knows. */
function* promotions(findings: readonly Located<Finding>[]): Generator<Located<PipelineFinding>> {
  const policies = findings.flatMap(({ finding }) => (finding.is === 'policy' ? [finding] : []));
  const seen = new Set<string>();
  for (const { path, finding } of findings) {
    if (finding.is !== 'stage') continue;
    const { project, job } = finding;
    const known = policies.filter(policy => policy.project === project);
    const automatic = known.some(policy => policy.automatic.some(name => name === job.name || name === '*'));
    const gate = job.gate === 'human' || automatic ? job.gate : known.length > 0 ? 'human' : 'manual_start';
    if (!seen.has(`${path}\n${project}`)) {
      seen.add(`${path}\n${project}`);
      const base = { tool, triggers: ['other'], enabled: 'yes', opaque: false, sharedTemplate: false } as const;
      yield { path, finding: { is: 'workflow', ...base, name: project, line: job.line } };
    }
    yield { path, finding: { ...job, gate } };
  }
}
