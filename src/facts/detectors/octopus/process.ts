import type { Tree } from '../../../lib/tree.ts';
import { isProduction } from '../../production.ts';
import type { Reading } from '../commands/effects.ts';
import { effectsOfName } from '../commands/names.ts';
import { readScript } from '../commands/read-script.ts';
import { deliveryJob, stepEffect } from '../delivery-jobs.ts';
import type { JobFinding, PipelineFinding } from '../pipeline-findings.ts';
import { actions } from './actions.data.ts';

export const tool = 'octopus';

/** One action of a deployment process, in the order in which they run. */
export interface Action {
  readonly name: string;
  readonly line: number;
  readonly type: string;
  /** The environments that it is limited to; none: all of them. */
  readonly environments: readonly string[];
  readonly excluded: readonly string[];
  readonly disabled: boolean;
  /** It runs whether or not the actions before it succeeded, so nothing before it can stop it. */
  readonly unstoppable: boolean;
  readonly reading: Reading;
}

/** The actions of `step` blocks, the same in OCL files and in Terraform. */
export function actionsOf(steps: readonly Tree[], blocks: Readonly<Record<string, string>>): readonly Action[] {
  return steps.flatMap(step =>
    Object.entries(blocks).flatMap(([block, type]) => step.list(block).map(action => actionOf(step, action, type || undefined))),
  );
}

/** A step that is a resource of Terraform is its only action. */
export function actionOfResource(step: Tree): Action {
  return { ...actionOf(step, step, step.text('type') ?? ''), line: step.get('type')?.line ?? step.line };
}

function actionOf(step: Tree, action: Tree, type = action.text('action_type') ?? ''): Action {
  const conditions = [step, action].map(each => each.text('condition') ?? 'Success');
  return {
    name: action.text('name') ?? step.text('name') ?? step.texts('labels()')[0] ?? '',
    line: action.line,
    type,
    environments: action.texts('environments').map(environmentName),
    excluded: action.texts('excluded_environments').map(environmentName),
    disabled: action.flag('is_disabled') === true,
    unstoppable: conditions.some(condition => condition === 'Always' || condition === 'Failure'),
    reading: readingOf(action, type),
  };
}

/** A reference of Terraform tells the name of the resource: `octopusdeploy_environment.production.id`. */
function environmentName(text: string): string {
  return /^(?:data\.)?octopusdeploy_environments?\.([\w-]+)/.exec(text)?.[1] ?? text;
}

function readingOf(action: Tree, type: string): Reading {
  const known = actions[type];
  const line = action.get('action_type')?.line ?? action.line;
  if (known) return [stepEffect(known[0], type, line, known[1])];
  const properties = action.get('properties');
  const body = properties?.key('Octopus.Action.Script.ScriptBody') ?? action.get('script_body');
  if (body?.text()) return readScript(body.text() ?? '', body.line);
  const file = properties?.key('Octopus.Action.Script.ScriptFileName') ?? action.get('script_file_name');
  const stem = (file?.text() ?? '').replace(/^.*[\\/]/, '').replace(/\.\w+$/, '');
  return file && stem !== '' ? effectsOfName(stem, { command: file.text() ?? '', line: file.line, blocking: true }) : [];
}

/**
 * One process runs in every environment it is released to, so it is told once for each environment that it names. Who lets a release into
 * an environment (lifecycles, approvals of change tools) is kept in Octopus itself.
 */
export function* processFindings(title: string, line: number, process: readonly Action[]): Generator<PipelineFinding> {
  if (process.length === 0) return;
  yield { is: 'workflow', tool, name: title, line, triggers: ['other'], enabled: 'yes', opaque: false, sharedTemplate: false };
  const environments = [...new Set(process.flatMap(({ environments, excluded }) => [...environments, ...excluded]))];
  for (const environment of environments.length > 0 ? environments.slice(0, 20) : ['']) {
    const own = process.filter(action => runsIn(action, environment));
    yield* jobsIn(environment, environment === '' ? title : `${title} in ${environment}`, own);
  }
}

function runsIn({ environments, excluded }: Action, environment: string): boolean {
  return !excluded.includes(environment) && (environments.length === 0 || environments.includes(environment));
}

function* jobsIn(environment: string, workflow: string, process: readonly Action[]): Generator<JobFinding> {
  const done: string[] = [];
  for (const action of process) {
    const { name, line, type, reading, disabled, unstoppable } = action;
    if (!isTelling(action)) continue;
    const gate = type === 'Octopus.Manual' && !disabled ? 'human' : isProduction(environment) === 'no' ? 'none' : 'settings';
    const needs = unstoppable ? [] : [...done];
    yield deliveryJob({ tool, workflow, name, line, enabled: disabled ? 'no' : 'yes', gate, reading, needs, environment });
    if (!disabled) done.push(name);
  }
}

function isTelling({ type, reading }: Action): boolean {
  return type === 'Octopus.Manual' || reading.length > 0;
}
