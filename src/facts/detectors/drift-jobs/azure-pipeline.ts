import type { Tree } from '../../../lib/tree.ts';
import type { SourceFile } from '../../source-file.ts';
import { scriptLine, texts } from './github-workflow.ts';
import { isOfInterest, jobWith, pipelineWith, scriptStep, stepWith } from './unit-shapes.ts';
import type { Job, Step, Unit } from './units.ts';

/** A pipeline with `schedules`; without `always` they run only when the code has changed. */
export function* azurePipeline(file: SourceFile): Generator<Unit> {
  const root = file.yaml()[0];
  const schedules = root?.list('schedules').filter(schedule => schedule.has('cron')) ?? [];
  if (!root || schedules.length === 0 || !['stages', 'jobs', 'steps'].some(key => root.has(key))) return;
  const jobs = [...jobsOf(file, root)].filter(isOfInterest);
  if (jobs.length === 0) return;
  yield pipelineWith({
    tool: 'azure-pipelines',
    name: root.text('name') ?? file.name,
    schedules: schedules.flatMap(schedule => schedule.text('cron') ?? []),
    onlyOnChange: schedules.every(schedule => schedule.flag('always') !== true),
    errexit: false,
    readsText: false,
    jobs,
  });
}

function* jobsOf(file: SourceFile, at: Tree): Generator<Job> {
  for (const stage of at.list('stages')) yield* jobsOf(file, stage);
  for (const job of at.list('jobs')) yield readJob(file, job, job.text('job') ?? job.text('deployment') ?? '');
  if (at.has('steps')) yield readJob(file, at, 'steps');
}

function readJob(file: SourceFile, job: Tree, id: string): Job {
  const steps = job.has('steps') ? job.list('steps') : job.list('strategy.runOnce.deploy.steps');
  return jobWith({
    id,
    line: job.line,
    name: job.text('displayName') ?? id,
    continues: job.flag('continueOnError') === true,
    environment: job.text('environment.name') ?? job.text('environment') ?? '',
    needs: job.texts('dependsOn'),
    variables: texts(job.get('variables')),
    steps: steps.map(step => readStep(file, step)),
  });
}

function readStep(file: SourceFile, step: Tree): Step {
  const run =
    ['script', 'bash', 'pwsh', 'powershell'].map(key => step.get(key)).find(node => node?.kind === 'scalar') ??
    step.get('inputs.inlineScript') ??
    step.get('inputs.script');
  const given = {
    name: step.text('displayName') ?? '',
    continues: step.flag('continueOnError') === true,
    root: step.text('workingDirectory') ?? '',
    condition: step.text('condition') ?? '',
  };
  if (run) return scriptStep(run.text() ?? '', scriptLine(file, run), given);
  const task = step.text('task') ?? '';
  if (!/^Terraform(?:CLI|Task|TaskV\d)?@/i.test(task)) return stepWith({ line: step.line, ...given });
  const options = `${step.text('inputs.commandOptions') ?? ''} ${step.text('inputs.args') ?? ''}`;
  const command = `terraform ${step.text('inputs.command') ?? ''} ${options}`;
  return scriptStep(command, step.line, { ...given, root: step.text('inputs.workingDirectory') ?? '', errexit: true });
}
