import { wordsOf } from '../production.ts';

const condition = /^[ \t]*(?:\}?[ \t]*(?:else[ \t]*)?if|elsif|elif|unless|when)\b(.*)$/;
const modifier = /\S[ \t]+(?:if|unless)[ \t]+(.+)$/;
const settings = new Set(
  'config configuration cfg conf settings setting store options opts flag flags env environ getenv enabled enable feature features'.split(
    ' ',
  ),
); // prettier-ignore
/** A condition on the environment is answered by the environment: it says nothing about a setting. */
const environments = new Set('production prod test testing development dev staging debug ci'.split(' '));
const mostLines = 300;

/**
 * Whether code runs only where a setting switches it on: a condition around it, told by the indentation, or behind it (as Ruby writes it)
 * asks for settings. Whether the setting is on is not in the code.
 */
export function isBehindSwitch(code: string, at: number): boolean {
  const end = code.indexOf('\n', at);
  const lines = code.slice(Math.max(0, at - 20_000), end === -1 ? code.length : end).split('\n');
  let line = (lines.pop() ?? '').slice(0, 400);
  const behind = modifier.exec(line);
  if (behind && asksForSettings(behind[1] ?? '')) return true;
  let depth = indentOf(line);
  for (let above = lines.pop(), count = 0; above !== undefined && depth > 0 && count < mostLines; above = lines.pop(), count++) {
    line = above.slice(0, 400);
    if (line.trim() === '' || indentOf(line) >= depth) continue;
    depth = indentOf(line);
    const found = condition.exec(line);
    if (found && asksForSettings(found[1] ?? '')) return true;
  }
  return false;
}

function asksForSettings(text: string): boolean {
  const words = wordsOf(text);
  return words.some(word => settings.has(word)) && !words.some(word => environments.has(word));
}

function indentOf(line: string): number {
  return /^[ \t]*/.exec(line)?.[0].length ?? 0;
}
