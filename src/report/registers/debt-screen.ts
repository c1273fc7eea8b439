import pc from 'picocolors';
import { column, cut, plainText } from '../../lib/plain-text.ts';
import type { DebtJson } from './contract.ts';

export interface Screen {
  readonly colour: boolean;
  readonly columns: number;
}

const mostMonths = 6;

/** The open entries, what they cost, and how it went in the last months. */
export function debtScreen(debt: DebtJson, { colour, columns }: Screen, all: boolean): string {
  const paint = pc.createColors(colour);
  const width = Math.min(120, Math.max(60, columns));
  const shown = debt.entries.filter(entry => all || !entry.closed);
  const head = `${debt.open} open, ${debt.closed} closed · ${debt.toilHoursPerWeek} h of toil a week${shareText(debt)}`;
  const lines = [
    `${paint.bold(plainText(debt.register))} · ${head}`,
    ...(shown.length === 0 ? [] : ['', paint.dim(cut(headings(width), width).trimEnd()), ...shown.map(entry => row(entry, width, paint))]),
    ...trend(debt, width, paint),
    ...warnings(debt, width, paint),
  ];
  return `${lines.join('\n')}\n`;
}

type Paint = ReturnType<typeof pc.createColors>;

function shareText({ toilShare }: DebtJson): string {
  return toilShare === null ? '' : ` (about ${Math.round(toilShare * 100)} % of the time)`;
}

function headings(width: number): string {
  return `${column('id', 8)} ${column('severity', 9)} ${column('h/week', 7)} ${column('due', 11)} ${column('owner', 14)} ${column('what', width - 54)}`;
}

function row(entry: DebtJson['entries'][number], width: number, paint: Paint): string {
  const late = entry.gaps.includes('overdue');
  const cells = [
    column(plainText(entry.id), 8),
    column(plainText(entry.severity || '–'), 9),
    column(entry.toilHoursPerWeek === null ? '–' : String(entry.toilHoursPerWeek), 7),
    column(entry.closed ? 'closed' : `${entry.due || '–'}${late ? '!' : ''}`, 11),
    column(plainText(entry.owner || '–'), 14),
    cut(plainText(entry.title), width - 54),
  ];
  const text = cut(cells.join(' '), width);
  return entry.closed ? paint.dim(text) : late ? paint.red(text) : text;
}

function trend({ trend: months }: DebtJson, width: number, paint: Paint): readonly string[] {
  const shown = months.slice(-mostMonths);
  if (shown.length < 2) return [];
  const line = (name: string, value: (month: DebtJson['trend'][number]) => string) =>
    cut(`  ${column(name, 14)}${shown.map(month => value(month).padStart(9)).join('')}`, width);
  return [
    '',
    paint.dim(line('from git', ({ month }) => month)),
    line('opened', ({ opened }) => String(opened)),
    line('closed', ({ closed }) => String(closed)),
    line('toil h/week', ({ toilHoursPerWeek }) => String(toilHoursPerWeek)),
  ];
}

function warnings({ entries, reviews }: DebtJson, width: number, paint: Paint): readonly string[] {
  const gaps = new Map<string, string[]>();
  for (const entry of entries) for (const gap of entry.gaps) gaps.set(gap, [...(gaps.get(gap) ?? []), entry.id || entry.title]);
  const parts = [...gaps].map(([gap, ids]) => `${ids.length} ${gap} (${ids.slice(0, 3).join(', ')}${ids.length > 3 ? ', …' : ''})`);
  const last = reviews.at(-1);
  const review = last ? `last review ${last.date} by ${last.by}` : 'no review yet: opsex debt review --by NAME';
  return [
    '',
    ...(parts.length > 0 ? [paint.yellow(cut(plainText(`! ${parts.join(' · ')}`), width))] : []),
    paint.dim(cut(plainText(`${review} · commit the file: the history of the register is the evidence`), width)),
  ];
}
