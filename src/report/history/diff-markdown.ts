import { code, literal } from '../markdown-text.ts';
import type { DiffChange, DiffJson } from './diff-contract.ts';
import { headline, levelWords, sideWords, stepOf } from './diff-text.ts';

const headings = { worse: 'Worse', better: 'Better', other: 'Also changed' } as const;

/** What changed, for a channel or a document. */
export function toDiffMarkdown(diff: DiffJson): string {
  return `${[`### ${literal(headline(diff))}`, '', `${literal(sideWords(diff.from))} → ${literal(sideWords(diff.to))}`, '', ...diffSections(diff)].join('\n').trimEnd()}\n`;
}

/** The levels and changes as sections. */
export function diffSections(diff: DiffJson): readonly string[] {
  const levels = diff.levels.filter(({ id }) => id !== 'overall');
  const table = levels.map(
    ({ id, title, from, to }) => `| ${literal(id)} ${literal(title)} | ${levelWords(from)} | **${levelWords(to)}** |`,
  );
  return [
    ...(table.length > 0 ? ['| control | before | now |', '|---|---|---|', ...table, ''] : []),
    ...(['worse', 'better', 'other'] as const).flatMap(direction =>
      section(
        headings[direction],
        diff.changes.filter(each => each.direction === direction),
      ),
    ),
  ];
}

function section(title: string, changes: readonly DiffChange[]): readonly string[] {
  if (changes.length === 0) return [];
  const lines = changes.map(
    change => `- ${code(change.criterion)} **${stepOf(change)}**: ${literal(change.ask)} *${change.cause}*: ${literal(change.because)}`,
  );
  return [`**${title}**`, '', ...lines, ''];
}
