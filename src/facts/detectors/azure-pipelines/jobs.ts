import type { Tree } from '../../../lib/tree.ts';
import type { Known } from '../../../model/fact.ts';
import { type Effect, isCall, type Reading } from '../commands/effects.ts';
import type { JobFinding } from '../pipeline-findings.ts';
import { itemsOf, stepsReading, templateCall } from './steps.ts';
import { withCondition } from './triggers.ts';

export interface Setting {
  readonly workflow: string;
  readonly triggers: readonly string[];
  readonly folder: string;
}

interface StageSetting extends Setting {
  /** `''` without stages. */
  readonly stage: string;
  readonly before: readonly string[];
  readonly enabled: Known;
}

/** The jobs of a pipeline in any of its three shapes: stages, jobs, or steps alone. */
export function* jobsOf(pipeline: Tree, setting: Setting): Generator<JobFinding> {
  if (pipeline.has('stages')) yield* stagesOf(itemsOf(pipeline.list('stages')), setting);
  else if (pipeline.has('jobs')) yield* jobsOfStage(pipeline.list('jobs'), { ...setting, stage: '', before: [], enabled: 'yes' });
  else if (pipeline.has('steps')) yield jobOf(pipeline, { ...setting, stage: '', before: [], enabled: 'yes' });
}

/** A stage waits for the one before it unless `dependsOn` says otherwise. */
function* stagesOf(stages: readonly Tree[], setting: Setting): Generator<JobFinding> {
  const jobsByStage = new Map<string, readonly string[]>();
  let previous: string | undefined;
  for (const [index, stage] of stages.entries()) {
    const name = stage.text('stage') ?? stage.text('template') ?? `stage ${index + 1}`;
    const depends = stage.has('dependsOn') ? stage.texts('dependsOn') : previous === undefined ? [] : [previous];
    const before = depends.flatMap(other => jobsByStage.get(other) ?? []);
    const condition = stage.text('condition') ?? '';
    const enabled: Known = condition.toLowerCase() === 'false' ? 'no' : 'yes';
    const inner = { ...setting, triggers: withCondition(setting.triggers, condition), stage: name, before, enabled };
    const jobs = stage.has('template') ? [jobOf(stage, inner)] : [...jobsOfStage(stage.list('jobs'), inner)];
    yield* jobs;
    jobsByStage.set(
      name,
      jobs.map(job => job.name),
    );
    previous = name;
  }
}

function* jobsOfStage(jobs: readonly Tree[], setting: StageSetting): Generator<JobFinding> {
  for (const job of itemsOf(jobs)) yield jobOf(job, setting);
}

function jobOf(job: Tree, setting: StageSetting): JobFinding {
  const own = job.text('job') ?? job.text('deployment') ?? job.text('displayName') ?? (job.has('template') ? '' : 'steps');
  const environment = job.text('environment') ?? job.text('environment.name') ?? '';
  const condition = job.text('condition') ?? '';
  return {
    is: 'job',
    tool: 'azure-pipelines',
    workflow: setting.workflow,
    name: fullName(setting.stage, own),
    line: job.line,
    triggers: withCondition(setting.triggers, condition),
    enabled: condition.toLowerCase() === 'false' ? 'no' : setting.enabled,
    gate: asksPerson(job) ? 'human' : job.has('environment') ? 'settings' : 'none',
    reading: readingOf(job, setting.folder),
    needs: [...setting.before, ...job.texts('dependsOn').map(name => fullName(setting.stage, name))],
    environment: /[$]|_{4}/.test(environment) ? '' : environment, // computed, or a masked directive of a template
    advisory: job.flag('continueOnError') === true,
    anyway: runsAnyway(condition),
    elsewhere: /@/.test(job.text('template') ?? '') && !/@self$/.test(job.text('template') ?? ''),
  };
}

/** A condition of its own takes the place of `succeeded()`. */
function runsAnyway(condition: string): boolean {
  return /\b(?:always|failed|succeededOrFailed)\s*\(/i.test(condition) && !/\bnot\s*\(\s*(?:always|failed)/i.test(condition);
}

function fullName(stage: string, job: string): string {
  return [stage, job].filter(Boolean).join('.');
}

/** `ManualValidation` waits for a person, in a job without an agent. */
function asksPerson(job: Tree): boolean {
  return itemsOf(job.list('steps')).some(step => /^ManualValidation@/.test(step.text('task') ?? '') && step.flag('enabled') !== false);
}

const phases = ['preDeploy', 'deploy', 'routeTraffic', 'postRouteTraffic'];

/** Steps of a job, or of the phases of a deployment; what those of `on: failure` deploy is the way back. */
function readingOf(job: Tree, folder: string): Reading {
  const template = job.get('template');
  if (template) return templateCall(template, folder);
  const strategy = ['runOnce', 'rolling', 'canary'].flatMap(name => job.get(`strategy.${name}`) ?? [])[0];
  if (!strategy) return stepsReading(job.list('steps'), folder);
  const forward = phases.flatMap(phase => stepsReading(strategy.list(`${phase}.steps`), folder));
  const failed = stepsReading(strategy.list('on.failure.steps'), folder);
  return [...forward, ...failed.flatMap(item => (isCall(item) || !comesBack(item) ? [] : [{ ...item, does: 'roll_back' } as const]))];
}

function comesBack({ does }: Effect): boolean {
  return does === 'deploy' || does === 'roll_back';
}
