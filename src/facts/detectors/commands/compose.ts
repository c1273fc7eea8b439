import { type CommandPlace, shortened } from './command-place.ts';
import type { Call } from './effects.ts';
import { effectsOfName } from './names.ts';

const defaultFile = /^(?:docker-)?compose\.ya?ml$/;

/** Where a call of a service looks: in a file, or in a folder when Compose takes the file by its usual name. */
export function composePlace(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return defaultFile.test(name) ? path.slice(0, Math.max(0, path.lastIndexOf('/'))) : path;
}

export interface ComposeCommand {
  /** The command without the options that stand before its verb. */
  readonly words: readonly string[];
  readonly file: string;
}

const valueOptions = new Set([
  '-f',
  '--file',
  '-p',
  '--project-name',
  '--profile',
  '--env-file',
  '--project-directory',
  '--ansi',
  '--progress',
]);

export function composeCommand(words: readonly string[]): ComposeCommand | undefined {
  const program = (words[0] ?? '').replace(/^.*\//, '');
  const own = program === 'docker' && words[1] === 'compose' ? 2 : program === 'docker-compose' ? 1 : 0;
  if (own === 0) return undefined;
  let at = own;
  let file = '';
  for (; (words[at] ?? '').startsWith('-'); at++) {
    const [option = '', value] = (words[at] ?? '').split('=', 2);
    if (option === '-f' || option === '--file') file = value ?? words[at + 1] ?? '';
    if (valueOptions.has(option) && value === undefined) at++;
  }
  return { words: [program, ...words.slice(1, own), ...words.slice(at)], file: usual(file) };
}

function usual(file: string): string {
  const plain = file.replace(/^\.\//, '');
  return composePlace(plain) === plain ? plain : composePlace(plain);
}

const runOptions = new Set([
  '-e',
  '--env',
  '-v',
  '--volume',
  '-p',
  '--publish',
  '-u',
  '--user',
  '-w',
  '--workdir',
  '--name',
  '--entrypoint',
  '-l',
  '--label',
]);

/** The service whose own command runs, when `run` names no other, or when the end of `up` is the end of one service. */
export function serviceCall({ words, file }: ComposeCommand, { line, blocking, folder }: CommandPlace): readonly Call[] {
  const at = words.findIndex(word => word === 'run' || word === 'up');
  const service = words[at] === 'up' ? exitService(words) : runService(words.slice(at + 1));
  if (at === -1 || service === undefined || /[$`*{]/.test(`${service}${file}`) || file.startsWith('/')) return [];
  const command = shortened(words);
  const where = [folder, file].filter(part => part !== '').join('/');
  return [
    {
      runner: 'compose',
      target: service,
      folder: where,
      command,
      line,
      blocking,
      otherwise: effectsOfName(service, { command, line, blocking }),
    },
  ];
}

function exitService(words: readonly string[]): string | undefined {
  const at = words.findIndex(word => word.startsWith('--exit-code-from'));
  return at === -1 ? undefined : (words[at]?.split('=', 2)[1] ?? words[at + 1]);
}

function runService(rest: readonly string[]): string | undefined {
  let at = 0;
  while ((rest[at] ?? '').startsWith('-')) at += runOptions.has(rest[at] ?? '') ? 2 : 1;
  return at === rest.length - 1 ? rest[at] : undefined;
}
