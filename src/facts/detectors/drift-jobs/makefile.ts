import type { SourceFile } from '../../source-file.ts';
import { readScript } from './script.ts';
import type { MakeTarget, Unit } from './units.ts';

const heading = /^([\w./%${}() -]+?)\s*:(?![=:])([^=#]*)/;
const variable = /^\s*(?:export\s+|override\s+)*([A-Za-z_]\w*)\s*[:?+]?=\s*(.*)$/;

/** The targets of a Makefile that plan, apply or lead to one that does. */
export function* makefile(file: SourceFile): Generator<Unit> {
  const lines = file.parsed('lines', text => text.split('\n'));
  const targets: MakeTarget[] = [];
  const variables: Record<string, string> = {};
  for (const [index, line] of lines.entries()) {
    const [, names, needs = ''] = line.startsWith('\t') ? [] : (heading.exec(line) ?? []);
    const [, name, value = ''] = line.startsWith('\t') || names ? [] : (variable.exec(line) ?? []);
    if (name) variables[name] = value.trim().slice(0, 200);
    if (!names || names.startsWith('.')) continue;
    const recipe = recipeAfter(lines, index);
    for (const target of names.split(/\s+/).slice(0, 20)) {
      targets.push({ name: target, needs: needs.split(/\s+/).filter(Boolean).slice(0, 50), ...recipe });
    }
  }
  if (targets.some(({ script }) => script.diffs.length + script.applies.length > 0))
    yield { unit: 'make', targets: targets.slice(0, 500), variables };
}

function recipeAfter(lines: readonly string[], index: number): Pick<MakeTarget, 'variables' | 'script'> {
  let end = index + 1;
  while (end < lines.length && /^(?:\t|\s*#|\s*$|\s{2,}\S)/.test(lines[end] ?? '')) end++;
  const recipe = lines.slice(index + 1, end);
  const assigned = recipe.flatMap(line => [...line.matchAll(/\$\(eval\s+(?:export\s+)?(\w+)\s*[:?+]?=\s*([^()]*)/g)]);
  const variables = Object.fromEntries(assigned.map(([, name = '', value = '']) => [name, value.trim()]));
  const script = readScript(recipe.map(asShell).join('\n'), index + 2);
  return { variables, script: script ?? { diffs: [], applies: [], calls: [], notifies: false, outputs: [] } };
}

/** Make's own syntax in the terms of the shell; `-` before a command means that its failure does not count. */
function asShell(line: string): string {
  const shell = line
    .replace(/\$\((?:eval|if|call|info|warning|error|foreach|shell)\b.*$/, '')
    .replace(/\$\((\w+)\)/g, '$${$1}')
    .replaceAll('$$', '$')
    .replace(/^[\t ]*[@+]+/, '');
  return /^[\t ]*@?-/.test(shell) ? `${shell.replace(/^[\t ]*@?-@?/, '')} || true` : shell;
}
