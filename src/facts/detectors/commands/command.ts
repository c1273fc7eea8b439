import { callOf } from './call.ts';
import { type CommandPlace, shortened } from './command-place.ts';
import { type ComposeCommand, composeCommand, serviceCall } from './compose.ts';
import type { Call, DeployKind, Does, Effect } from './effects.ts';
import { programCall } from './own-programs.ts';
import { fits, type Pattern, readPattern } from './pattern.ts';
import { carriers, simulations, softScans, verbs, wrappers } from './verbs.data.ts';

const mostWords = 80;

/** What one simple command does, given as shell words: its effects, or the call of something that stands elsewhere. */
export function readCommand(given: readonly string[], place: CommandPlace): readonly (Effect | Call)[] {
  let words = withoutSettings(given.slice(0, mostWords));
  for (let turns = 0; turns < 6 && words.length > 0; turns++) {
    const quoted = quotedCommand(words);
    if (quoted !== undefined) return inner(quoted, place);
    const compose = composeCommand(words);
    if (compose) return inCompose(compose, place);
    const effects = effectsOf(words, place);
    if (effects.length > 0) return effects;
    if (carriers.some(carrier => startsWith(words, carrier.split(' ')))) return carried(words, place);
    if (!isPlainProgram(words)) {
      const call = callOf(words, place);
      if (call.length > 0) return call;
    }
    const rest = unwrapped(words);
    if (!rest) return isProgram(programOf(words)) ? [] : programCall(words, place);
    words = withoutSettings(rest);
  }
  return [];
}

const callers = new Set(['make', 'npm', 'pnpm', 'yarn', 'bun', 'lerna', 'task', 'just', 'node', 'python', 'python3']);

/** `bin/rails db:create` is a program that is known, not a script of the repository. */
function isPlainProgram(words: readonly string[]): boolean {
  const program = programOf(words);
  return (words[0] ?? '').includes('/') && verbsByProgram.has(program) && !callers.has(program);
}

/** Whether a word is the name of a program whose command lines are understood. */
export function isProgram(name: string): boolean {
  return verbsByProgram.has(name) || wrapperWords.some(([first]) => first === name);
}

interface Verb {
  readonly does: Does;
  readonly how: DeployKind | undefined;
  readonly pattern: Pattern;
}

const verbsByProgram = new Map<string, Verb[]>();
for (const [does, how, patterns] of verbs) {
  for (const pattern of patterns.map(readPattern)) {
    for (const program of pattern.programs) verbsByProgram.set(program, [...(verbsByProgram.get(program) ?? []), { does, how, pattern }]);
  }
}

function effectsOf(words: readonly string[], { line, blocking }: CommandPlace): readonly Effect[] {
  const rest = words.slice(1);
  if (rest.some(word => word === '--version' || word === '--help' || word === '-h')) return [];
  const fitting = (verbsByProgram.get(programOf(words)) ?? []).filter(verb => fits(verb.pattern, rest));
  const simulated = rest.some(word => simulations.includes(word));
  const found = new Map<Does, Effect>();
  for (const { does, how } of fitting) {
    const effect = { does, command: shortened(words), line, blocking: blocking && !(does === 'scan' && isSoft(words)) };
    if (does !== 'deploy') found.set(does, found.get(does) ?? effect);
    else if (!simulated) found.set(does, found.get(does) ?? { ...effect, how });
    else if (how === 'environment') found.set('validate', { ...effect, does: 'validate' });
  }
  return [...found.values()];
}

const softByProgram = softScans.map(readPattern);

function isSoft(words: readonly string[]): boolean {
  return softByProgram.some(pattern => pattern.programs.includes(programOf(words)) && fits(pattern, words.slice(1)));
}

/** `./gradlew` is `gradlew`, an image `aquasec/trivy:0.50` is `trivy`. */
function programOf(words: readonly string[]): string {
  const name = (words[0] ?? '').replace(/^.*\//, '');
  return name.replace(/[:@].*$/, '') || name;
}

function withoutSettings(words: readonly string[]): readonly string[] {
  const start = words.findIndex(word => !/^\w+\+?=/.test(word));
  return start === -1 ? [] : words.slice(start);
}

const shells = new Set(['bash', 'sh', 'zsh', 'dash', 'ash', 'pwsh', 'cmd']);

/** The text behind `bash -c`. */
function quotedCommand(words: readonly string[]): string | undefined {
  if (!shells.has(programOf(words))) return undefined;
  const at = words.findIndex(word => /^-[a-z]*c$/i.test(word));
  return at === -1 ? undefined : (words[at + 1] ?? '');
}

function inner(script: string, place: CommandPlace): readonly (Effect | Call)[] {
  return place.inner(script).map(item => ({ ...item, line: place.line, blocking: item.blocking && place.blocking }));
}

/** The program inside a container command may stand behind any number of options. */
function carried(words: readonly string[], place: CommandPlace): readonly (Effect | Call)[] {
  for (let at = 2; at < words.length; at++) {
    const rest = words.slice(at);
    const quoted = quotedCommand(rest) ?? (rest[0]?.includes(' ') ? rest[0] : undefined);
    if (quoted !== undefined) return inner(quoted, place);
    const found = effectsOf(rest, place);
    if (found.length > 0) return found;
    if (/^(?:make|npm|yarn|pnpm|task|just)$/.test(rest[0] ?? '')) return callOf(rest, place);
  }
  return [];
}

/** A service that decides how the command ends is a run of what it does, not a start of the whole. */
function inCompose(compose: ComposeCommand, place: CommandPlace): readonly (Effect | Call)[] {
  const { words } = compose;
  if (words.some(word => word.startsWith('--exit-code-from'))) return serviceCall(compose, place);
  const effects = effectsOf(words, place);
  if (effects.length > 0) return effects;
  if (!carriers.some(carrier => startsWith(words, carrier.split(' ')))) return [];
  const inside = carried(words, place);
  return inside.length > 0 ? inside : serviceCall(compose, place);
}

const wrapperWords = wrappers.map(wrapper => wrapper.split(' '));

/** The command behind a program that only runs another one. */
function unwrapped(words: readonly string[]): readonly string[] | undefined {
  const named = [(words[0] ?? '').replace(/^.*\//, ''), ...words.slice(1)];
  for (const wrapper of wrapperWords) {
    const own = /^\d$/.test(wrapper.at(-1) ?? '') ? Number(wrapper.at(-1)) : 0;
    const program = own > 0 ? wrapper.slice(0, -1) : wrapper;
    if (!startsWith(named, program)) continue;
    let at = program.length;
    while (at < words.length && (words[at] ?? '').startsWith('-')) at += takesValue(program, words[at] ?? '') ? 2 : 1;
    return words.slice(at + own);
  }
  return undefined;
}

const valueOptions = new Set([
  '-u',
  '-p',
  '--package',
  '-n',
  '-I',
  '-P',
  '-L',
  '-E',
  '-C',
  '--project',
  '--directory',
  '-e',
  '--with',
  '--group',
  '--from',
  '--filter',
  '--max-time',
  '-w',
]);

/** https://github.com/istanbuljs/nyc#common-configuration-options, https://github.com/bcoe/c8#cli-options--configuration */
const coverageOptions =
  /^(?:-[xnr]|--(?:exclude|include|reporter|reporter-dir|report-dir|temp-dir|temp-directory|require|extension|cwd|src|lines|branches|functions|statements))$/;

function takesValue(program: readonly string[], option: string): boolean {
  if (program[0] === 'sudo' && option === '-E') return false;
  if (program[0] === 'nyc' || program[0] === 'c8') return coverageOptions.test(option);
  return valueOptions.has(option);
}

function startsWith(words: readonly string[], start: readonly string[]): boolean {
  return start.every((word, index) => words[index] === word);
}
