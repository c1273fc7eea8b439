import type { Tree } from '../../../lib/tree.ts';
import { detector } from '../../detector.ts';
import type { Effect } from '../commands/effects.ts';
import {
  areReleaseBranches,
  branchTrigger,
  type JobFinding,
  type PipelineFinding,
  pipelineFacts,
  pipelineKinds,
} from '../pipeline-findings.ts';
import { scriptReading } from '../pipeline-scripts.ts';
import { pipes } from './pipes.data.ts';

export const bitbucket = detector<PipelineFinding>({
  id: 'bitbucket',
  title: 'Bitbucket Pipelines',
  docs: 'https://support.atlassian.com/bitbucket-cloud/docs/bitbucket-pipelines-configuration-reference/',
  reads: [{ names: ['bitbucket-pipelines.yml', 'bitbucket-pipelines.yaml'] }],
  emits: pipelineKinds,

  *parse(file) {
    const pipelines = file.yaml()[0]?.get('pipelines');
    for (const [start, pipeline] of pipelines?.pairs() ?? []) {
      if (start === 'default') yield* pipelineJobs(start, pipeline, ['push']);
      else
        for (const [name, each] of pipeline.pairs())
          yield* pipelineJobs(`${start}: ${name}`, each, [triggerOf(start, name)], start === 'branches' && areReleaseBranches([name]));
    }
  },

  link: pipelineFacts,
});

function triggerOf(start: string, name: string): string {
  if (start === 'pull-requests') return 'pull_request';
  if (start === 'branches') return branchTrigger([name]);
  return start === 'tags' ? 'tag' : 'manual'; // a custom pipeline may also have a schedule, which the forge keeps
}

function* pipelineJobs(workflow: string, pipeline: Tree, triggers: readonly string[], ofReleases = false): Generator<PipelineFinding> {
  const base = { tool: 'bitbucket', triggers, enabled: 'yes' } as const;
  yield {
    is: 'workflow',
    ...base,
    name: workflow,
    line: pipeline.line,
    opaque: pipeline.has('import'),
    sharedTemplate: pipeline.has('import'),
  };
  let before: string[] = [];
  for (const [index, item] of stepsOf(pipeline).entries()) {
    const jobs = item.map(step => ({ ...jobOf(step, workflow, `${index + 1}`, before, triggers), ofReleases }));
    yield* jobs;
    before = jobs.map(job => job.name);
  }
}

interface Step {
  readonly step: Tree;
  /** A group of steps that goes to one environment and may be started by hand as a whole. */
  readonly stage: Tree | undefined;
  readonly first: boolean;
}

/** Steps run one after the other, those of a `parallel` at once. */
function stepsOf(pipeline: Tree): readonly (readonly Step[])[] {
  const items = pipeline.kind === 'list' ? pipeline.items : [];
  return items.flatMap(item => {
    const parallel = item.get('parallel');
    const atOnce = parallel && (parallel.has('steps') ? parallel.list('steps') : parallel.list());
    if (atOnce) return [atOnce.flatMap(each => each.list('step')).map(step => ({ step, stage: undefined, first: false }))];
    const steps = item.has('stage') ? item.list('stage.steps').flatMap(each => each.get('step') ?? []) : item.list('step');
    return steps.map((step, index) => [{ step, stage: item.get('stage'), first: index === 0 }]);
  });
}

function jobOf(
  { step, stage, first }: Step,
  workflow: string,
  position: string,
  needs: readonly string[],
  triggers: readonly string[],
): JobFinding {
  const scripts = ['script', 'after-script'].flatMap(key => step.list(key));
  const environment = step.text('deployment') ?? stage?.text('deployment') ?? '';
  const byHand = step.text('trigger') === 'manual' || (first && stage?.text('trigger') === 'manual');
  return {
    is: 'job',
    tool: 'bitbucket',
    workflow,
    name: step.text('name') ?? `step ${position}`,
    line: step.line,
    triggers,
    enabled: 'yes',
    gate: byHand ? 'human' : environment === '' ? 'none' : 'settings', // who may deploy to an environment is kept in the forge
    reading: [...scriptReading(scripts.filter(script => script.kind === 'scalar')), ...scripts.flatMap(pipeEffect)],
    needs,
    environment,
    advisory: step.text('on-fail.strategy') === 'ignore',
  };
}

function pipeEffect(script: Tree): readonly Effect[] {
  const name = script.text('pipe');
  const known = name === undefined ? undefined : pipes.find(([pattern]) => pattern.test(name));
  if (!known || name === undefined) return [];
  const [, does, how] = known;
  return [{ does, ...(how ? { how } : {}), command: name, line: script.line, blocking: true }];
}
