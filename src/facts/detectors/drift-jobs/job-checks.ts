import type { Known } from '../../../model/fact.ts';
import { isProduction, isProductionPath, wordsOf } from '../../production.ts';
import { canFire, type Judgement, type Place } from './can-fire.ts';
import { diffActions, otherDrift, wrappers } from './diff-tools.data.ts';
import { type Callables, normalized, type Pipeline, type Reached } from './flatten.ts';
import { runsOnSchedule } from './schedule-condition.ts';
import type { Job, Step } from './units.ts';

/** What one job of a scheduled pipeline does about drift. */
export interface JobCheck {
  readonly line: number;
  readonly tool: string;
  readonly layer: 'cloud' | 'kubernetes' | 'host';
  readonly judgement: Judgement;
  readonly reports: boolean;
  readonly applies: boolean;
  readonly notifies: Known;
  readonly roots: readonly string[];
  readonly environment: string;
  readonly production: Known;
}

/** The pipeline a job belongs to, and what its caller hands over. */
export interface Setting {
  readonly pipeline: Pipeline;
  readonly path: string;
  readonly job: Job;
  readonly inputs: Readonly<Record<string, string>>;
  readonly matrix: Readonly<Record<string, readonly string[]>>;
  readonly line?: number;
  readonly guard: Known;
  readonly followers: readonly Job[];
}

/** The comparison or apply that one job makes when its schedule fires; `undefined` when it makes none. */
export function checkOf(given: Setting, callables: Callables): JobCheck | undefined {
  const setting = withReads(given, callables);
  const { job, pipeline, line } = setting;
  const steps = job.steps
    .flatMap(step => withAction(step, callables))
    .filter(step => pipeline.manual || runsOnSchedule(step.condition) !== 'no');
  const reached = steps.flatMap((step, index) => reachedBy(step, index, steps, setting, callables));
  const best = reached.filter(one => one.judgement).sort((a, b) => rank(b) - rank(a))[0];
  const apply = reached.find(one => one.applies);
  // a plan on the way to an apply reports to nobody; an apply that waits for the plan's result remediates
  const chosen = apply && !(best?.judgement?.canFire === 'yes' && readsResult(apply.step)) ? apply : best;
  if (!chosen) return undefined;
  const roots = [...new Set(reached.flatMap(one => one.roots))];
  const names = [job.environment, ...chosen.names, ...roots].flatMap(name => expand(name, setting));
  const environment =
    names.find(name => isProduction(name) === 'yes') ??
    names.find(name => isProduction(name) === 'no') ??
    expand(job.environment, setting)[0] ??
    '';
  return {
    line: line ?? chosen.line,
    tool: chosen.tool,
    layer: chosen.layer,
    judgement: chosen.judgement ?? { canFire: 'unknown', because: '' },
    reports: chosen.judgement !== undefined,
    applies: apply !== undefined,
    notifies: notifies(setting, steps, chosen),
    roots,
    environment: /^[\w. -]{1,60}$/.test(environment) ? environment : '',
    production: isProduction(environment) !== 'unknown' ? isProduction(environment) : isProductionPath(`${pipeline.name} ${job.name}`),
  };
}

interface Made {
  readonly line: number;
  readonly tool: string;
  readonly layer: JobCheck['layer'];
  readonly judgement?: Judgement;
  readonly applies: boolean;
  readonly notifies: boolean;
  readonly opaque: boolean;
  readonly roots: readonly string[];
  readonly names: readonly string[];
  readonly step: Step;
}

function readsResult({ condition }: Step): boolean {
  return /\b(?:steps|needs)\./.test(condition);
}

function rank({ judgement }: Made): number {
  return judgement?.canFire === 'yes' ? 2 : judgement?.canFire === 'unknown' ? 1 : 0;
}

function reachedBy(step: Step, index: number, steps: readonly Step[], setting: Setting, callables: Callables): readonly Made[] {
  const action = actionCheck(step, setting);
  if (action) return [action];
  if (!step.script) return [];
  const variables = { ...setting.job.variables, ...step.variables };
  const around = { ignored: false, variables, names: environmentNames(variables), shell: 'pipeline' as const };
  return [...callables.reach(step.script, step.root, around)].map(found => made(found, step, index, steps, setting));
}

function made(found: Reached, step: Step, index: number, steps: readonly Step[], setting: Setting): Made {
  const { diff } = found;
  const root = diff?.root.replace(/\$\{?(\w+)\}?/g, (text, name: string) => found.variables[name] ?? text) ?? '';
  return {
    line: found.line,
    tool: diff?.tool ?? 'terraform',
    layer: diff?.layer ?? 'cloud',
    ...(diff ? { judgement: canFire(diff, placeOf(found, step, index, steps, setting)) } : {}),
    applies: found.apply === true,
    notifies: found.script.notifies,
    opaque: false,
    roots: rootsOf(step.root, root, setting),
    names: found.names,
    step,
  };
}

function placeOf(found: Reached, step: Step, index: number, steps: readonly Step[], setting: Setting): Place {
  const { pipeline, job } = setting;
  const own = found.shell === 'pipeline' ? pipeline : { errexit: found.shell === 'make', pipefail: false };
  const read = (name: string) => step.id !== '' && pipeline.reads.includes(`${step.id}.${name}`);
  const wrapper = wrapperBefore(steps.slice(0, index));
  const written = found.script.outputs.some(read);
  return {
    wrapper,
    errexit: found.script.errexit ?? (found.shell === 'pipeline' ? (step.errexit ?? own.errexit) : own.errexit),
    pipefail: found.script.pipefail ?? (found.shell === 'pipeline' ? (step.pipefail ?? own.pipefail) : own.pipefail),
    ignored: found.ignored,
    continues: step.continues || job.continues,
    outcomeRead: read('outcome') || written,
    // the wrapper itself writes `exitcode`; without it only what the script writes can be read
    exitCodeRead: wrapper === 'yes' ? read('exitcode') : written && found.diff?.statusRead !== 'no',
    textRead: pipeline.readsText && (wrapper === 'yes' ? read('stdout') : false),
    notifies: found.script.notifies,
    variables: found.variables,
    guard: guardOf(setting, step),
    onlyOnChange: pipeline.onlyOnChange,
  };
}

function guardOf({ guard, pipeline }: Setting, step: Step): Known {
  if (pipeline.manual) return 'yes';
  const own = runsOnSchedule(step.condition);
  return own === 'unknown' || guard === 'unknown' ? 'unknown' : 'yes';
}

function wrapperBefore(steps: readonly Step[]): Known {
  let wrapper: Known = 'no';
  for (const { uses, inputs } of steps) {
    const name = uses.replace(/@.*$/, '').toLowerCase();
    const input = wrappers[name];
    if (input)
      wrapper = inputs[input] === undefined ? 'yes' : /^false$/i.test(inputs[input]) ? 'no' : inputs[input] === 'true' ? 'yes' : 'unknown';
    else if (/setup/.test(name) && /terraform|tofu|terragrunt|infra/.test(name) && !name.startsWith('gruntwork-io/') && wrapper === 'no')
      wrapper = 'unknown';
  }
  return wrapper;
}

/** An action of somebody else that plans by itself: known by its name, or by being handed infrastructure code and credentials. */
function actionCheck(step: Step, setting: Setting): Made | undefined {
  const uses = step.uses.replace(/@.*$/, '');
  if (uses === '' || uses.startsWith('.') || step.script) return undefined;
  const known = diffActions.find(
    action => uses.toLowerCase() === action.uses && (!action.needs || step.inputs[action.needs[0]] === action.needs[1]),
  );
  const opaque = !known;
  if (opaque && !looksLikeCheck(uses, step, setting)) return undefined;
  const roots = Object.entries(step.inputs).flatMap(([key, value]) =>
    /dir|path|base|root|chdir|folder|stack/i.test(key) ? rootsOf('', value, setting) : [],
  );
  const judgement: Judgement = opaque
    ? { canFire: 'unknown', because: `the check itself is kept elsewhere (${uses})` }
    : guardOf(setting, step) === 'yes'
      ? { canFire: 'yes', because: '' }
      : { canFire: 'unknown', because: 'it runs only when a variable of the repository is set' };
  const names = Object.entries(step.inputs).flatMap(([key, value]) => (/env|workspace|stage/i.test(key) ? [value] : []));
  return {
    line: step.line,
    tool: known?.tool ?? 'terraform',
    layer: 'cloud',
    judgement,
    applies: false,
    notifies: step.notifies,
    opaque,
    roots,
    names,
    step,
  };
}

const comparing = ['validate', 'verify', 'check', 'plan', 'diff', 'compare', 'detect', 'drift'];
const infrastructure = ['infra', 'infrastructure', 'terraform', 'tofu', 'terragrunt', 'iac'];

function looksLikeCheck(uses: string, step: Step, setting: Setting): boolean {
  const words = wordsOf(uses.split('/').slice(1).join('/'));
  const context = wordsOf(`${setting.path} ${setting.pipeline.name} ${setting.job.name} ${step.name} ${uses}`);
  const keys = Object.keys(step.inputs).join(' ').toLowerCase();
  const isInfrastructure = words.some(word => infrastructure.includes(word)) || /terraform|tofu|terragrunt|pulumi|tf[-_]/.test(keys);
  if (words.includes('drift')) return isInfrastructure && !context.some(word => otherDrift.includes(word));
  const hasAccess = /credential|client-id|role|access-key|token|azure|aws|gcp|workload/.test(keys);
  return /terraform|tofu|terragrunt|pulumi/.test(keys) && isInfrastructure && hasAccess && words.some(word => comparing.includes(word));
}

function notifies({ job, followers, pipeline }: Setting, steps: readonly Step[], chosen: Made): Known {
  const after = steps.slice(steps.indexOf(chosen.step) + 1);
  const survives = chosen.step.continues || chosen.judgement === undefined;
  const heard = (...conditions: readonly string[]) => conditions.some(isForDrift) || survives || pipeline.tool !== 'github-actions';
  const told = after.some(step => step.notifies && heard(step.condition));
  const byFollower = followers.some(follower => follower.steps.some(step => step.notifies && heard(follower.condition, step.condition)));
  if (chosen.notifies || told || byFollower || job.steps.some(step => step === chosen.step && step.notifies)) return 'yes';
  return chosen.opaque ? 'unknown' : 'no';
}

/** What runs without a condition, or after success only, is skipped just when drift has failed the job. */
function isForDrift(condition: string): boolean {
  const text = condition
    .trim()
    .replace(/^\$\{\{(.*)\}\}$/s, '$1')
    .trim();
  return text !== '' && text !== 'success()' && !/==\s*'?0'?$/.test(text);
}

/** Composite actions read the outputs of their own steps. */
function withReads(setting: Setting, callables: Callables): Setting {
  const reads = setting.job.steps.flatMap(({ uses }) =>
    uses.startsWith('.') ? (callables.actions.get(normalized(uses))?.reads ?? []) : [],
  );
  return reads.length === 0 ? setting : { ...setting, pipeline: { ...setting.pipeline, reads: [...setting.pipeline.reads, ...reads] } };
}

function withAction(step: Step, callables: Callables): readonly Step[] {
  const action = step.uses.startsWith('.') ? callables.actions.get(normalized(step.uses)) : undefined;
  if (!action) return [step];
  // the lines of another file say nothing here
  return action.steps.map(inner => ({
    ...inner,
    line: step.line,
    condition: step.condition || inner.condition,
    continues: step.continues || inner.continues,
    ...(inner.script ? { script: moved(inner.script, step.line) } : {}),
  }));
}

function moved(script: NonNullable<Step['script']>, line: number): NonNullable<Step['script']> {
  return {
    ...script,
    diffs: script.diffs.map(diff => ({ ...diff, line })),
    applies: script.applies.map(() => line),
    calls: script.calls.map(call => ({ ...call, line })),
  };
}

function rootsOf(folder: string, root: string, setting: Setting): readonly string[] {
  const whole = root.startsWith('/') || folder === '' ? root : `${folder}/${root}`;
  return expand(whole, setting)
    .map(normalized)
    .filter(path => path !== '' && !path.includes('$') && path.length <= 200 && !path.includes('..'));
}

/** Puts the values of a matrix and of a caller's inputs into an expression; the first unknown one ends it. */
function expand(text: string, { matrix, inputs, job }: Setting): readonly string[] {
  const expression = /\$\{\{\s*(matrix|inputs|env)\.([\w-]+)\s*\}\}/.exec(text);
  if (!expression) return text.includes('${{') || text === '' ? [] : [text];
  const [whole, place, name = ''] = expression;
  const values =
    place === 'matrix' ? (matrix[name] ?? job.matrix[name] ?? []) : [(place === 'env' ? job.variables[name] : inputs[name]) ?? ''];
  return values
    .filter(Boolean)
    .slice(0, 50)
    .flatMap(value => (value.includes('${{') ? [] : [text.replaceAll(whole, value)]))
    .slice(0, 50);
}

function environmentNames(variables: Readonly<Record<string, string>>): readonly string[] {
  return ['ENVIRONMENT', 'ENV', 'TF_WORKSPACE', 'WORKSPACE', 'STAGE', 'DEPLOY_ENV', 'STACK'].flatMap(name => variables[name] ?? []);
}
