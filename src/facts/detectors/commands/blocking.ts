import type { ShellCommand } from '../drift-jobs/shell-commands.ts';

export interface ShellOptions {
  readonly errexit: boolean;
  readonly pipefail: boolean;
}

/**
 * For each command of a script: whether its failure makes the script fail.
 * Not so without `set -e`, before `|| true`, or inside a pipe whose status is that of its last command.
 */
export function blockingOf(commands: readonly ShellCommand[], options: ShellOptions): readonly boolean[] {
  const stops: boolean[] = [];
  const last = commands.length - 1;
  let { errexit, pipefail } = options;
  for (const [index, { words, after }] of commands.entries()) {
    if (words[0] === 'set') {
      if (words.some(word => /^-\w*e/.test(word))) errexit = true;
      if (words.some(word => /^\+\w*e/.test(word))) errexit = false;
      if (words.includes('pipefail')) pipefail = words.some(word => /^-\w*o$/.test(word));
    }
    const counts = errexit || index === last || handsOnStatus(commands, index) || isJudged(commands, index);
    stops.push(counts && !isForgiven(commands, index) && (pipefail || after !== '|'));
  }
  return stops;
}

/** Without `set -e`: a later `exit $status`, or an alternative that leaves. */
function handsOnStatus(commands: readonly ShellCommand[], index: number): boolean {
  if (commands[index]?.after === '&&' && index === commands.length - 2) return true;
  return commands.slice(index + 1).some(({ words }) => words[0] === 'exit' && words.length > 1 && words[1] !== '0');
}

const printers = new Set(['echo', 'printf', '[', '[[', 'test', 'return', 'local', 'export']);

/** The status is handed to a function of the script, which leaves with another: `make test; report $? "Tests"`. */
function isJudged(commands: readonly ShellCommand[], index: number): boolean {
  let at = index;
  while (commands[at]?.after === '&&') at++;
  const next = commands[at + 1]?.words ?? [];
  if (!next.slice(1).includes('$?') || printers.has(next[0] ?? '')) return false;
  return commands.some(({ words }) => words[0] === 'exit' && words.length > 1 && words[1] !== '0');
}

const harmless = new Set(['true', ':', 'echo', 'printf', 'exit', 'continue']);

function isForgiven(commands: readonly ShellCommand[], index: number): boolean {
  let at = index;
  while (commands[at]?.after === '|') at++;
  if (commands[at]?.after !== '||') return false;
  const alternative = commands.slice(at + 1, at + 4);
  if (alternative.some(({ words }) => words[0] === 'false' || (words[0] === 'exit' && words[1] !== '0'))) return false;
  return harmless.has(alternative[0]?.words[0] ?? '');
}
