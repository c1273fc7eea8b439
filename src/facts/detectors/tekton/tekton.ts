import type { Tree } from '../../../lib/tree.ts';
import { detector } from '../../detector.ts';
import { containerReading } from '../container-reading.ts';
import { kubernetes, objectsOf } from '../kubernetes.ts';
import { branchTrigger, type PipelineFinding, pipelineFacts, pipelineKinds } from '../pipeline-findings.ts';

export const tekton = detector<PipelineFinding>({
  id: 'tekton',
  version: 2,
  title: 'Tekton and Pipelines as Code',
  docs: 'https://pipelinesascode.com/docs/guides/creating-pipelines/',
  reads: kubernetes('tekton.dev/'),
  emits: pipelineKinds,

  *parse(file) {
    const documents = file.yaml();
    const tasks = new Map([...objectsOf(documents, 'tekton.dev/Task')].map(task => [task.text('metadata.name') ?? '', task] as const));
    for (const object of objectsOf(documents, 'tekton.dev/PipelineRun', 'tekton.dev/Pipeline')) yield* pipelineOf(object, tasks);
  },

  link: pipelineFacts,
});

function* pipelineOf(object: Tree, ownTasks: ReadonlyMap<string, Tree>): Generator<PipelineFinding> {
  const spec = object.get('spec.pipelineSpec') ?? object.get('spec');
  const tasks = [...(spec?.list('tasks') ?? []), ...(spec?.list('finally') ?? [])];
  const workflow = object.text('metadata.name') ?? object.text('metadata.generateName') ?? '';
  const triggers = eventsOf(object);
  const base = { tool: 'tekton', triggers, enabled: triggers.includes('other') ? 'unknown' : 'yes' } as const;
  const opaque = tasks.length === 0 || tasks.some(task => task.has('taskRef.resolver'));
  yield {
    is: 'workflow',
    ...base,
    name: workflow,
    line: object.line,
    opaque,
    sharedTemplate: opaque && tasks.some(task => task.has('taskRef.resolver')),
  };
  for (const task of tasks) {
    const body = task.get('taskSpec') ?? ownTasks.get(task.text('taskRef.name') ?? '')?.get('spec');
    const advisory = task.text('onError') === 'continue';
    const reading = body?.list('steps').flatMap(containerReading) ?? [];
    yield {
      is: 'job',
      ...base,
      workflow,
      name: task.text('name') ?? '',
      line: task.line,
      gate: gateOf(task),
      reading,
      needs: task.texts('runAfter'),
      environment: '',
      advisory,
    };
  }
}

function gateOf(task: Tree): 'human' | 'none' {
  return task.text('taskRef.kind') === 'ApprovalTask' ? 'human' : 'none';
}

/** Pipelines as Code starts a run by its annotations; what starts a plain Pipeline stands in a trigger of the cluster. */
function eventsOf(object: Tree): readonly string[] {
  const annotations = object.get('metadata.annotations');
  const events = annotations?.key('pipelinesascode.tekton.dev/on-event')?.text() ?? '';
  const expression = annotations?.key('pipelinesascode.tekton.dev/on-cel-expression')?.text() ?? '';
  const branches = annotations?.key('pipelinesascode.tekton.dev/on-target-branch')?.text() ?? '';
  const told = `${events} ${expression}`;
  const triggers = [
    ...(/\bpull_request\b|\bmerge_request\b/.test(told) ? ['pull_request'] : []),
    ...(/\bpush\b/.test(told)
      ? [
          branchTrigger(
            branches
              .replace(/[[\]"]/g, '')
              .split(',')
              .filter(Boolean),
          ),
        ]
      : []),
  ];
  return triggers.length > 0 ? triggers : ['other'];
}
