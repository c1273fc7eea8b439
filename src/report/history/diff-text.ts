import pc from 'picocolors';
import { plainText } from '../../lib/plain-text.ts';
import type { DiffChange, DiffJson } from './diff-contract.ts';

interface Screen {
  readonly colour: boolean;
  readonly columns: number;
}

const headings = { worse: 'Worse', better: 'Better', other: 'Also changed' } as const;
const marks = { worse: '-', better: '+', other: '~' } as const;
const most = 20;

/** What a person would write into a channel: the level, what got worse, what got better, and why. */
export function toDiffText(diff: DiffJson, { colour, columns }: Screen): string {
  const paint = pc.createColors(colour);
  const width = Math.max(60, columns);
  const lines = [
    paint.bold(plainText(headline(diff))),
    paint.dim(plainText(`${sideWords(diff.from)} → ${sideWords(diff.to)}`)),
    ...controlLines(diff).map(line => `  ${line}`),
  ];
  for (const direction of ['worse', 'better', 'other'] as const) {
    const changes = diff.changes.filter(each => each.direction === direction);
    if (changes.length === 0) continue;
    lines.push('', paint.bold(`${headings[direction]} (${changes.length})`));
    for (const change of changes.slice(0, most)) {
      const mark = `${marks[direction]} ${change.criterion}: ${stepOf(change)}${change.gate ? `, gate of level ${change.gate}` : ''}`;
      lines.push(direction === 'worse' ? paint.red(mark) : direction === 'better' ? paint.green(mark) : mark);
      lines.push(`    ${cut(plainText(`${change.cause}: ${change.because}`), width - 4)}`);
    }
    if (changes.length > most) lines.push(`  and ${changes.length - most} more (--format json lists all)`);
  }
  return `${lines.join('\n')}\n`;
}

/** `shop: level 2 → 3, 4 criteria better, 1 worse` */
export function headline({ workload, from, to, changes }: DiffJson): string {
  const count = (direction: DiffChange['direction']) => changes.filter(each => each.direction === direction).length;
  const [better, worse, other] = [count('better'), count('worse'), count('other')];
  const level =
    levelWords(from.level) === levelWords(to.level)
      ? `still ${levelWords(to.level)}`
      : `${levelWords(from.level)} → ${levelWords(to.level)}`;
  const counts = [better > 0 ? `${better} better` : '', worse > 0 ? `${worse} worse` : '', other > 0 ? `${other} otherwise changed` : ''];
  const said = counts.filter(Boolean).join(', ');
  return `${workload}: ${level}, ${said === '' ? 'nothing changed' : said}`;
}

export function levelWords(level: DiffJson['from']['level']): string {
  if (!level) return 'no level';
  return level.proven === level.possible ? `level ${level.proven}` : `level ${level.proven} (possible ${level.possible})`;
}

export function sideWords({ name, asOf, commit }: DiffJson['from']): string {
  const at =
    commit && !commit.startsWith(name) && name !== commit ? ` (${commit.slice(0, 8)}, ${asOf.slice(0, 10)})` : ` (${asOf.slice(0, 10)})`;
  return `${name}${at}`;
}

export function stepOf({ from, to }: DiffChange): string {
  return `${to.replaceAll('_', ' ')}, was ${from.replaceAll('_', ' ')}`;
}

function controlLines({ levels }: DiffJson): readonly string[] {
  return levels
    .filter(({ id }) => id !== 'overall')
    .map(({ id, title, from, to }) => plainText(`${id} ${title}: ${levelWords(from)} → ${levelWords(to)}`));
}

function cut(text: string, width: number): string {
  return text.length > width ? `${text.slice(0, width - 1)}…` : text;
}
