import { type ShellBlocks, type ShellBranch, shellBlocks } from '../../../lib/shell-blocks.ts';
import { failureConditions, healthConditions, restoring } from './deploy-script.data.ts';

/** The line on which a script goes back to the previous release because a check failed; `undefined` when it never does by itself. */
export function automaticRollback(script: string): number | undefined {
  const blocks = shellBlocks(script);
  const restores = (text: string) => restoresIn(text, blocks);
  const trap = blocks.statements.find(({ text }) => /^trap\s.*\bERR\b/.test(text) && restores(text));
  const branch = blocks.branches.find(each => failureOf(each).some(restores));
  return branch?.line ?? trap?.line;
}

/** What runs when a check fails: behind `! check` or `status != 200`, behind the `else` or the `||` of a check. */
function failureOf({ condition, holds, fails }: ShellBranch): readonly string[] {
  if (/\$\{?[1-9@]|\$\{?(?:action|command|cmd)\b/i.test(condition)) return []; // a person chose it
  const negative = failureConditions.some(pattern => pattern.test(condition));
  if (negative) return [holds];
  return healthConditions.some(pattern => pattern.test(condition)) ? [fails] : [];
}

function restoresIn(text: string, { functions }: ShellBlocks): boolean {
  if (restoresHere(text)) return true;
  for (const [name, body] of functions) if (restoresHere(body) && isCalled(name, text)) return true;
  return false;
}

const longestLine = 1000;

function restoresHere(text: string): boolean {
  return text.split('\n').some(line => line.length <= longestLine && restoring.some(pattern => pattern.test(line)));
}

function isCalled(name: string, text: string): boolean {
  return text.split(/[\s;'"{}]+/).includes(name);
}
