import type { Tree } from '../../../lib/tree.ts';
import { detector, type Located } from '../../detector.ts';
import type { Reading } from '../commands/effects.ts';
import { containerReading } from '../container-reading.ts';
import { deliveryJob, stepEffect } from '../delivery-jobs.ts';
import { kubernetes, objectsOf } from '../kubernetes.ts';
import { type JobFinding, type PipelineFinding, pipelineFacts, pipelineKinds } from '../pipeline-findings.ts';
import { catalog } from './catalog.data.ts';
import { eventsOf } from './events.ts';

/** A task or pipeline that others name; they may stand in other files. */
type Finding =
  | (PipelineFinding & { readonly task?: string })
  | { readonly is: 'task'; readonly name: string; readonly reading: Reading }
  | { readonly is: 'run'; readonly pipeline: string; readonly triggers: readonly string[] };

const tool = 'tekton';

export const tekton = detector<Finding>({
  id: 'tekton',
  title: 'Tekton and Pipelines as Code',
  docs: 'https://pipelinesascode.com/docs/guides/creating-pipelines/',
  reads: kubernetes('tekton.dev/'),
  emits: pipelineKinds,

  *parse(file) {
    const documents = file.yaml();
    for (const task of objectsOf(documents, 'tekton.dev/Task', 'tekton.dev/ClusterTask'))
      yield { is: 'task', name: task.text('metadata.name') ?? '', reading: task.list('spec.steps').flatMap(containerReading) };
    const templates = [...objectsOf(documents, 'triggers.tekton.dev/TriggerTemplate')];
    const started = templates.flatMap(template => template.list('spec.resourcetemplates'));
    for (const object of [...objectsOf(documents, 'tekton.dev/PipelineRun', 'tekton.dev/Pipeline'), ...started]) {
      const named = object.text('spec.pipelineRef.name');
      if (named) yield { is: 'run', pipeline: named, triggers: eventsOf(object) };
      else yield* pipelineOf(object);
    }
  },

  *link(findings, scene) {
    yield* pipelineFacts(completed(findings), scene);
  },
});

function* pipelineOf(object: Tree): Generator<Finding> {
  const spec = object.get('spec.pipelineSpec') ?? object.get('spec');
  const tasks = [...(spec?.list('tasks') ?? []), ...(spec?.list('finally') ?? [])];
  const workflow = object.text('metadata.name') ?? object.text('metadata.generateName') ?? '';
  const triggers = eventsOf(object);
  const base = { tool, triggers, enabled: triggers.includes('other') ? 'unknown' : 'yes' } as const;
  const opaque = tasks.length === 0 || tasks.some(task => task.has('taskRef.resolver') || task.has('taskRef.bundle'));
  const shared = opaque && tasks.some(task => task.has('taskRef.resolver'));
  yield { is: 'workflow', ...base, name: workflow, line: object.line, opaque, sharedTemplate: shared };
  const ends = new Set(spec?.list('finally') ?? []);
  for (const task of tasks) yield jobOf(task, { ...base, workflow }, ends.has(task));
}

function jobOf(task: Tree, base: Pick<JobFinding, 'tool' | 'triggers' | 'enabled' | 'workflow'>, atEnd: boolean): Finding {
  const onFailure = task
    .list('when')
    .some(when => /tasks\..*status/.test(when.text('input') ?? '') && when.texts('values').includes('Failed'));
  const reading = task.list('taskSpec.steps').flatMap(containerReading);
  return {
    ...deliveryJob({
      ...base,
      name: task.text('name') ?? '',
      line: task.line,
      gate: task.text('taskRef.kind') === 'ApprovalTask' ? 'human' : 'none',
      reading: onFailure ? reading.filter(item => 'does' in item && item.does === 'roll_back') : reading,
      needs: atEnd ? [] : [...task.texts('runAfter'), ...resultsUsed(task)],
      advisory: task.text('onError') === 'continue',
    }),
    ...(onFailure || task.has('taskSpec') ? {} : { task: taskName(task) }),
  };
}

function taskName(task: Tree): string {
  const parameter = task.list('taskRef.params').find(each => each.text('name') === 'name');
  return task.text('taskRef.name') ?? parameter?.text('value') ?? '';
}

/** A task also waits for those whose results it takes. */
function resultsUsed(task: Tree): readonly string[] {
  const texts = [...task.list('params'), ...task.list('when')].flatMap(each => [...each.walk()].map(node => node.text() ?? ''));
  return texts.flatMap(text => [...text.slice(0, 2000).matchAll(/\$\(tasks\.([\w-]{1,80})\.results\./g)].map(match => match[1] ?? ''));
}

/** Jobs with what their tasks do, and pipelines with what their runs start them by. */
function completed(findings: readonly Located<Finding>[]): readonly Located<PipelineFinding>[] {
  const tasks = new Map(findings.flatMap(({ finding }) => (finding.is === 'task' ? [[finding.name, finding.reading] as const] : [])));
  const runs = findings.flatMap(({ finding }) => (finding.is === 'run' ? [finding] : []));
  return findings.flatMap(({ path, finding }): readonly Located<PipelineFinding>[] => {
    if (finding.is === 'task' || finding.is === 'run') return [];
    const workflow = finding.is === 'job' ? finding.workflow : finding.is === 'workflow' ? finding.name : '';
    const own = runs.filter(run => run.pipeline === workflow).flatMap(({ triggers }) => triggers);
    const started =
      own.length > 0 && 'triggers' in finding ? { ...finding, triggers: [...new Set(own)], enabled: 'yes' as const } : finding;
    const { task, ...plain } = started;
    if (plain.is !== 'job' || !task) return [{ path, finding: plain }];
    return [{ path, finding: { ...plain, reading: tasks.get(task) ?? knownTask(task, plain.line) } }];
  });
}

function knownTask(task: string, line: number): Reading {
  const known = catalog[task];
  return known ? [stepEffect(known[0], task, line, known[1])] : [];
}
