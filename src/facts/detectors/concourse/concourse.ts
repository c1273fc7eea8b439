import type { Tree } from '../../../lib/tree.ts';
import { detector } from '../../detector.ts';
import type { SourceFile } from '../../source-file.ts';
import { type PipelineFinding, pipelineFacts, pipelineKinds } from '../pipeline-findings.ts';
import { environmentOfJob, type Resources, resourcesOf, triggersOf, waitsFor } from './resources.ts';
import { readingOf, runReading } from './steps.ts';

export const concourse = detector<PipelineFinding>({
  id: 'concourse',
  title: 'Concourse',
  docs: 'https://concourse-ci.org/docs/pipelines/',
  reads: [{ extensions: ['.yml', '.yaml'], text: ['plan:', 'platform: linux', 'platform: windows', 'platform: darwin'] }],
  emits: pipelineKinds,

  *parse(file) {
    for (const document of file.yaml()) {
      if (isPipeline(document)) yield* pipelineOf(document, file);
      else if (document.has('platform') && document.has('run.path')) yield { is: 'included', reading: runReading(document.get('run')) };
    }
  },

  link: pipelineFacts,
});

/** Other tools have `jobs` as well; only here they are a list whose plans get, put and run tasks. */
function isPipeline(document: Tree): boolean {
  const jobs = document.get('jobs');
  return jobs?.kind === 'list' && jobs.items.some(job => job.has('name') && job.list('plan').some(isStep));
}

function isStep(step: Tree): boolean {
  return ['get', 'put', 'task', 'in_parallel', 'aggregate', 'do', 'try', 'set_pipeline', 'load_var'].some(key => step.has(key));
}

function* pipelineOf(document: Tree, file: SourceFile): Generator<PipelineFinding> {
  const workflow = file.name.replace(/\.ya?ml$/, '');
  const resources = resourcesOf(document);
  const jobs = document.list('jobs').filter(job => job.has('name') && job.has('plan'));
  const triggers = [...new Set(jobs.flatMap(job => triggersOf(job, resources)))];
  yield {
    is: 'workflow',
    tool: 'concourse',
    name: workflow,
    line: document.get('jobs')?.line ?? document.line,
    triggers,
    enabled: 'yes',
    opaque: false,
    sharedTemplate: false,
  };
  for (const job of jobs) yield jobOf(job, workflow, resources);
}

/** Without an input that triggers it, a job runs when somebody presses its button. */
function jobOf(job: Tree, workflow: string, resources: Resources): PipelineFinding {
  const triggers = triggersOf(job, resources);
  return {
    is: 'job',
    tool: 'concourse',
    workflow,
    name: job.text('name') ?? '',
    line: job.line,
    triggers,
    enabled: 'yes',
    gate: triggers.includes('manual') ? 'manual_start' : 'none',
    reading: readingOf(job, resources),
    needs: waitsFor(job),
    environment: environmentOfJob(job, resources),
    advisory: false,
  };
}
