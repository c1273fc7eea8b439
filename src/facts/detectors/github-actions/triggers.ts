import type { Tree } from '../../../lib/tree.ts';

/** The words of `pipeline.workflow` for when a pipeline starts. */
export type Trigger = 'pull_request' | 'merge_queue' | 'push' | 'push_default' | 'tag' | 'schedule' | 'manual' | 'call' | 'other';

/** The triggers under `on`, which may be a text, a list or a map; a null value of the map means no filter. */
export function readTriggers(on: Tree | undefined): readonly Trigger[] {
  if (!on) return [];
  const events = on.kind === 'map' ? on.pairs() : on.texts().map(name => [name, undefined] as const);
  return [...new Set(events.flatMap(([name, filter]) => triggersOf(name, filter)))];
}

const simple: Readonly<Record<string, Trigger>> = {
  merge_group: 'merge_queue',
  schedule: 'schedule',
  workflow_dispatch: 'manual',
  workflow_call: 'call',
  release: 'tag',
  create: 'tag',
};

function triggersOf(name: string, filter: Tree | undefined): readonly Trigger[] {
  if (name === 'pull_request' || name === 'pull_request_target') return [seesChange(filter) ? 'pull_request' : 'other'];
  if (name === 'push') return pushTriggers(filter);
  return [simple[name] ?? 'other'];
}

/** `types: [closed]` or `[labeled]` alone runs after the fact. */
function seesChange(filter: Tree | undefined): boolean {
  const types = filter?.texts('types') ?? [];
  return types.length === 0 || types.some(type => ['opened', 'synchronize', 'reopened', 'ready_for_review', 'edited'].includes(type));
}

function pushTriggers(filter: Tree | undefined): readonly Trigger[] {
  const branches = filter?.texts('branches') ?? [];
  const triggers: Trigger[] = [];
  if (filter?.has('tags')) triggers.push('tag');
  if (branches.length > 0) triggers.push(branches.some(coversWorkBranches) ? 'push' : 'push_default');
  else if (filter?.has('branches-ignore') || (!filter?.has('tags') && !filter?.has('tags-ignore'))) triggers.push('push');
  else if (filter?.has('tags-ignore')) triggers.push('push');
  return triggers;
}

/** Pushed by a person or a bot for one purpose: `try/**`, `test-this/**`. */
const specialBranch = /^(?:[\w.-]{0,40}[._-])?(?:test|try|trying|preview|deploy|sandbox|gh-readonly-queue)[\w.-]{0,40}\/\*+$/i;

const releaseBranch = /^(?:releases?|rel|hotfix(?:es)?|v|stable|support|maintenance|env|deploy|production|prod|staging)?[/.\-\d]*[*+[]/i;

/** A pattern that branches of pull requests have too; `release/**` and named branches are not. */
function coversWorkBranches(branch: string): boolean {
  if (branch.startsWith('!') || !/[*+[]/.test(branch)) return false;
  return /^\*+$/.test(branch) || branch === '**/**' || !(releaseBranch.test(branch) || specialBranch.test(branch));
}

const events: Readonly<Record<string, readonly Trigger[]>> = {
  pull_request: ['pull_request'],
  pull_request_target: ['pull_request'],
  merge_group: ['merge_queue'],
  push: ['push', 'push_default', 'tag'],
  schedule: ['schedule'],
  workflow_dispatch: ['manual'],
  release: ['tag'],
};

/** What is left of the triggers under an `if`. A condition that says nothing about the event leaves them all. */
export function triggersUnder(triggers: readonly Trigger[], condition: string): readonly Trigger[] {
  const text = plainCondition(condition);
  if (text === '' || hasMixedGroups(text)) return text === 'false' ? [] : triggers;
  const left = new Set(text.split('||').flatMap(branch => branch.split('&&').reduce(underClause, triggers)));
  return [...left];
}

function plainCondition(condition: string): string {
  const text = condition.trim();
  return text.startsWith('$' + '{{') && text.endsWith('}}') ? text.slice(3, -2).trim() : text;
}

/** Groups of alternatives inside a conjunction are not taken apart. */
function hasMixedGroups(text: string): boolean {
  return /(?:^|[\s!(&|])\(/.test(text) && text.includes('||') && text.includes('&&');
}

function underClause(triggers: readonly Trigger[], clause: string): readonly Trigger[] {
  const text = clause.replace(/^[\s(]+|[\s]+$/g, '');
  if (/^false\)*$/.test(text)) return [];
  const event = /^github\.event_name\s*(==|!=)\s*'(\w+)'/.exec(text);
  if (event?.[2]) {
    const named = events[event[2]];
    if (!named) return event[1] === '==' ? triggers.filter(trigger => trigger === 'other' || trigger === 'call') : triggers;
    return triggers.filter(trigger => trigger === 'call' || named.includes(trigger) === (event[1] === '=='));
  }
  if (/^startsWith\(\s*github\.ref\s*,\s*'refs\/tags/.test(text))
    return narrowed(triggers, { push: 'tag' }, ['tag', 'manual', 'call', 'other']);
  const branch = /^github\.(?:event\.)?ref(?:_name)?\s*(==|!=)\s*'/.exec(text);
  if (branch?.[1] === '==') return narrowed(triggers, { push: 'push_default' }, ['push_default', 'schedule', 'manual', 'call', 'other']);
  if (branch?.[1] === '!=') return triggers.filter(trigger => trigger !== 'push_default');
  if (/^github\.event\.pull_request\.merged/.test(text))
    return narrowed(triggers, { pull_request: 'push_default', other: 'push_default' }, ['call']);
  return triggers;
}

function narrowed(triggers: readonly Trigger[], becomes: Partial<Record<Trigger, Trigger>>, keep: readonly Trigger[]): readonly Trigger[] {
  return [...new Set(triggers.flatMap(trigger => becomes[trigger] ?? (keep.includes(trigger) ? trigger : [])))];
}

/** The earliest point at which a job with these triggers sees a change. */
export function onChangeOf(triggers: readonly Trigger[]): 'none' | 'pull_request' | 'every_push' | 'default_push' {
  if (triggers.includes('pull_request') || triggers.includes('merge_queue')) return 'pull_request';
  if (triggers.includes('push')) return 'every_push';
  return triggers.includes('push_default') ? 'default_push' : 'none';
}

const people: readonly Trigger[] = ['manual'];

export function startsItself(triggers: readonly Trigger[]): 'yes' | 'no' | 'unknown' {
  if (triggers.some(trigger => !people.includes(trigger) && trigger !== 'other' && trigger !== 'call')) return 'yes';
  return triggers.length > 0 && triggers.every(trigger => people.includes(trigger)) ? 'no' : 'unknown';
}

/** Whether an `if` lets a job run at all: `false` is no, a variable of the forge's settings is unknown. */
export function enabledUnder(condition: string): 'yes' | 'no' | 'unknown' {
  const text = plainCondition(condition);
  if (/^(?:false|!\s*true)$/.test(text) || /^false\s*&&/.test(text)) return 'no';
  return /\bvars\.\w+/.test(text) && !text.includes('||') ? 'unknown' : 'yes';
}

/** Whether a job with this `if` starts although one that it needs failed. */
export function runsAnyway(condition: string): boolean {
  if (/!\s*(?:failure\(\)|contains\(\s*needs\.\*\.result\s*,\s*'failure')|\.result\s*==\s*'success'/.test(condition)) return false;
  return /\balways\(\)|!\s*cancelled\(\)|\bfailure\(\)/.test(condition);
}

/** Which of the jobs that it needs keep a job with this `if` from starting when they fail. */
export function stoppedBy(needs: readonly string[], condition: string): readonly string[] {
  if (!/\b(?:always|cancelled|failure|success)\(\)/.test(condition)) return needs;
  if (/\bsuccess\(\)/.test(condition) && !/!\s*success\(\)|\|\|/.test(condition)) return needs;
  if (/!\s*failure\(\)|!\s*contains\(\s*needs\.\*\.result\s*,\s*'failure'/.test(condition)) return needs;
  return needs.filter(need => new RegExp(`\\bneeds\\.${need.replace(/[^\w-]/g, '.')}\\.result\\s*==\\s*'success'`).test(condition));
}
