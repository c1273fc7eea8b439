import type { Tree } from '../../../lib/tree.ts';
import type { Known } from '../../../model/fact.ts';
import type { Reading } from '../commands/effects.ts';
import { effectsOfName } from '../commands/names.ts';
import { deliveryJob, stepEffect } from '../delivery-jobs.ts';
import type { JobFinding } from '../pipeline-findings.ts';
import { scriptReading } from '../pipeline-scripts.ts';
import { approvals, steps } from './steps.data.ts';

export const tool = 'harness';
const mostSteps = 300;

/** The steps of a stage in the order in which they run, out of their groups. */
export function stepsOf(items: readonly Tree[], depth = 0): readonly Tree[] {
  if (depth > 6) return [];
  return items
    .flatMap(item => {
      const step = item.get('step');
      if (step) return [step];
      const inner = item.get('stepGroup.steps') ?? item.get('parallel');
      return inner ? stepsOf(inner.list(), depth + 1) : [];
    })
    .slice(0, mostSteps);
}

/** The jobs of a pipeline: its stages run one after the other, those of a `parallel` at once. */
export function* stageJobs(stages: readonly Tree[], workflow: string, environments: (stage: Tree) => string): Generator<JobFinding> {
  let before: string[] = [];
  for (const item of stages.slice(0, 200)) {
    const own = item.has('parallel') ? item.list('parallel').flatMap(each => each.get('stage') ?? []) : item.list('stage');
    const jobs = own.map(stage => stageJob(stage, workflow, [...before], environments(stage)));
    yield* jobs;
    before = [...before, ...jobs.map(job => job.name)];
  }
}

function stageJob(stage: Tree, workflow: string, before: readonly string[], environment: string): JobFinding {
  const name = stage.text('name') ?? stage.text('identifier') ?? '';
  const own = stepsOf(stage.list('spec.execution.steps'));
  const reading = own.flatMap(stepReading);
  const deploys = stage.text('type') === 'Deployment' || stage.text('template.templateInputs.type') === 'Deployment';
  const known = reading.some(item => 'does' in item && item.does === 'deploy');
  const gitOps = stage.flag('spec.gitOpsEnabled') === true;
  const command = `${stage.text('spec.deploymentType') ?? stage.text('template.templateRef') ?? ''} deployment`.trim();
  const place = stage.get('type') ?? stage;
  return deliveryJob({
    tool,
    workflow,
    name,
    line: stage.line,
    enabled: enabledOf(stage),
    gate: gateOf(own, deploys || environment !== ''),
    reading: deploys && !known ? [stepEffect('deploy', command, place.line, gitOps ? 'gitops' : 'environment'), ...reading] : reading,
    needs: runsAnyway(stage) ? [] : before,
    environment,
    advisory: ignoresFailure(stage),
  });
}

/** An approval counts where it stands before anything of the stage is deployed. What starts a pipeline is kept in Harness. */
function gateOf(own: readonly Tree[], deploys: boolean): JobFinding['gate'] {
  const asks = own.findIndex(step => approvals.has(step.text('type') ?? ''));
  const firstDeployment = own.findIndex(step => stepReading(step).some(item => 'does' in item && item.does === 'deploy'));
  if (asks !== -1 && (firstDeployment === -1 || asks < firstDeployment)) return 'human';
  return deploys ? 'settings' : 'none';
}

function stepReading(step: Tree): Reading {
  const type = step.text('type') ?? '';
  const name = step.text('name') ?? '';
  const script = step.get('spec.source.spec.script') ?? step.get('spec.command') ?? step.get('spec.script');
  if (script?.text()) return [...scriptReading([script]), ...smokeOf(name, script.line)];
  const commands = step.list('spec.commandUnits').flatMap(unit => unit.get('spec.source.spec.script') ?? []);
  if (type === 'Command') return commands.length > 0 ? [stepEffect('deploy', name, step.line, 'script')] : [];
  const known = steps.find(([pattern]) => pattern.test(type));
  if (known) return known[1] === 'validate' ? [] : [stepEffect(known[1], type, step.get('type')?.line ?? step.line, known[2])];
  return step.has('template') ? effectsOfName(name, { command: name, line: step.line, blocking: true }) : [];
}

function smokeOf(name: string, line: number): Reading {
  return effectsOfName(name, { command: name, line, blocking: true }).filter(effect => effect.does === 'smoke');
}

/** `false` as a condition switches a stage off; a computed one may. */
function enabledOf(stage: Tree): Known {
  const condition = (stage.text('when.condition') ?? '').trim();
  if (condition === 'false') return 'no';
  return 'yes';
}

/** Such a stage also runs after a rejection. */
function runsAnyway(stage: Tree): boolean {
  return ['All', 'Failure'].includes(stage.text('when.pipelineStatus') ?? '');
}

function ignoresFailure(stage: Tree): boolean {
  const actions = stage.list('failureStrategies').map(strategy => strategy.text('onFailure.action.type') ?? '');
  return actions.length > 0 && actions.every(action => action === 'Ignore' || action === 'MarkAsSuccess');
}
