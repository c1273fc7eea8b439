import { type ShellBlocks, shellBlocks } from '../../../lib/shell-blocks.ts';
import { freezeWords, otherFreezes, refusals } from './change-freeze.data.ts';

/** A place in a script that refuses to go on at certain times. */
export interface WindowCheck {
  readonly tool: string;
  /** 1-based, in the script. */
  readonly line: number;
  readonly recurring: boolean;
  /** The last day that is written out, `''` when none is. */
  readonly lastDay: string;
}

/** What a condition depends on: the hour or season, a whole date, a calendar service, or a switch that is named after a freeze. */
type Dependence = 'clock' | 'date' | 'service' | 'switch';

export interface Setting {
  /** Text near the script that may hold its dates (`env:` of a job). */
  readonly values: string;
  /** Outputs of the step that a later condition asks for. */
  readonly gatingOutputs: ReadonlySet<string>;
}

export function windowChecks(script: string, setting: Setting = { values: '', gatingOutputs: new Set() }): readonly WindowCheck[] {
  if (/\bnew Date\b/.test(script) && refusals.some(pattern => pattern.test(script))) return javascriptCheck(script, setting);
  const blocks = shellBlocks(script);
  const variables = timeVariables(blocks);
  return blocks.branches.flatMap(({ condition, line, holds, fails }) => {
    const dependence = dependenceOf(condition, variables);
    const body = `${holds}\n${fails}`;
    if (!dependence || !comparison.test(condition) || !refuses(body, setting)) return [];
    if ((dependence === 'clock' || dependence === 'date') && !speaksOfFreeze(`${condition}\n${body}`)) return [];
    return [checkOf(dependence, line, `${withoutComments(script)}\n${setting.values}`)];
  });
}

function withoutComments(script: string): string {
  return script.replace(/^\s*#.*$/gm, '');
}

function checkOf(dependence: Dependence, line: number, dates: string): WindowCheck {
  const tool = dependence === 'service' ? 'aws-change-calendar' : 'script';
  const recurring = dependence === 'clock' || dependence === 'service';
  return { tool, line, recurring, lastDay: recurring ? '' : lastDayIn(dates) };
}

const comparison = /\[|\(\(|\btest\b|\sin\s*$|\bgrep\b/;

/** The output of such a command is not the time, even if the time was part of a file name in it. */
const otherCommand = /\$\(\s*(?!date\b|TZ=|printf\b|echo\b|\(|aws\b|\w*cat\b)\w/;

function timeVariables({ statements }: ShellBlocks): ReadonlyMap<string, Dependence> {
  const variables = new Map<string, Dependence>();
  for (const { text } of statements) {
    const [, name = '', value = ''] = /^(?:(?:export|local|readonly|declare)\s+(?:-\w+\s+)?)?(\w{1,80})=(.*)$/s.exec(text) ?? [];
    const dependence = name && !otherCommand.test(value) && dependenceOf(value, variables);
    if (dependence) variables.set(name, dependence);
  }
  return variables;
}

const longest = 2000;

function dependenceOf(whole: string, variables: ReadonlyMap<string, Dependence>): Dependence | undefined {
  const text = whole.slice(0, longest);
  if (text.includes('get-calendar-state')) return 'service';
  if (/(?:^|[^\w-])date\s[^)]*\+/.test(text)) return /%[YyGsFDcxT]|%-?[Yys]/.test(text) ? 'date' : 'clock';
  const names = text.match(/\b[A-Za-z_]\w{0,80}/g) ?? [];
  const known = names.map(name => variables.get(name)).filter(dependence => dependence !== undefined);
  const strongest = (['service', 'date', 'clock', 'switch'] as const).find(dependence => known.includes(dependence));
  if (strongest) return strongest;
  return switchName.test(text.replace(otherFreezes, '')) ? 'switch' : undefined;
}

/** `$DEPLOY_FREEZE`, `[ -f .freeze ]`: somebody turns it on. */
const switchName = /\$\{?\w*(?:FREEZE|FROZEN|MORATORIUM|BLACKOUT)\w*|-[ef]\s+["']?[\w./-]*freeze[\w.-]*/i;

function refuses(text: string, { gatingOutputs }: Setting): boolean {
  if (refusals.some(pattern => pattern.test(text))) return true;
  const outputs = [...text.matchAll(/echo\s+["']?([\w-]{1,60})=\w+["']?\s*>>\s*["']?\$\{?GITHUB_OUTPUT/g)].map(match => match[1] ?? '');
  return outputs.some(name => gatingOutputs.has(name));
}

function speaksOfFreeze(text: string): boolean {
  const rest = text.replace(otherFreezes, '');
  return freezeWords.some(pattern => pattern.test(rest));
}

function javascriptCheck(script: string, { values }: Setting): readonly WindowCheck[] {
  const lines = script.split('\n').map(line => line.replace(/(?:^|\s)\/\/.*$/, ''));
  const code = lines.join('\n');
  const at = lines.findIndex(line => refusals.some(pattern => pattern.test(line)));
  if (at === -1 || !/\bnew Date\b/.test(code) || !speaksOfFreeze(code)) return [];
  const lastDay = lastDayIn(`${code}\n${values}`);
  return [{ tool: 'script', line: at + 1, recurring: lastDay === '', lastDay }];
}

/** The latest day that is written as `2026-01-05` or `20260105`. */
export function lastDayIn(text: string): string {
  const days = [...text.matchAll(/\b(20\d\d)-?([01]\d)-?([0-3]\d)(?=\D|T|$)/g)].map(match => `${match[1]}-${match[2]}-${match[3]}`);
  return days.sort().at(-1) ?? '';
}
