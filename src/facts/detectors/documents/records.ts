import type { TextDocument } from '../../../lib/text-document.ts';
import type { Tree } from '../../../lib/tree.ts';

/** One row of a list of things, whatever wrote it: keys in lower case with single underscores. */
export interface Entry {
  readonly line: number;
  readonly values: ReadonlyMap<string, string>;
}

const mostEntries = 2_000;

/** The maps of a list at the root, or of the first list below one of these keys. */
export function entriesOfTree(tree: Tree, keys: readonly string[]): readonly Entry[] {
  const list = tree.kind === 'list' ? tree : keys.map(key => tree.get(key)).find(node => node?.kind === 'list');
  return (list?.items ?? []).slice(0, mostEntries).flatMap(item => {
    if (item.kind !== 'map') return [];
    return { line: item.line, values: new Map(item.pairs().map(([key, value]) => [keyOf(key), value.text() ?? value.texts().join(', ')])) };
  });
}

/** Comma or semicolon separated lines with a header; quotes may hold separators, not line breaks. */
export function entriesOfCsv(text: string): readonly Entry[] {
  const lines = text.split('\n', mostEntries).map(line => line.replace(/\r$/, ''));
  const separator = (lines[0] ?? '').includes(';') ? ';' : ',';
  const header = cells(lines[0] ?? '', separator).map(keyOf);
  return lines.slice(1).flatMap((line, index) => {
    if (line.trim() === '') return [];
    const row = cells(line, separator);
    return { line: index + 2, values: new Map(header.map((key, column) => [key, (row[column] ?? '').trim()])) };
  });
}

function cells(line: string, separator: string): string[] {
  const result = [''];
  let quoted = false;
  for (const sign of line.slice(0, 10_000)) {
    if (sign === '"') quoted = !quoted;
    else if (sign === separator && !quoted) result.push('');
    else result[result.length - 1] += sign;
  }
  return result;
}

/** Rows of tables, and headings `### TD-001 …` with a list of `Key: value` below. */
export function entriesOfDocument(document: TextDocument): readonly Entry[] {
  const rows = document.sections.flatMap(section =>
    section.tables.flatMap(table =>
      table.rows.map(row => ({
        line: row.line,
        values: new Map(table.header.map((key, column) => [keyOf(key), row.cells[column] ?? ''])),
      })),
    ),
  );
  const headed = document.sections.flatMap(section => {
    if (!/^\[?[A-Z]{1,8}-?\d+\b/.test(section.title)) return [];
    const pairs = section.lines.flatMap(line => {
      const found = /^([\p{L}][\p{L} /_-]{1,40}):\s*(.*)$/u.exec(line.text);
      return found ? [[keyOf(found[1] ?? ''), found[2] ?? ''] as const] : [];
    });
    const [id = '', ...title] = section.title.split(/[\s:–—]+/);
    return { line: section.line, values: new Map([['id', id], ['title', title.join(' ')], ...pairs]) };
  });
  return [...rows, ...headed].slice(0, mostEntries);
}

function keyOf(key: string): string {
  return key
    .trim()
    .toLowerCase()
    .replace(/[\s./-]+/g, '_');
}
