import { type CommandPlace, shortened } from './command-place.ts';
import type { Call } from './effects.ts';
import { effectsOfName } from './names.ts';

/** The call of a make target, package script, task, recipe or local script; more than one when the command names several. */
export function callOf(words: readonly string[], place: CommandPlace): readonly Call[] {
  const program = (words[0] ?? '').replace(/^.*\//, '');
  const rest = words.slice(1);
  if (program === 'make' || program === 'gmake') return targets('make', words, rest, 'all', place);
  if (program === 'task' || program === 'go-task') return targets('task', words, rest, 'default', place);
  if (program === 'just') return targets('just', words, rest, 'default', place);
  if (program === 'run-s' || program === 'run-p' || program === 'npm-run-all') return targets('npm', words, rest, '', place);
  if (['npm', 'pnpm', 'yarn', 'bun', 'lerna'].includes(program)) return packageScript(words, rest, place);
  return script(words, place);
}

const folderOptions = ['-C', '--directory', '--prefix', '--cwd', '--dir', '-d', '--working-directory'];
const otherValueOptions = [
  '-f',
  '--file',
  '--makefile',
  '-j',
  '-o',
  '-l',
  '--filter',
  '-F',
  '-w',
  '--workspace',
  '--taskfile',
  '-t',
  '--justfile',
  '--scope',
];

interface Split {
  readonly folder: string;
  readonly words: readonly string[];
}

/** Takes options away and remembers which folder they name. */
function withoutOptions(rest: readonly string[], place: CommandPlace): Split {
  const words: string[] = [];
  let folder = place.folder;
  for (let at = 0; at < rest.length; at++) {
    const word = rest[at] ?? '';
    const [option = '', value] = word.split('=', 2);
    if (word === '--') break;
    if (folderOptions.includes(option)) folder = joined(place.folder, value ?? rest[++at] ?? '');
    else if (otherValueOptions.includes(word) && !/^-/.test(rest[at + 1] ?? '-')) at++;
    else if (!word.startsWith('-') && !/^\w+:?=/.test(word) && !/^\d*[<>]/.test(word)) words.push(word);
  }
  return { folder, words };
}

function joined(folder: string, to: string): string {
  const plain = to.replace(/^\.\//, '').replace(/\/$/, '');
  if (plain === '' || plain === '.' || /[$`]/.test(plain)) return folder;
  return folder === '' ? plain : `${folder}/${plain}`;
}

function targets(
  runner: 'make' | 'task' | 'just' | 'npm',
  words: readonly string[],
  rest: readonly string[],
  main: string,
  place: CommandPlace,
): readonly Call[] {
  const split = withoutOptions(rest, place);
  const names = runner === 'just' ? split.words.slice(0, 1) : split.words;
  return (names.length > 0 || main === '' ? names.filter(name => !name.includes('$')) : [main])
    .slice(0, 10)
    .map(target => call(runner, target, split.folder, words, place));
}

// subcommands of package managers that are no scripts
const own = new Set(
  'install i ci add remove rm update up upgrade init link unlink login logout config cache set version view info why list ls outdated dedupe prune rebuild pack exec dlx create global whoami dist-tag bootstrap audit publish bin import import-map store setup corepack policies plugin workspaces fetch approve-builds deploy'.split(
    ' ',
  ),
);

function packageScript(words: readonly string[], rest: readonly string[], place: CommandPlace): readonly Call[] {
  const split = withoutOptions(rest, place);
  let [first = '', ...more] = split.words;
  if (first === 'workspace') [first = '', ...more] = more.slice(1);
  if (first === 'workspaces') [first = '', ...more] = more.slice(more[0] === 'foreach' ? 1 : 0);
  const explicit = ['run', 'run-script', 'rum', 'urn'].includes(first);
  const target = explicit ? more[0] : ({ t: 'test', tst: 'test', 'install-test': 'test', it: 'test', cit: 'test' }[first] ?? first);
  if (!target || /[$`]/.test(target)) return [];
  const program = words[0] ?? '';
  const runsAnyName = program === 'yarn' || program === 'pnpm' || program === 'bun';
  if (!explicit && (own.has(target) || (!runsAnyName && target !== 'test' && target !== 'start'))) return [];
  return [call('npm', target, split.folder, words, place)];
}

const scriptFile = /\.(?:sh|bash|zsh|py|js|mjs|cjs|ts|rb|pl|ps1|php)$/;
const interpreters = new Set([
  'bash',
  'sh',
  'zsh',
  'dash',
  'source',
  '.',
  'python',
  'python3',
  'node',
  'ruby',
  'ts-node',
  'tsx',
  'perl',
  'pwsh',
  'powershell',
]);

function script(words: readonly string[], place: CommandPlace): readonly Call[] {
  const interpreted = interpreters.has(words[0] ?? '');
  const word = interpreted ? words.slice(1).find(text => !text.startsWith('-')) : words[0];
  const target = (word ?? '').replace(/^"?(?:\$\{\{[^}]{0,80}\}\}|\$\{?\w+\}?)\//, './');
  const isPath = target.startsWith('./') || target.startsWith('../') || (!target.startsWith('/') && /^[\w.@-]+\//.test(target));
  if (!(scriptFile.test(target) || (isPath && !interpreted) || (isPath && words[0] !== 'node')) || /[$`*{]|:\/\//.test(target)) return [];
  return [call('script', target, place.folder, words, place)];
}

function call(runner: Call['runner'], target: string, folder: string, words: readonly string[], { line, blocking }: CommandPlace): Call {
  const command = shortened(words);
  const name = runner === 'script' ? target.replace(/^.*\//, '').replace(/\.\w+$/, '') : target;
  return { runner, target, folder, command, line, blocking, otherwise: effectsOfName(name, { command, line, blocking }) };
}
