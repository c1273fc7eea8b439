import type { Callee } from './callees.ts';
import type { Call, Effect } from './effects.ts';
import { isIdle, readScript } from './read-script.ts';

const head = /^@?([A-Za-z_][\w-]*)([^:=]*):(?!=)([^=]*)$/;

interface Recipe {
  readonly name: string;
  readonly line: number;
  readonly needs: readonly string[];
  readonly lines: { readonly text: string; readonly line: number }[];
}

/** The recipes of a justfile. https://just.systems/man/en/ */
export function recipesOfJustfile(text: string): readonly Callee[] {
  const recipes: Recipe[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const found = /^\s/.test(line) ? null : head.exec(line);
    if (found?.[1]) recipes.push({ name: found[1], line: index + 1, needs: needsOf(found[3] ?? ''), lines: [] });
    else if (/^\s+\S/.test(line)) recipes.at(-1)?.lines.push({ text: line.trim(), line: index + 1 });
  }
  return recipes.map(({ name, line, needs, lines }) => {
    const calls = needs.map(
      (target): Call => ({ runner: 'just', target, folder: '', command: `just ${target}`, line, blocking: true, otherwise: [] }),
    );
    const steps = lines.flatMap(({ text: command, line: at }): readonly (Effect | Call)[] => {
      const ignored = /^@?-/.test(command);
      return readScript(command.replace(/^[@-]+/, ''), at).map(item => (ignored ? { ...item, blocking: false } : item));
    });
    return {
      runner: 'just',
      name,
      line,
      reading: [...calls, ...steps],
      idle: needs.length === 0 && lines.every(({ text: command }) => isIdle(command)),
    };
  });
}

function needsOf(text: string): readonly string[] {
  return text
    .replace(/#.*$/, '')
    .split(/[\s()]+/)
    .filter(word => /^[A-Za-z_][\w-]*$/.test(word))
    .slice(0, 20);
}
