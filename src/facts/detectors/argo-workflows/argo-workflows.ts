import type { Tree } from '../../../lib/tree.ts';
import { detector } from '../../detector.ts';
import { type Call, type Effect, isCall } from '../commands/effects.ts';
import { kubernetes, objectsOf } from '../kubernetes.ts';
import { type PipelineFinding, pipelineFacts, pipelineKinds } from '../pipeline-findings.ts';
import { workflowJobs } from './workflow-jobs.ts';

const tool = 'argo-workflows';
const kinds = ['Workflow', 'WorkflowTemplate', 'ClusterWorkflowTemplate', 'CronWorkflow'].map(kind => `argoproj.io/${kind}`);

/** Workflows also process data: only those that test, check or deploy something are pipelines. */
export const argoWorkflows = detector<PipelineFinding>({
  id: 'argo-workflows',
  title: 'Argo Workflows',
  docs: 'https://argo-workflows.readthedocs.io/en/latest/fields/',
  reads: kubernetes('kind: Workflow', 'kind: CronWorkflow', 'kind: ClusterWorkflowTemplate', '"kind": "Workflow', '"kind": "CronWorkflow"'),
  emits: pipelineKinds,

  *parse(file) {
    for (const object of objectsOf(file.yaml(), ...kinds)) yield* pipelineOf(object);
  },

  link: pipelineFacts,
});

function* pipelineOf(object: Tree): Generator<PipelineFinding> {
  const spec = object.get('spec.workflowSpec') ?? object.get('spec');
  const workflow = object.text('metadata.name') ?? object.text('metadata.generateName') ?? '';
  const cron = object.text('kind') === 'CronWorkflow';
  const triggers = cron ? ['schedule'] : ['other'];
  const enabled = object.flag('spec.suspend') === true ? 'no' : cron ? 'yes' : 'unknown';
  const { jobs, opaque } = workflowJobs(spec, { tool, workflow, triggers, enabled });
  if (!jobs.some(job => job.gate !== 'human' && job.reading.some(delivers))) return;
  yield { is: 'workflow', tool, name: workflow, line: object.line, triggers, enabled, opaque, sharedTemplate: opaque };
  yield* jobs;
}

const buildTools: ReadonlySet<string> = new Set(['make', 'npm', 'task', 'just']);

/** Any program could be called from a workflow: a command that is understood, or a build tool, shows what the workflow is for. */
function delivers(item: Effect | Call): boolean {
  return isCall(item) ? item.otherwise.length > 0 || buildTools.has(item.runner) : true;
}
