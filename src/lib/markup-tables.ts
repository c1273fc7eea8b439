/**
 * Tables of other markup languages as tables of Markdown on the same lines. A table of Markdown ends at an empty line and has a line of
 * dashes below its header, so headers move up onto the line that opens the table, and lines that only draw or continue become empty rows,
 * which readers leave out.
 */
export function withTables(lines: readonly string[], language: 'asciidoc' | 'rst' | 'org'): string[] {
  const result = [...lines];
  if (language === 'org') return result.map(line => (/^\s*\|[-+]+\|?\s*$/.test(line) ? line.replaceAll('+', '|') : line));
  for (let index = 0; index < lines.length; index++) {
    const found = language === 'asciidoc' ? asciiDocTable(lines, index) : restTable(lines, index);
    if (!found) continue;
    place(found, result);
    index = found.end;
  }
  return result;
}

interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

interface FoundTable {
  /** The line that opens the table and the last one that belongs to it. */
  readonly start: number;
  readonly end: number;
  readonly rows: readonly Row[];
}

const longestTable = 600;
const mostColumns = 20;

function place({ start, end, rows }: FoundTable, result: string[]): void {
  const [header, ...body] = rows;
  const columns = Math.min(mostColumns, Math.max(1, ...rows.map(row => row.cells.length)));
  for (let line = start; line <= end; line++) result[line] = written([], columns);
  result[start] = written(header?.cells ?? [], columns);
  result[start + 1] = `|${' - |'.repeat(columns)}`;
  for (const row of body) if (row.line > start + 1) result[row.line] = written(row.cells, columns);
  result[end] = '';
}

function written(cells: readonly string[], columns: number): string {
  const all = Array.from({ length: columns }, (_, at) => (cells[at] ?? '').replaceAll('|', ' ').trim());
  return `| ${all.join(' | ')} |`;
}

/** `|===` to `|===`; each cell begins with a bar, a row ends when its columns are full. https://docs.asciidoctor.org/asciidoc/latest/tables/build-a-basic-table/ */
function asciiDocTable(lines: readonly string[], start: number): FoundTable | undefined {
  if (!/^\|===\s*$/.test(lines[start] ?? '')) return undefined;
  const end = endOf(lines, start, line => /^\|===\s*$/.test(line));
  if (end === undefined) return undefined;
  const rows: { line: number; cells: string[] }[] = [];
  let columns = columnsIn(lines[start - 1] ?? '');
  for (let at = start + 1; at < end; at++) {
    const line = lines[at] ?? '';
    const cells = cellsIn(line);
    if (columns === 0) columns = cells.length;
    for (const cell of cells) {
      const last = rows.at(-1);
      if (!last || last.cells.length >= columns) rows.push({ line: at, cells: [cell] });
      else last.cells.push(cell);
    }
    const open = rows.at(-1);
    if (cells.length === 0 && open && line.trim() !== '') open.cells.push(`${open.cells.pop() ?? ''} ${line.trim()}`);
  }
  return rows.length > 0 && columns > 0 ? { start, end, rows } : undefined;
}

/** `[cols="1,3a"]` or `[cols=3*]`. */
function columnsIn(attributes: string): number {
  const written = /^\[.*\bcols="?([^"\]]{1,200})/.exec(attributes)?.[1];
  if (written === undefined) return 0;
  const times = /^(\d{1,2})\*/.exec(written)?.[1];
  return times ? Number(times) : written.split(',').length;
}

/** A bar may carry a format before it: `a|`, `2+|`, `^.^h|`. */
function cellsIn(line: string): readonly string[] {
  const parts = line.slice(0, 2_000).split('|');
  const before = parts.shift() ?? '';
  if (parts.length === 0 || !/^\s{0,20}[\d.+*<>^]{0,6}[aehlmsd]?\s*$/.test(before)) return [];
  return parts.map(part => part.replace(/\s[\d.+*<>^]{0,6}[aehlmsd]$/, '').trim());
}

/** https://docutils.sourceforge.io/docs/ref/rst/restructuredtext.html#tables */
function restTable(lines: readonly string[], start: number): FoundTable | undefined {
  const line = lines[start] ?? '';
  if (/^\s{0,8}=+(?:[ ]+=+)+\s*$/.test(line)) return simpleTable(lines, start);
  if (/^\s{0,8}\+[-+]+\+\s*$/.test(line)) return gridTable(lines, start);
  return /^\s{0,8}\.\. list-table::/.test(line) ? listTable(lines, start) : undefined;
}

/** Columns are where the signs of the first line are; a row whose first cell is empty continues the one above. */
function simpleTable(lines: readonly string[], start: number): FoundTable | undefined {
  const border = lines[start] ?? '';
  const columns = [...border.matchAll(/=+/g)].map(match => match.index);
  const isBorder = (text: string) => /^[\s=]+$/.test(text) && text.includes('==');
  const second = endOf(lines, start, isBorder);
  if (second === undefined) return undefined;
  const third = /\S/.test(lines[second + 1] ?? '') ? endOf(lines, second, isBorder) : undefined;
  const end = third ?? second;
  const rows: { line: number; cells: string[] }[] = [];
  for (let at = start + 1; at < end; at++) {
    const text = lines[at] ?? '';
    if (at === second || text.trim() === '' || /^[\s-]+$/.test(text)) continue;
    const cells = columns.map((from, index) => text.slice(from, columns[index + 1]).trim());
    const last = rows.at(-1);
    if (cells[0] === '' && last) last.cells = last.cells.map((cell, index) => `${cell} ${cells[index] ?? ''}`.trim());
    else rows.push({ line: at, cells });
  }
  return rows.length > 0 ? { start, end, rows } : undefined;
}

/** Rows stand between lines of `+---+`; a row may take several lines. */
function gridTable(lines: readonly string[], start: number): FoundTable | undefined {
  const rows: { line: number; cells: string[] }[] = [];
  let fresh = true;
  let end = start;
  for (let at = start + 1; at < Math.min(lines.length, start + longestTable); at++) {
    const text = (lines[at] ?? '').trim();
    if (/^\+[-=+]+\+$/.test(text)) fresh = true;
    else if (text.startsWith('|') && text.endsWith('|')) {
      const cells = text
        .slice(1, -1)
        .split('|')
        .map(cell => cell.trim());
      const last = rows.at(-1);
      if (fresh || !last) rows.push({ line: at, cells });
      else last.cells = last.cells.map((cell, index) => `${cell} ${cells[index] ?? ''}`.trim());
      fresh = false;
    } else break;
    end = at;
  }
  return rows.length > 0 && end > start + 2 ? { start, end, rows } : undefined;
}

/** `* - first cell`, `  - next cell`. */
function listTable(lines: readonly string[], start: number): FoundTable | undefined {
  const rows: { line: number; cells: string[] }[] = [];
  let end = start;
  for (let at = start + 1; at < Math.min(lines.length, start + longestTable); at++) {
    const text = lines[at] ?? '';
    if (text.trim() !== '' && !/^\s/.test(text)) break;
    const cell = /^\s+(\* )?- ?(.*)$/.exec(text);
    if (cell?.[1]) rows.push({ line: at, cells: [cell[2] ?? ''] });
    else if (cell) rows.at(-1)?.cells.push(cell[2] ?? '');
    if (text.trim() !== '') end = at;
  }
  return rows.length > 0 ? { start, end: end + (lines[end + 1] === '' ? 1 : 0), rows } : undefined;
}

function endOf(lines: readonly string[], start: number, isEnd: (line: string) => boolean): number | undefined {
  for (let at = start + 1; at < Math.min(lines.length, start + longestTable); at++) if (isEnd(lines[at] ?? '')) return at;
  return undefined;
}
