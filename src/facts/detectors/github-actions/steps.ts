import type { Tree } from '../../../lib/tree.ts';
import { type Call, type Effect, isCall, type Reading } from '../commands/effects.ts';
import { effectsOfName } from '../commands/names.ts';
import { readScript } from '../commands/read-script.ts';
import { readAction } from './action-effects.ts';
import type { Values } from './workflow.ts';

export interface StepFinding {
  readonly condition: string;
  readonly reading: Reading;
  /** A step that only asks a person. */
  readonly asks: boolean;
  /** Lists of environment names that the step writes for a later matrix. */
  readonly lists?: readonly string[];
}

export interface StepDefaults {
  readonly shell: string;
  readonly folder: string;
  /** The values of the matrix of the job: a step may run one as its command. */
  readonly matrix?: Values;
}

/** Reads the steps of a job or a composite action; steps that say nothing are left out. */
export function readSteps(steps: readonly Tree[], defaults: StepDefaults): readonly StepFinding[] {
  return steps.slice(0, 200).flatMap(step => readStep(step, defaults));
}

function readStep(step: Tree, defaults: StepDefaults): readonly StepFinding[] {
  const condition = (step.text('if') ?? '').slice(0, 1_000);
  const { reading, asks } = step.has('uses') ? readAction(step) : { reading: readRun(step, defaults), asks: false };
  const advisory = step.has('continue-on-error') && step.flag('continue-on-error') !== false;
  const lists = namesInLists(step.text('run') ?? '');
  const items = titled(step, reading).map(item => (advisory ? { ...item, blocking: false } : item));
  return items.length > 0 || asks || lists.length > 0 ? [{ condition, reading: items, asks, ...(lists.length > 0 ? { lists } : {}) }] : [];
}

const shells = /^(?:ba|z|da|k)?sh\b|^pwsh|^powershell|^cmd/;

function readRun(step: Tree, defaults: StepDefaults): Reading {
  const run = step.get('run');
  const shell = step.text('shell') ?? defaults.shell;
  if (!run || (shell !== '' && !shells.test(shell))) return [];
  const folder = plainFolder(step.text('working-directory') ?? defaults.folder);
  const scripts = scriptsOf(run.text() ?? '', defaults.matrix ?? {});
  return scripts.flatMap(script => readScript(script, textLine(run), { pipefail: shell.startsWith('bash'), folder }));
}

const mostScripts = 20;

/** `run: ${{ matrix.command }}` runs each value in a job of its own. */
function scriptsOf(text: string, matrix: Values): readonly string[] {
  const name = /^\s{0,20}\$\{\{\s{0,9}matrix\.([\w.-]{1,80})\s{0,9}\}\}\s{0,20}$/.exec(text)?.[1];
  const values = name === undefined ? [] : (matrix[name] ?? []);
  return values.length > 0 ? values.slice(0, mostScripts) : [text];
}

/** The first line of a block scalar stands below its indicator. */
function textLine(text: Tree): number {
  return text.endLine > text.line ? text.line + 1 : text.line;
}

export function plainFolder(folder: string): string {
  return /[$`~]/.test(folder) || folder.startsWith('/') ? '' : folder.replace(/^(?:\.\/)+|\/+$/g, '').replace(/^\.$/, '');
}

/** The name of a step tells what an unreadable command is for, and that a request to the service is a smoke test. */
function titled(step: Tree, reading: Reading): Reading {
  const title = step.text('name') ?? '';
  const runs = step.get('run') ?? step.get('uses');
  if (title === '' || !runs) return reading;
  const named = effectsOfName(title, { command: title, line: runs.line, blocking: true });
  const isSmoke = named.some(effect => effect.does === 'smoke') && !reading.some(item => !isCall(item) && item.does === 'announce');
  const helped = reading.map(item =>
    isCall(item) && item.otherwise.length === 0 ? { ...item, otherwise: opaqueTests(named, item) } : item,
  );
  return isSmoke ? [...helped, ...named] : helped;
}

function opaqueTests(named: readonly Effect[], call: Call): readonly Effect[] {
  return named
    .filter(effect => effect.does === 'opaque_test')
    .map(effect => ({ ...effect, line: call.line, command: call.command, blocking: call.blocking }));
}

/** `echo 'environments={"environment":["staging","production"]}' >> $GITHUB_OUTPUT`: the names, longest list first. */
function namesInLists(script: string): readonly string[] {
  if (!script.includes('GITHUB_OUTPUT') && !script.includes('GITHUB_ENV') && !script.includes('set-output')) return [];
  const lists = [...script.matchAll(/environments?\\?["']?\s*[:=]\s*\\?["']?\[([^\]]{1,300})\]/gi)];
  return lists
    .flatMap(list => (list[1] ?? '').split(',').map(name => name.replace(/[\\"'\s]/g, '')))
    .filter(name => /^[\w-]{2,40}$/.test(name));
}
