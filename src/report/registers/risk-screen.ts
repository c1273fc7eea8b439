import pc from 'picocolors';
import { column, cut, plainText } from '../../lib/plain-text.ts';
import { code, literal } from '../markdown-text.ts';
import type { ChangeRiskJson } from './contract.ts';
import type { Screen } from './debt-screen.ts';

/** The score, and what it is made of. */
export function riskScreen(risk: ChangeRiskJson, { colour, columns }: Screen): string {
  const paint = pc.createColors(colour);
  const width = Math.min(120, Math.max(60, columns));
  const { score, level, files, lines, base, head, max, exceeded } = risk;
  const tint = level === 'low' ? paint.green : level === 'medium' ? paint.yellow : paint.red;
  const head1 = `${paint.bold(tint(`Risk ${score} of 100: ${level}`))} · ${base.slice(0, 8)}..${head.slice(0, 8)} · ${files} ${files === 1 ? 'file' : 'files'}, ${lines} lines`;
  const rows = risk.rules.map(rule => {
    const text = `${signed(rule.points).padStart(5)}  ${column(rule.id, 22)} ${plainText(rule.says)}: ${plainText(rule.because)}`;
    return cut(text, width);
  });
  const limit = max === null ? [] : [exceeded ? paint.red(`✗ above the limit of ${max}`) : paint.green(`✓ within the limit of ${max}`)];
  return `${[head1, ...(rows.length > 0 ? rows : ['       no rule holds']), ...limit].join('\n')}\n`;
}

export function riskMarkdown({ score, level, rules, max, exceeded }: ChangeRiskJson): string {
  const rows = rules.map(
    rule => `| ${signed(rule.points)} | ${literal(rule.says)} | ${rule.because === '' ? '' : code(rule.because).replaceAll('|', '\\|')} |`,
  );
  return [
    `**Risk of this change: ${score} of 100 (${level})**${max === null ? '' : exceeded ? `, above the limit of ${max}` : `, within the limit of ${max}`}`,
    '',
    ...(rows.length > 0 ? ['| points | why | where |', '|---|---|---|', ...rows, ''] : []),
  ].join('\n');
}

function signed(points: number): string {
  return points > 0 ? `+${points}` : `−${Math.abs(points)}`;
}
