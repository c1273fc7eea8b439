import type { Tree } from '../../../lib/tree.ts';
import type { SourceFile } from '../../source-file.ts';
import type { Callee } from './callees.ts';
import { type CommandPlace, shortened } from './command-place.ts';
import type { Call } from './effects.ts';
import { effectsOfName } from './names.ts';
import { isIdle, readScript } from './read-script.ts';

export const composeFile = /(?:^|\/)(?:docker-|podman-)?compose[\w.-]{0,60}\.ya?ml$/i;
const defaultFile = /^(?:docker-)?compose\.ya?ml$/;

/** The services of a Compose file whose command is written down. https://docs.docker.com/reference/compose-file/services/ */
export function servicesOfCompose(file: SourceFile): readonly Callee[] {
  return file.yaml().flatMap(document =>
    document.pairs('services').flatMap(([name, service]): readonly Callee[] => {
      const command = service.get('command') ?? service.get('entrypoint');
      if (!command) return [];
      const text = commandLine(service);
      const reading = readScript(text, command.line, { folder: contextOf(service) }).map(item => ({ ...item, line: command.line }));
      return [{ runner: 'compose', name, line: service.line, reading, idle: text !== '' && isIdle(text) }];
    }),
  );
}

/** What is written as a list is one word each; a list of one often holds a whole command. */
function commandLine(service: Tree): string {
  const parts = [service.get('entrypoint'), service.get('command')].flatMap(part => (part ? [part] : []));
  const words = parts.flatMap(part => part.texts());
  const alone = words.length === 1;
  return parts.map(part => (part.kind === 'list' && !alone ? part.texts().map(quoted) : part.texts()).join(' ')).join(' ');
}

function quoted(word: string): string {
  return /[\s;&|]/.test(word) ? `'${word.replaceAll("'", `'\\''`)}'` : word;
}

/** The program runs in what was built: what it calls stands in the folder that was taken in. */
function contextOf(service: Tree): string {
  const context = service.text('build.context') ?? service.text('build') ?? '.';
  return /[$:]/.test(context) ? '' : context;
}

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
