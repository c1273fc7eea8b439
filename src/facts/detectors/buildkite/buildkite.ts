import type { Tree } from '../../../lib/tree.ts';
import type { Known } from '../../../model/fact.ts';
import { detector } from '../../detector.ts';
import type { Reading } from '../commands/effects.ts';
import { effectsOfName } from '../commands/names.ts';
import {
  areReleaseBranches,
  branchTrigger,
  type JobFinding,
  type PipelineFinding,
  pipelineFacts,
  pipelineKinds,
} from '../pipeline-findings.ts';
import { scriptReading } from '../pipeline-scripts.ts';

export const buildkite = detector<PipelineFinding>({
  id: 'buildkite',
  title: 'Buildkite',
  docs: 'https://buildkite.com/docs/pipelines/configure/step-types',
  reads: [{ extensions: ['.yml', '.yaml'], path: /^\.buildkite\/(?:[\w-]+\/)?[\w.-]+$/ }],
  emits: pipelineKinds,

  *parse(file) {
    const pipeline = file.yaml()[0];
    const steps = pipeline?.kind === 'list' ? pipeline.items : (pipeline?.list('steps') ?? []);
    if (!pipeline || steps.length === 0) return;
    const workflow = file.name.replace(/\.ya?ml$/, '');
    const uploads = steps.some(step =>
      /pipeline upload\b/.test(
        commandsOf(step)
          .map(command => command.text() ?? '')
          .join('\n'),
      ),
    );
    yield {
      is: 'workflow',
      tool: 'buildkite',
      name: workflow,
      line: pipeline.line,
      triggers: ['push'],
      enabled: 'yes',
      opaque: uploads,
      sharedTemplate: false,
    };
    yield* jobsOf(steps, workflow);
  },

  link: pipelineFacts,
});

/** Steps run at once until a `wait` or a `block`; those behind it wait for all before. A `key` makes them wait by name. */
function* jobsOf(steps: readonly Tree[], workflow: string): Generator<PipelineFinding> {
  let done: string[] = [];
  let running: string[] = [];
  for (const [index, step] of steps.flatMap(each => (each.has('steps') ? each.list('steps') : [each])).entries()) {
    const gate = step.has('block') || step.has('input') || step.text() === 'block' || step.text() === 'manual';
    const waits = gate || step.text() === 'wait' || step.text() === 'waiter' || step.has('wait');
    if (waits) done = [...done, ...running.splice(0)];
    if (waits && !gate) continue;
    const job = jobOf(step, workflow, index, gate, done);
    yield job;
    if (gate) done = [...done, job.name];
    else running = [...running, job.name];
  }
}

function jobOf(step: Tree, workflow: string, index: number, gate: boolean, done: readonly string[]): JobFinding {
  return {
    is: 'job',
    tool: 'buildkite',
    workflow,
    name: step.text('key') ?? step.text('label') ?? step.text('name') ?? step.text('block') ?? step.text('input') ?? `step ${index + 1}`,
    line: step.line,
    triggers: triggersOf(step),
    enabled: enabledOf(step),
    gate: gate ? 'human' : 'none',
    reading: [...scriptReading(commandsOf(step)), ...startedElsewhere(step)],
    needs: [...done, ...step.list('depends_on').flatMap(need => need.text() ?? need.text('step') ?? [])],
    environment: '',
    advisory: step.flag('soft_fail') === true,
    anyway: step.flag('allow_dependency_failure') === true,
    elsewhere: step.has('trigger'),
    ofReleases: areReleaseBranches(branchesOf(step)),
  };
}

/** A step that starts another pipeline: only its name tells what for. */
function startedElsewhere(step: Tree): Reading {
  const trigger = step.get('trigger');
  const name = trigger?.text() ?? '';
  return trigger ? effectsOfName(name, { command: `trigger ${name}`, line: trigger.line, blocking: step.flag('async') !== true }) : [];
}

function commandsOf(step: Tree): readonly Tree[] {
  return ['command', 'commands'].flatMap(key => step.list(key));
}

function triggersOf(step: Tree): readonly string[] {
  const condition = step.text('if') ?? '';
  if (/build\.pull_request\.id\s*!=\s*null/.test(condition)) return ['pull_request'];
  const branch = /build\.branch\s*(?:==|=~)\s*["'/]([^"'/]{1,80})/.exec(condition)?.[1];
  if (/build\.tag\s*(?:!=\s*null|=~)/.test(condition)) return ['tag'];
  const branches = branch ? [branch] : branchesOf(step);
  return [branches.length > 0 ? branchTrigger(branches) : 'push'];
}

function branchesOf(step: Tree): readonly string[] {
  return (step.text('branches') ?? '').split(/\s+/).filter(name => name && !name.startsWith('!'));
}

function enabledOf(step: Tree): Known {
  return step.has('skip') && step.flag('skip') !== false ? 'no' : 'yes';
}
