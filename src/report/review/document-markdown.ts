import { literal } from '../markdown-text.ts';
import type { Block, ReviewDocument } from './document.ts';

/** The document as Markdown; charts are for the HTML only. */
export function documentMarkdown({ title, blocks }: ReviewDocument): string {
  return `${[`# ${literal(title)}`, '', ...blocks.flatMap(lines)].join('\n').trimEnd()}\n`;
}

function lines(block: Block): readonly string[] {
  if ('heading' in block) return [`## ${literal(block.heading)}`, ''];
  if ('text' in block) return [literal(block.text), ''];
  if ('list' in block) return [...block.list.map(item => `- ${literal(item)}`), ''];
  if ('chart' in block) return [];
  const row = (cells: readonly string[]) => `| ${cells.map(literal).join(' | ')} |`;
  return [row(block.table.head), `|${'---|'.repeat(block.table.head.length)}`, ...block.table.rows.map(row), ''];
}
