import { diffTools, notifiers } from './diff-tools.data.ts';
import { type ShellCommand, shellCommands } from './shell-commands.ts';
import { type TerraformCommand, terraformCommand } from './terraform-command.ts';
import type { Call, Diff, Script } from './units.ts';

const changeWords = [
  'no changes',
  'no differences',
  'resource_changes',
  'resource_drift',
  'plan:',
  'to add',
  'to change',
  'will be',
  'has been',
  'changed=',
  'drifted',
  'stackdriftstatus',
  'in_sync',
  'changetype',
  'matches the configuration',
];

/** Reads what a shell script does as far as drift is concerned; `undefined` when it does nothing of it. */
export function readScript(text: string, firstLine: number): Script | undefined {
  const commands = shellCommands(text, firstLine).map(command => ({ ...command, words: unwrapped(command.words) }));
  const script: Script = {
    diffs: [...diffs(commands)],
    applies: commands.filter(isApply).map(command => command.line),
    calls: commands.flatMap(command => callOf(command) ?? []),
    ...options(commands),
    notifies: mentionsNotifier(text),
    outputs: outputsOf(commands),
  };
  const empty = script.diffs.length + script.applies.length + script.calls.length === 0;
  return empty && !script.notifies && script.outputs.length === 0 ? undefined : script;
}

export function mentionsNotifier(text: string): boolean {
  const lower = text.toLowerCase();
  return notifiers.some(word => lower.includes(word));
}

/** Whether a text looks for changes in the output of a plan. */
export function looksForChanges(text: string): boolean {
  const lower = text.toLowerCase();
  return changeWords.some(words => lower.includes(words));
}

function* diffs(commands: readonly ShellCommand[]): Generator<Diff> {
  let folder = '';
  for (const [index, command] of commands.entries()) {
    const { words } = command;
    if ((words[0] === 'cd' || words[0] === 'pushd') && words[1]) folder = words[1];
    const found = terraformDiff(terraformCommand(words)) ?? otherDiff(words);
    if (!found) continue;
    const later = commands.slice(index + 1);
    yield {
      ...found,
      line: command.line,
      ignored: command.after === '||' && isNothing(later[0]?.words ?? []),
      piped: command.after === '|' || command.after === '|&',
      statusRead: statusRead(command, later),
      stored: isStored(command, later),
      outputRead: later.some(readsOutput),
      last: later.every(isSilent),
      root: found.root || folder,
    };
  }
}

type Found = Pick<Diff, 'tool' | 'layer' | 'failsOnChange' | 'variables' | 'root'>;

function terraformDiff(command: TerraformCommand | undefined): Found | undefined {
  if (command?.action !== 'plan' || command.options.some(option => /^--?(?:refresh=false|destroy)$/.test(option))) return undefined;
  const detailed = command.options.some(option => /^--?detailed-exitcode(?:=true)?$/.test(option));
  const variables = command.options.flatMap(option => /^\$[{(]?(\w+)[})]?$/.exec(option)?.[1] ?? []);
  const failsOnChange = detailed ? 'yes' : variables.length > 0 ? 'variable' : 'no';
  return { tool: command.tool, layer: 'cloud', failsOnChange, variables, root: command.folder };
}

function otherDiff(words: readonly string[]): Found | undefined {
  for (const { tool, layer, words: wanted, failsWith, unless } of diffTools) {
    if (program(words) !== wanted[0] || !wanted.every((word, index) => index === 0 || words.includes(word))) continue;
    if (unless?.some(word => words.includes(word))) return undefined;
    const fails = failsWith !== undefined && (failsWith.length === 0 || failsWith.some(option => words.includes(option)));
    return { tool, layer, failsOnChange: fails ? 'yes' : 'no', variables: [], root: '' };
  }
  return undefined;
}

function statusRead(command: ShellCommand, later: readonly ShellCommand[]): Diff['statusRead'] {
  const rest = later.map(({ words }) => words.join(' '));
  const decides = later.some(({ words, before }) => before === 'if' || ['if', '[', '[[', 'case', 'exit', 'test'].includes(words[0] ?? ''));
  const stores = later.some(({ words }) => writesOutput(words));
  if (rest.some(text => text.includes('PIPESTATUS') || text.includes('pipestatus')) && (decides || stores)) return 'pipe';
  if (['if', 'elif', '!', 'while', 'until'].includes(command.before) || command.after === '&&') return 'own';
  if (command.after === '||' && !isNothing(later[0]?.words ?? [])) return 'own';
  return rest.some(text => text.includes('$?')) && (decides || stores) ? 'own' : 'no';
}

function isStored(command: ShellCommand, later: readonly ShellCommand[]): boolean {
  const decides = later.some(({ words }) => ['if', '[', '[[', 'case', 'exit', 'test'].includes(words[0] ?? ''));
  const stores = later.some(({ words }) => words.some(word => word.includes('GITHUB_OUTPUT') || word.includes('::set-output')));
  return stores && !decides && command.after !== '&&' && command.before !== 'if';
}

function readsOutput({ words }: ShellCommand): boolean {
  const reader = ['grep', 'egrep', 'rg', 'jq', 'awk', '[[', 'sed', 'python', 'python3', 'yq'].includes(program(words));
  return reader && looksForChanges(words.join(' '));
}

function isApply({ words }: ShellCommand): boolean {
  const terraform = terraformCommand(words);
  if (terraform) return terraform.action === 'apply' && !terraform.options.some(option => /^--?(?:refresh-only|destroy)$/.test(option));
  return program(words) === 'pulumi' && words[1] === 'up';
}

function callOf({ words, line, after }: ShellCommand): Call | undefined {
  const [first = '', second = ''] = words;
  const variables = Object.fromEntries(words.flatMap(word => [assignment(word) ?? []].filter(pair => pair.length === 2)));
  const ignored = after === '||';
  if (['make', 'gmake'].includes(program(words))) {
    const targets = words.slice(1).filter((word, index) => /^[\w./-]+$/.test(word) && !word.startsWith('-') && words[index] !== '-C');
    return { kind: 'make', targets, variables, line, ignored };
  }
  const path = ['bash', 'sh', 'source', '.'].includes(first) ? second : first;
  return /^[\w./-]+$/.test(path) && /\/|\.sh$/.test(path) && !path.startsWith('/') && !path.startsWith('-')
    ? {
        kind: 'script',
        targets: [path.replace(/^\.\//, ''), ...words.slice(words.indexOf(path) + 1)].slice(0, 10),
        variables: {},
        line,
        ignored,
      }
    : undefined;
}

function options(commands: readonly ShellCommand[]): Pick<Script, 'errexit' | 'pipefail'> {
  let found: Pick<Script, 'errexit' | 'pipefail'> = {};
  for (const { words } of commands) {
    if (words[0] !== 'set') continue;
    for (const [index, word] of words.entries()) {
      if (/^-[a-z]*e/.test(word)) found = { ...found, errexit: true };
      if (/^\+[a-z]*e/.test(word)) found = { ...found, errexit: false };
      if (word === 'pipefail') found = { ...found, pipefail: words[index - 1]?.startsWith('-') ?? false };
    }
  }
  return found;
}

function outputsOf(commands: readonly ShellCommand[]): readonly string[] {
  return commands.flatMap(({ words }) =>
    writesOutput(words) ? words.flatMap(word => /^([\w-]+)=/.exec(word)?.[1] ?? /name=([\w-]+)::/.exec(word)?.[1] ?? []) : [],
  );
}

function writesOutput(words: readonly string[]): boolean {
  return words.some(word => word.includes('GITHUB_OUTPUT') || word.includes('GITHUB_ENV') || word.includes('::set-output'));
}

function isNothing(words: readonly string[]): boolean {
  return (
    ['true', ':'].includes(words[0] ?? '') ||
    (words[0] === 'exit' && words[1] === '0') ||
    (words[0] === 'echo' && !words.some(word => word.includes('$?')) && !writesOutput(words))
  );
}

function isSilent({ words }: ShellCommand): boolean {
  return ['fi', 'done', 'popd'].includes(words[0] ?? '');
}

/** The command behind `sudo`, assignments, `time` and tools that run another command. */
function unwrapped(words: readonly string[]): readonly string[] {
  let rest = words;
  while (
    rest[0] !== undefined &&
    (assignment(rest[0]) || ['sudo', 'env', 'command', 'exec', 'nice', 'npx', 'time', '@', '-@'].includes(rest[0]))
  ) {
    if (rest.length === 1) return rest;
    rest = rest.slice(1);
  }
  const dashes = rest.indexOf('--');
  const runner = ['aws-vault', 'chamber', 'doppler', 'op', 'teller', 'direnv', 'infisical'].includes(program(rest));
  return runner && dashes !== -1 ? rest.slice(dashes + 1) : rest;
}

function assignment(word: string): readonly [string, string] | undefined {
  const [, name, value] = /^([A-Za-z_]\w*)=(.*)$/s.exec(word) ?? [];
  return name === undefined || value === undefined ? undefined : [name, value];
}

function program(words: readonly string[]): string {
  const first = words[0] ?? '';
  return first.slice(first.lastIndexOf('/') + 1);
}
