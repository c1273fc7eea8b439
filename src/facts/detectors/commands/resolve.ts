import type { Located, Scene } from '../../detector.ts';
import { type Callee, callees } from './callees.ts';
import { composePlace } from './compose.ts';
import { type Call, type Effect, isCall, type Reading } from './effects.ts';

/** Looks up what a reading calls. Made once per linking. */
export interface Resolver {
  /** The effects of a reading whose script starts in `folder` (`''` is the root), calls followed at most two hops beyond the first file. */
  effects(reading: Reading, folder: string): readonly Effect[];
}

const mostHops = 4; // a target's dependencies count as hops as well
const mostEffects = 200;

/** `actions` gives the readings of local composite actions; only GitHub Actions have them. */
export function resolver(scene: Scene, actions: (path: string) => Reading | undefined = () => undefined): Resolver {
  const index = new Map<string, Located<Callee>>();
  for (const located of scene.findings(callees)) {
    const { finding, path } = located;
    const folder = finding.runner === 'program' ? '' : finding.runner === 'compose' ? composePlace(path) : folderOf(path);
    index.set(finding.runner === 'script' ? `script:${path}` : keyOf(finding.runner, folder, finding.name), located);
  }
  const idle = holdsTests(scene) ? () => false : passesWithoutTests;
  return {
    effects: (reading, folder) => follow(reading, { folder, index, actions, hops: 0, seen: new Set() }).filter(effect => !idle(effect)),
  };
}

/** Runners of JavaScript that are content when there is nothing to run. */
function passesWithoutTests({ does, command }: Effect): boolean {
  return does === 'test' && /\s--pass-?with-?no-?tests\b/i.test(command);
}

function holdsTests({ paths }: Scene): boolean {
  return paths.some(path => /(?:^|\/)__tests__\/|[._-](?:test|spec)s?\.[cm]?[jt]sx?$|(?:^|\/)tests?\/.*\.[cm]?[jt]sx?$/i.test(path));
}

interface Step {
  readonly folder: string;
  readonly index: ReadonlyMap<string, Located<Callee>>;
  readonly actions: (path: string) => Reading | undefined;
  readonly hops: number;
  readonly seen: ReadonlySet<string>;
}

function follow(reading: Reading, step: Step): readonly Effect[] {
  const effects: Effect[] = [];
  for (const item of reading) {
    if (effects.length >= mostEffects) break;
    effects.push(...(isCall(item) ? called(item, step) : [item]));
  }
  return effects;
}

function called(call: Call, step: Step): readonly Effect[] {
  const folder = joinPath(step.folder, call.folder);
  if (call.runner === 'action') return inAction(call, step);
  if (call.runner === 'program') return step.index.has(keyOf('program', '', call.target)) ? call.otherwise : [];
  const found = candidates(call, folder, step.index);
  if (!found) return call.otherwise;
  const key = `${found.path}:${found.finding.name}`;
  if (step.hops >= mostHops || step.seen.has(key)) return [];
  const start = call.runner === 'script' ? folder : folderOf(found.path);
  const inside = follow(found.finding.reading, { ...step, folder: start, hops: step.hops + 1, seen: new Set([...step.seen, key]) });
  const placed = inside.map(effect => ({
    ...effect,
    path: effect.path ?? found.path,
    from: call.line,
    blocking: effect.blocking && call.blocking,
  }));
  if (found.finding.idle) return placed;
  const rest = call.otherwise.filter(effect => !placed.some(other => sameMeaning(other, effect)));
  return isTestScript(call) ? [...placed, ...rest].map(asTest) : [...placed, ...rest];
}

/** The script `test` of a package is what its package manager calls its tests, whichever program it runs. */
function isTestScript({ runner, target }: Call): boolean {
  return runner === 'npm' && target === 'test';
}

function asTest(effect: Effect): Effect {
  return effect.does === 'opaque_test' ? { ...effect, does: 'test' } : effect;
}

function sameMeaning(one: Effect, other: Effect): boolean {
  if (other.does === 'opaque_test') return ['test', 'opaque_test', 'validate', 'plan', 'lint', 'scan'].includes(one.does);
  return one.does === other.does || (other.does === 'deploy' && one.does === 'validate');
}

function inAction(call: Call, step: Step): readonly Effect[] {
  const path = joinPath('', call.target);
  const reading = step.actions(path);
  if (!reading || step.hops >= mostHops || step.seen.has(path)) return call.otherwise;
  const inside = follow(reading, { ...step, folder: '', hops: step.hops + 1, seen: new Set([...step.seen, path]) });
  return inside.map(effect => ({
    ...effect,
    path: effect.path ?? (/\.ya?ml$/.test(path) ? path : `${path}/action.yml`),
    from: call.line,
    blocking: effect.blocking && call.blocking,
  }));
}

/** A script is looked for beside the caller and from the root; targets in the caller's folder, then at the root. */
function candidates(call: Call, folder: string, index: ReadonlyMap<string, Located<Callee>>): Located<Callee> | undefined {
  if (call.runner === 'script')
    return index.get(`script:${joinPath(folder, call.target)}`) ?? index.get(`script:${joinPath('', call.target)}`);
  const here = index.get(keyOf(call.runner, folder, call.target));
  return here ?? (call.runner === 'make' || call.runner === 'compose' ? undefined : index.get(keyOf(call.runner, '', call.target)));
}

function keyOf(runner: string, folder: string, name: string): string {
  return `${runner}:${folder}:${name}`;
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

export function joinPath(folder: string, to: string): string {
  const parts = folder === '' ? [] : folder.split('/');
  for (const part of to.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}
