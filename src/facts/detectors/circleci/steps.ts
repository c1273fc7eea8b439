import type { Tree } from '../../../lib/tree.ts';
import type { Effect, Reading } from '../commands/effects.ts';
import { effectsOfName } from '../commands/names.ts';
import { isIdle, readScript } from '../commands/read-script.ts';
import { orbs, publicNamespaces } from './orbs.data.ts';

/** What the steps of a job do; commands that the file defines itself are followed one step. */
export function stepsReading(job: Tree, config: Tree, depth = 0): Reading {
  return job.list('steps').flatMap(step => oneStep(step, job, config, depth));
}

function oneStep(step: Tree, job: Tree, config: Tree, depth: number): Reading {
  const plain = step.text();
  if (plain !== undefined) return namedStep(plain, step, config, depth);
  const run = step.get('run');
  if (run) return runStep(run, step, job);
  for (const conditional of ['when', 'unless']) {
    const inner = step.get(conditional);
    if (inner?.has('steps')) return depth < 4 ? stepsReading(inner, config, depth + 1) : [];
  }
  const [name] = step.pairs()[0] ?? [];
  return name === undefined ? [] : namedStep(name, step, config, depth);
}

function runStep(run: Tree, step: Tree, job: Tree): Reading {
  const command = run.kind === 'scalar' ? run : run.get('command');
  const text = command?.text();
  if (!command || text === undefined || run.text('when') === 'on_fail') return [];
  const line = text.includes('\n') && command.endLine > command.line ? command.line + 1 : command.line || step.line;
  const folder = run.text('working_directory') ?? job.text('working_directory') ?? '';
  const setting = { pipefail: true, folder: /^[\w.-]+(?:\/[\w.-]+)*$/.test(folder) ? folder : '' };
  const reading = [...readScript(text, line, setting), ...splitTests(text, line)];
  return reading.length > 0 || isIdle(text) ? reading : byTitle(run.text('name') ?? '', text, line);
}

/** `circleci tests run --command="…"` runs the tests of this node. */
function splitTests(text: string, firstLine: number): Reading {
  const command = /\bcircleci\s+tests\s+run\s+[^\n]{0,200}?--command[= ]\s*(["'])([^"'\n]{1,500})\1/.exec(text);
  if (!command) return [];
  const line = firstLine + text.slice(0, command.index).split('\n').length - 1;
  return readScript((command[2] ?? '').replace(/^xargs\s+(?:-\w+\s+)*/, ''), line);
}

const testTitle =
  /^(?:run(?:ning)?\b[^:]{0,40}\b)?(?:the )?(?:unit|integration|acceptance|e2e|system|functional)?[ -]?(?:tests?|specs?)\b/i;

function byTitle(title: string, text: string, line: number): Reading {
  if (!testTitle.test(title)) return [];
  return [{ does: 'opaque_test', command: (text.trim().split('\n')[0] ?? '').slice(0, 100), line, blocking: true }];
}

/** A command of this file, or of an orb. */
function namedStep(name: string, step: Tree, config: Tree, depth: number): Reading {
  const own = config.get('commands')?.key(name);
  if (own) return depth < 4 ? stepsReading(own, config, depth + 1) : [];
  const inner = step.get(name);
  const wrapped = inner?.has('steps') && depth < 4 ? stepsReading(inner, config, depth + 1) : [];
  return [...orbEffects(name, step.line, config), ...wrapped];
}

/** An orb that everybody uses is known; one of the organisation does what its name says, as far as can be seen here. */
export function orbEffects(name: string, line: number, config: Tree): readonly Effect[] {
  const place = { command: name, line, blocking: true };
  const orb = orbs.find(([pattern]) => pattern.test(name));
  if (!orb) return isPrivate(name, config) ? effectsOfName(name.slice(name.indexOf('/') + 1), place).map(intoEnvironment) : [];
  const [, does, how] = orb;
  return [{ does, ...(how ? { how } : {}), ...place }];
}

export function isPrivate(name: string, config: Tree): boolean {
  const source = config
    .get('orbs')
    ?.key(name.split('/')[0] ?? '')
    ?.text();
  return source !== undefined && name.includes('/') && !publicNamespaces.test(source);
}

function intoEnvironment(effect: Effect): Effect {
  return effect.how === 'script' ? { ...effect, how: 'environment' } : effect;
}
