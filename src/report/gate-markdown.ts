import { isUnchanged } from './changes.ts';
import { commentMark, spanOf, toComment } from './comment.ts';
import type { Judged } from './gate.ts';
import type { GateCheck, GateJson } from './gate-contract.ts';
import { code, literal } from './markdown-text.ts';

type Workload = GateJson['workloads'][number];
const words = { passed: 'passed', failed: 'failed', incomplete: 'evidence incomplete' } as const;
const mostShown = 10;

/** The gate as a Markdown document, for the summary of a run. */
export function gateMarkdown(gate: GateJson, judged: readonly Judged[]): string {
  const parts = gate.workloads.map((workload, index) => [
    `## Gate ${words[workload.result]}: ${literal(workload.workload)}, ${spanOf(workload.level)}`,
    '',
    '| check | result | level | in the way |',
    '|---|---|---|---|',
    ...workload.checks.map(row),
    '',
    ...todo(workload, judged[index]),
  ]);
  return `${parts.flat().join('\n')}\n`;
}

function row(check: GateCheck): string {
  const more = check.inTheWay.length > mostShown ? ` and ${check.inTheWay.length - mostShown} more` : '';
  const open = check.inTheWay.slice(0, mostShown).map(code).join(', ');
  return `| ${literal(nameOf(check))} | ${words[check.result]} | ${check.level ? spanOf(check.level) : ''} | ${open}${more} |`;
}

function nameOf({ check, id, title, target }: GateCheck): string {
  if (check === 'level') return `level ${target}`;
  if (check === 'control') return `${id} ${title}: level ${target}`;
  return check === 'criterion' ? (id ?? '') : 'no regression';
}

function todo({ checks }: Workload, judged: Judged | undefined): readonly string[] {
  const ids = [...new Set(checks.flatMap(({ inTheWay }) => inTheWay))];
  const open = ids.flatMap(id => judged?.json.criteria.find(each => each.id === id) ?? []);
  const lines = open
    .slice(0, mostShown)
    .map(({ id, verdict, ask, remedy, effort }) =>
      verdict === 'unknown' ? `- ${code(id)} is unknown: ${literal(ask)}` : `- ${code(id)} (effort ${effort}): ${literal(remedy)}`,
    );
  return lines.length === 0 ? [] : ['Next:', '', ...lines, ''];
}

/** A comment for a pull request: what changed, and what the gate says unless it passes. */
export function gateComment(gate: GateJson, judged: readonly Judged[]): string {
  const parts = gate.workloads.flatMap((workload, index) => {
    const each = judged[index];
    if (!each) return [];
    const quiet = workload.result === 'passed' && each.changes && isUnchanged(each.changes);
    const body = toComment(each.json, each.changes).replace(`${commentMark}\n`, '').trimEnd();
    return [quiet ? body : `${body}\n\n${verdictLine(workload)}`];
  });
  return `${commentMark}\n${parts.join('\n\n')}\n`;
}

function verdictLine({ result, checks }: Workload): string {
  const open = checks.filter(check => check.result !== 'passed');
  const named = open.map(check => {
    const shown = check.inTheWay.slice(0, 5).map(code).join(', ');
    const more = check.inTheWay.length > 5 ? ` +${check.inTheWay.length - 5}` : '';
    return `${literal(nameOf(check))}${shown === '' ? '' : ` (${shown}${more})`}`;
  });
  return `**Gate ${words[result]}**${named.length === 0 ? '' : `: ${named.join('; ')}`}`;
}
