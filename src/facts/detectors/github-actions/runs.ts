import type { Located, Scene } from '../../detector.ts';
import type { Effect, Reading } from '../commands/effects.ts';
import { joinPath, type Resolver, resolver } from '../commands/resolve.ts';
import { alternatives, type Known } from './expressions.ts';
import { externalEffects } from './external-workflow.ts';
import { onChangeOf, startsItself, type Trigger, triggersUnder } from './triggers.ts';
import type { JobFinding, Values, WorkflowFinding } from './workflow.ts';

/** A job as it runs: called workflows in place of their calls, triggers narrowed by conditions, commands resolved. */
export interface Run {
  /** The file and the workflow that start it. */
  readonly path: string;
  readonly workflow: WorkflowFinding;
  /** The job in that file, and the job that does the work: another one when a workflow is called. */
  readonly caller: JobFinding;
  readonly job: JobFinding;
  readonly name: string;
  readonly triggers: readonly Trigger[];
  readonly conditions: readonly string[];
  readonly automatic: 'yes' | 'no' | 'unknown';
  readonly known: Known;
  readonly effects: readonly Effect[];
  readonly asks: boolean;
}

export interface Repository {
  readonly workflows: ReadonlyMap<string, WorkflowFinding>;
  readonly resolver: Resolver;
}

export function repositoryOf(
  workflows: readonly Located<WorkflowFinding>[],
  actions: ReadonlyMap<string, Reading>,
  scene: Scene,
): Repository {
  return {
    workflows: new Map(workflows.map(({ path, finding }) => [path, finding])),
    resolver: resolver(scene, path => actions.get(path)),
  };
}

const mostRuns = 400;
const mostCalled = 20;

/** All runs of one workflow file. What only starts by a call runs in its callers. */
export function runsOf(path: string, workflow: WorkflowFinding, repository: Repository): readonly Run[] {
  const own = workflow.triggers.filter(trigger => trigger !== 'call');
  const called = [...repository.workflows.values()].some(other => other.jobs.some(job => localPath(job.uses) === path));
  if (own.length === 0 && called) return [];
  const { triggers, automatic } = afterOthers(workflow, own.length > 0 ? own : workflow.triggers, repository);
  const runs: Run[] = [];
  for (const caller of workflow.jobs) {
    if (runs.length >= mostRuns) break;
    runs.push(...expand({ path, workflow, caller, automatic }, caller, triggers, workflow.inputs, [], [path], repository));
  }
  return runs.slice(0, mostRuns);
}

type Start = Pick<Run, 'path' | 'workflow' | 'caller' | 'automatic'>;

function expand(
  start: Start,
  job: JobFinding,
  before: readonly Trigger[],
  inputs: Values,
  conditions: readonly string[],
  way: readonly string[],
  repository: Repository,
): readonly Run[] {
  const triggers = triggersUnder(before, job.condition);
  const known = { inputs, matrix: matrixOf(job, start.workflow), env: job.variables };
  const under = job.condition === '' ? conditions : [...conditions, job.condition];
  const path = localPath(job.uses);
  const called = path === undefined ? undefined : repository.workflows.get(path);
  if (called?.triggers.includes('call') && path && way.length < 4 && !way.includes(path)) {
    const given = { ...called.inputs, ...filled(job.inputs, known) };
    return called.jobs.slice(0, mostCalled).flatMap(inner => expand(start, inner, triggers, given, under, [...way, path], repository));
  }
  const from = way.length > 1 ? way.at(-1) : undefined;
  const automatic =
    start.automatic === 'unknown'
      ? startsItself(triggers)
      : triggers.length > 0 && startsItself(triggers) === 'no'
        ? 'no'
        : start.automatic;
  const name = job === start.caller ? job.name || job.id : `${start.caller.name || start.caller.id} / ${job.name || job.id}`;
  const work = effectsOf(job, triggers, repository.resolver).map(effect =>
    from ? { ...effect, path: effect.path ?? from, from: start.caller.usesLine } : effect,
  );
  return [{ ...start, job, name, triggers, conditions: under, automatic, known, effects: work, asks: job.steps.some(step => step.asks) }];
}

/** Inputs that are expressions themselves are filled in by the caller's values. */
function filled(inputs: Values, known: Known): Values {
  return Object.fromEntries(Object.entries(inputs).map(([name, texts]) => [name, texts.flatMap(text => alternatives(text, known))]));
}

const checks: ReadonlySet<string> = new Set(['test', 'opaque_test', 'validate', 'plan', 'lint', 'scan']);

function effectsOf(job: JobFinding, triggers: readonly Trigger[], find: Resolver): readonly Effect[] {
  if (job.uses !== '' && localPath(job.uses) === undefined) return externalEffects(job);
  return job.steps.flatMap(step => {
    const under = triggersUnder(triggers, step.condition);
    if ((under.length === 0 && triggers.length > 0) || isLeftOut(step.condition, job.matrix)) return [];
    const early = onChangeOf(under) === onChangeOf(triggers);
    const onFailure = /\b(?:failure|cancelled)\(\)/.test(step.condition) && !step.condition.includes('!');
    return find
      .effects(step.reading, '')
      .filter(effect => (early || !checks.has(effect.does)) && (!onFailure || effect.does === 'roll_back'));
  });
}

/** A step that only runs for a value that the matrix does not have. */
function isLeftOut(condition: string, matrix: Values): boolean {
  if (condition.includes('||')) return false;
  const wanted = [...condition.matchAll(/\bmatrix\.([\w.-]{1,60})\s*==\s*'?([\w.-]{1,60})'?/g)];
  return wanted.some(([, name = '', value = '']) => (matrix[name] ?? []).length > 0 && !matrix[name]?.includes(value));
}

/** A matrix that another job of the workflow computes: the names that the job writes out. */
function matrixOf(job: JobFinding, workflow: WorkflowFinding): Values {
  const source = workflow.jobs.find(other => other.id === job.matrixFrom);
  const names = [...new Set(source?.steps.flatMap(step => step.lists ?? []) ?? [])];
  return names.length === 0 ? job.matrix : { environment: names, ...job.matrix };
}

/** The path of a called workflow of the same repository. */
export function localPath(uses: string): string | undefined {
  return uses.startsWith('./') ? joinPath('', uses) : undefined;
}

/** A workflow that starts after others starts, in effect, when those do. */
function afterOthers(
  workflow: WorkflowFinding,
  triggers: readonly Trigger[],
  { workflows }: Repository,
): { triggers: readonly Trigger[]; automatic: Run['automatic'] } {
  if (workflow.after.length === 0) return { triggers, automatic: startsItself(triggers) };
  const before = [...workflows.values()].filter(other => workflow.after.includes(other.name)).flatMap(other => other.triggers);
  const later = before.flatMap((trigger): readonly Trigger[] =>
    trigger === 'push' || trigger === 'push_default' ? ['push_default'] : trigger === 'tag' ? ['tag'] : [],
  );
  const automatic = before.some(trigger => trigger !== 'manual' && trigger !== 'call') ? 'yes' : startsItself(triggers);
  return { triggers: [...new Set([...triggers, ...later])], automatic };
}
