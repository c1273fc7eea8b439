import type { Tree } from '../../lib/tree.ts';
import type { Reading } from './commands/effects.ts';
import { readScript } from './commands/read-script.ts';

/** The commands of a list (or one text), read as one script so that a `cd` holds for those that follow; every line stays true. */
export function scriptReading(commands: readonly Tree[], folder = ''): Reading {
  const lines: string[] = [];
  const start = commands[0]?.line ?? 1;
  for (const command of commands) {
    const text = command.text();
    if (text === undefined) continue;
    const first = firstLineOf(command, text) - start;
    while (lines.length < first && lines.length < 20_000) lines.push('');
    lines.push(...text.replace(/\n$/, '').split('\n'));
  }
  return readScript(lines.join('\n'), start, { pipefail: true, folder });
}

/** A block scalar begins on the line after its indicator. */
function firstLineOf(command: Tree, text: string): number {
  return text.includes('\n') && command.endLine > command.line ? command.line + 1 : command.line;
}
