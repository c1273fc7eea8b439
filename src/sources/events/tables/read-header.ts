import { plainText } from '../../../lib/plain-text.ts';
import { UserError } from '../../../lib/user-error.ts';
import type { Input } from '../input/open-input.ts';
import { CsvSplitter } from '../input/split-csv.ts';
import { JsonSplitter } from '../input/split-json.ts';

/** A column of a table: in JSON, the keys that lead to it. */
interface Column {
  readonly name: string;
  readonly path: readonly string[];
}

export interface TableShape {
  readonly form: 'csv' | 'json';
  readonly columns: readonly Column[];
  /** Of CSV: what stands between fields, and the header as it is written. */
  readonly delimiter: string;
  readonly header: string;
}

const sampleBytes = 1024 * 1024;
const sampleRecords = 2000;
const mostColumns = 1000;

/** The columns of a CSV file, from its first line. Throws a `UserError` when there is none. */
export async function readCsvHeader(input: Input): Promise<TableShape> {
  const start = await startOf(input);
  const firstLine = start.subarray(0, start.indexOf('\n') === -1 ? start.length : start.indexOf('\n')).toString('utf8');
  const delimiter = likeliestDelimiter(firstLine);
  let header = '';
  const splitter = new CsvSplitter(delimiter.charCodeAt(0), ({ bytes, from, to }) => {
    header ||= bytes.toString('utf8', from, to);
  });
  splitter.push(start);
  splitter.end();
  const names = fieldsOf(header, delimiter);
  if (header.trim() === '') throw new UserError(`${plainText(input.name)} is empty`, 'The first line of a CSV file names its columns');
  if (header.includes('\0'))
    throw new UserError(`${plainText(input.name)} is no text: its first line holds zero bytes`, 'Export CSV or JSON, and import that');
  if (names.length > mostColumns || names.every(name => /^[\d\s.:/-]*$/.test(name)))
    throw new UserError(
      `${plainText(input.name)}: its first line names no columns: ${plainText(header.slice(0, 100))}`,
      'The first line of a CSV file names its columns',
    );
  return { form: 'csv', columns: names.map(name => ({ name, path: [] })), delimiter, header };
}

/** The columns of JSON objects, from the first of them; those of objects within objects have dots in their names. */
export async function readJsonKeys(input: Input): Promise<TableShape> {
  const columns = new Map<string, Column>();
  for (const value of await firstValues(input)) for (const column of leaves(value, [])) columns.set(column.name, column);
  if (columns.size === 0)
    throw new UserError(
      `${plainText(input.name)} holds no whole JSON object: it is broken, cut off, or something else`,
      'Export it again: one object a line (JSON Lines), a list of objects, or the messages of a tool',
    );
  return { form: 'json', columns: [...columns.values()].slice(0, mostColumns), delimiter: '\x01', header: '' };
}

/** The first values of a JSON file that can be read; broken ones are left out. */
export async function firstValues(input: Input, most = sampleRecords, bytes = sampleBytes): Promise<readonly unknown[]> {
  const values: unknown[] = [];
  const splitter = new JsonSplitter(({ bytes: buffer, from, to, problem }) => {
    if (problem || values.length >= most) return;
    try {
      values.push(JSON.parse(buffer.toString('utf8', from, to)));
    } catch {
      // is reported when it is imported
    }
  }, bytes);
  let read = 0;
  for await (const buffer of input.read()) {
    splitter.push(buffer);
    read += buffer.length;
    if (values.length >= most || (read >= bytes && values.length > 0)) return values;
  }
  splitter.end();
  return values;
}

async function startOf(input: Input): Promise<Buffer> {
  const buffers: Buffer[] = [];
  let length = 0;
  for await (const buffer of input.read()) {
    buffers.push(buffer);
    length += buffer.length;
    if (length >= 64 * 1024) break;
  }
  return Buffer.concat(buffers);
}

function likeliestDelimiter(line: string): string {
  const plain = line.replace(/"[^"]*"/g, '');
  const counts = [',', ';', '\t', '|'].map(delimiter => ({ delimiter, count: plain.split(delimiter).length }));
  return counts.sort((a, b) => b.count - a.count)[0]?.delimiter ?? ',';
}

function fieldsOf(record: string, delimiter: string): readonly string[] {
  const fields: string[] = [];
  let rest = record;
  for (;;) {
    const quoted = /^"((?:[^"]|"")*)"/.exec(rest);
    const end = rest.indexOf(delimiter, quoted?.[0].length ?? 0);
    fields.push((quoted ? quoted[1]?.replaceAll('""', '"') : rest.slice(0, end === -1 ? undefined : end))?.trim() ?? '');
    if (end === -1) return fields;
    rest = rest.slice(end + 1);
  }
}

function leaves(value: unknown, path: readonly string[]): readonly Column[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return path.length === 0 ? [] : [{ name: path.join('.'), path }];
  if (path.length >= 4) return [];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...path, key]));
}
