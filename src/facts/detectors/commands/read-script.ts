import { tierOf } from '../../production.ts';
import { shellCommands } from '../drift-jobs/shell-commands.ts';
import { selectedWorkspace } from '../terraform-workspaces/workspaces.ts';
import { blockingOf } from './blocking.ts';
import { readCommand } from './command.ts';
import { type Call, type Effect, isCall, type Reading } from './effects.ts';

export interface ScriptSetting {
  /** Whether a failing command ends the script from the start; CI tools run scripts so, script files do not. */
  readonly errexit?: boolean;
  /** Whether the status of every command in a pipe counts from the start (GitLab, CircleCI, `shell: bash` in GitHub Actions). */
  readonly pipefail?: boolean;
  /** The folder in which the script starts. */
  readonly folder?: string;
  /** How deep the script stands inside quoted commands of others. */
  readonly depth?: number;
}

const mostCommands = 2_000;
const deepest = 4;

/** Reads what a shell script does. Comments, here-documents and printed text say nothing. `firstLine` is the line of its first line. */
export function readScript(script: string, firstLine: number, setting: ScriptSetting = {}): Reading {
  const commands = shellCommands(script, firstLine).slice(0, mostCommands);
  const blocking = blockingOf(commands, { errexit: setting.errexit ?? true, pipefail: setting.pipefail ?? true });
  const found: (Effect | Call)[] = [];
  let folder = setting.folder ?? '';
  let workspace = '';
  for (const [index, { words, line }] of commands.entries()) {
    workspace = environmentWorkspace(words) ?? workspace;
    if (words[0] === 'cd' || words[0] === 'pushd') folder = changed(folder, words[1] ?? '');
    else {
      const place = { line, blocking: blocking[index] ?? true, folder, inner: innerOf(line, folder, setting) };
      found.push(...readCommand(words, place).map(item => inWorkspace(item, workspace)));
    }
  }
  return found;
}

/** A workspace that is called after an environment is where Terraform works from then on. */
function environmentWorkspace(words: readonly string[]): string | undefined {
  const name = selectedWorkspace(words);
  return name !== undefined && tierOf(name) !== 'unknown' ? name : undefined;
}

function inWorkspace(item: Effect | Call, workspace: string): Effect | Call {
  if (workspace === '' || isCall(item) || item.environment || !/^(?:terraform|tofu)\b/.test(item.command)) return item;
  return item.does === 'deploy' || item.does === 'plan' ? { ...item, environment: workspace } : item;
}

function innerOf(line: number, folder: string, setting: ScriptSetting): (script: string) => Reading {
  const depth = (setting.depth ?? 0) + 1;
  return script => (depth > deepest ? [] : readScript(script, line, { ...setting, folder, depth }));
}

const idleCommands = new Set(['echo', 'printf', 'true', ':', 'exit', 'set']);

/** Whether a script only prints or succeeds. */
export function isIdle(script: string): boolean {
  return shellCommands(script, 1).every(({ words }) => idleCommands.has(words[0] ?? ''));
}

/** A folder that only the running script knows leaves the folder as it was. */
function changed(folder: string, to: string): string {
  if (to === '' || to === '-' || /[$`~]/.test(to) || to.startsWith('/')) return folder;
  const parts = folder === '' ? [] : folder.split('/');
  for (const part of to.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}
