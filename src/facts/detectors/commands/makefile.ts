import type { Callee } from './callees.ts';
import { isProgram } from './command.ts';
import type { Call, Effect } from './effects.ts';
import { isIdle, readScript } from './read-script.ts';

interface Rule {
  readonly names: readonly string[];
  readonly line: number;
  readonly needs: readonly string[];
  readonly recipe: { readonly text: string; readonly line: number }[];
}

const assignment = /^(?:export |override )?\s*([\w.-]{1,80})\s*(?:[:?+]{0,2}=)\s*(.*)$/;
const ruleHead = /^([^\s#:=][^#:=]{0,400}?)\s*::?(?!=)([^=]*)$/;

/** The targets of a Makefile with what their recipes do; simple variables are filled in, prerequisites become calls. */
export function rulesOfMakefile(text: string): readonly Callee[] {
  const variables = new Map<string, string>();
  const rules: Rule[] = [];
  for (const { text: line, number } of logicalLines(text)) {
    const rule = rules.at(-1);
    if (line.startsWith('\t')) rule?.recipe.push({ text: line.slice(1), line: number });
    else readLine(line.replace(/(?:^|\s)#.*$/, ''), number, variables, rules);
  }
  const values = expanded(variables);
  return merged(rules.flatMap(rule => calleesOf(rule, values)));
}

/** Several rules may name one target: their prerequisites add up, one of them has the recipe. */
function merged(callees: readonly Callee[]): readonly Callee[] {
  const byName = new Map<string, Callee>();
  for (const callee of callees) {
    const other = byName.get(callee.name);
    const both = other && { ...callee, reading: [...other.reading, ...callee.reading], idle: other.idle && callee.idle };
    byName.set(callee.name, both ?? callee);
  }
  return [...byName.values()];
}

function readLine(line: string, number: number, variables: Map<string, string>, rules: Rule[]): void {
  const set = assignment.exec(line);
  if (set?.[1]) return void variables.set(set[1], set[2]?.trim() ?? '');
  const head = ruleHead.exec(line);
  if (!head?.[1] || /^(?:ifn?eq|ifn?def|else|endif|include|-include|define|endef|vpath)\b/.test(line)) return;
  const [needs = '', inline] = (head[2] ?? '').split(';', 2);
  const names = head[1].split(/\s+/).filter(name => name !== '' && !/^\.[A-Z]/.test(name));
  const wordsOfNeeds = needs.split(/\s+/).filter(word => /^[\w./-]+$/.test(word));
  rules.push({ names, line: number, needs: wordsOfNeeds, recipe: inline ? [{ text: inline.trim(), line: number }] : [] });
}

function calleesOf(rule: Rule, variables: ReadonlyMap<string, string>): readonly Callee[] {
  const lines = rule.recipe.map(({ text, line }) => ({ ...recipeLine(text), line }));
  const steps = lines.flatMap(({ command, ignored, line }) =>
    readScript(filled(command, variables), line, { pipefail: false }).map(item => (ignored ? { ...item, blocking: false } : item)),
  );
  const reading: (Effect | Call)[] = [...rule.needs.slice(0, 20).map(need => prerequisite(need, rule.line)), ...steps];
  const idle = rule.needs.length === 0 && lines.every(({ command }) => isIdle(command));
  return rule.names.map(name => ({ runner: 'make', name, line: rule.line, reading, idle }));
}

function prerequisite(target: string, line: number): Call {
  return { runner: 'make', target, folder: '', command: `make ${target}`, line, blocking: true, otherwise: [] };
}

/** `@` hides a command, `-` ignores its failure, `+` always runs it. */
function recipeLine(text: string): { command: string; ignored: boolean } {
  const prefix = /^\s*[@+-]*/.exec(text)?.[0] ?? '';
  return { command: text.slice(prefix.length), ignored: prefix.includes('-') };
}

const longestValue = 400;
const longestCommand = 8_000;

/** Variables with those inside them filled in, over three steps. */
function expanded(variables: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  let values = variables;
  for (let turn = 0; turn < 3; turn++) {
    values = new Map(
      [...values].map(([name, value]) => [name, substituted(value.slice(0, longestValue), values, name).slice(0, longestValue)]),
    );
  }
  return values;
}

function filled(command: string, values: ReadonlyMap<string, string>): string {
  const text = substituted(command.slice(0, longestCommand), values, '').slice(0, longestCommand);
  return text.replaceAll('$$', '$').replace(/\$\((?:shell|foreach|call|if|or|and|subst|patsubst|wildcard|addprefix)\b[^)]*\)/g, '$_');
}

/** A variable whose value only the run knows stays a shell variable. */
function substituted(text: string, values: ReadonlyMap<string, string>, own: string): string {
  return text.replace(/\$[({]([\w.-]{1,80})[)}]/g, (_, name: string) => {
    if (name === 'MAKE') return 'make';
    const value = values.get(name);
    return value === undefined || value.includes('$(shell') || name === own ? (programNamed(name) ?? `$${name}`) : value;
  });
}

/** A variable that another file or a command sets is taken for the program it is named after: `$(GOLANGCI_LINT)`. */
function programNamed(variable: string): string | undefined {
  const name = variable.toLowerCase().replaceAll('_', '-');
  return isProgram(name) ? name : undefined;
}

/** Lines joined at their trailing backslashes, with the number of their first. */
function logicalLines(text: string): readonly { text: string; number: number }[] {
  const joined: { text: string; number: number }[] = [];
  let open = false;
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const last = joined.at(-1);
    if (open && last) joined[joined.length - 1] = { ...last, text: `${last.text}\n${line}` };
    else joined.push({ text: line, number: index + 1 });
    open = line.endsWith('\\');
  }
  return joined;
}
