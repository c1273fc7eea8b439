import { expect, test } from 'vitest';
import { CsvSplitter } from './split-csv.ts';
import { JsonSplitter } from './split-json.ts';
import type { OnRecord, Splitter } from './splitter.ts';

/** Line and text of each record, however the bytes come. */
function recordsOf(text: string, size: number, make: (onRecord: OnRecord) => Splitter): readonly string[] {
  const found: string[] = [];
  const splitter = make(({ bytes, from, to, line, end, problem }) => {
    found.push(`${line}: ${bytes.toString('utf8', from, to)}${problem ? ` (${problem})` : ''}`);
    expect(end).toBeLessThanOrEqual(Buffer.byteLength(text));
  });
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) splitter.push(Buffer.from(bytes.subarray(at, at + size)));
  splitter.end();
  return found;
}

const sizes = [1, 3, 7, 1000];

test.each<[string, string, readonly string[]]>([
  ['lines', 'a,b\nc,d\n', ['1: a,b', '2: c,d']],
  ['lines of Windows, blank lines, no line feed at the end', 'a,b\r\n\r\n\nc,d', ['1: a,b', '4: c,d']],
  ['a quoted line break', 'a,"x\ny"\nc,d\n', ['1: a,"x\ny"', '3: c,d']],
  ['doubled quotes', 'a,"x ""y""\n"\nc,d\n', ['1: a,"x ""y""\n"', '3: c,d']],
  ['quotes within a field open nothing', 'a,5" pipe\nb,6"" pipe\nc,d\n', ['1: a,5" pipe', '2: b,6"" pipe', '3: c,d']],
  ['a quote that is never closed spoils its line', 'a,"x\nc,d\n', ['1: a,"x (a quote is opened and not closed)', '2: c,d']],
])('CSV: %s', (_, text, expected) => {
  for (const size of sizes) expect(recordsOf(text, size, onRecord => new CsvSplitter(44, onRecord))).toEqual(expected);
});

test('CSV: a quote that stays open for very long spoils its line only', () => {
  const text = `a,"x\n${'b,c\n'.repeat(50)}d,e\n`;
  const found = recordsOf(text, 10, onRecord => new CsvSplitter(44, onRecord, 60));
  expect([found[0], found.length, found.at(-1)]).toEqual(['1: a,"x (a quote is opened and not closed)', 52, '52: d,e']);
});

test.each<[string, string, readonly string[]]>([
  ['a value a line', '{"a":1}\n\n{"b":"x}\\""}\r\n', ['1: {"a":1}', '3: {"b":"x}\\""}\r']],
  ['a broken line among lines', '{"a":1}\n{"b":\n{"c":3}\n', ['1: {"a":1}', '2: {"b":', '3: {"c":3}']],
  ['a broken first line', '{"a":\n{"b":2}\n', ['1: {"a":', '2: {"b":2}']],
  ['one document', '{\n "a": [1, 2]\n}\n', ['1: {\n "a": [1, 2]\n}']],
  ['a list', '[{"a":"]"},\n {"b":[2]}\n]\n', ['1: {"a":"]"}', '2: {"b":[2]}']],
  ['a list of other things', '["x", 1, {}]', ['1: "x"', '1: 1', '1: {}']],
  ['lists after one another', '[{"a":1}]\n[{"b":2}]', ['1: {"a":1}', '2: {"b":2}']],
  ['an empty list', '[]', []],
  ['documents after one another', '{\n"a":1}{"b":2}\n', ['1: {\n"a":1}', '2: {"b":2}']],
  ['a list that is cut off', '[{"a":1},{"b":', ['1: {"a":1}', '1: {"b": (is not complete: the file ends within it)']],
  ['a list that is cut off between items', '[{"a":1},', ['1: {"a":1}', '1:  (the list is not complete: the file ends within it)']],
  ['text that is no JSON', 'hello there\n', ['1: hello', '1: there']],
])('JSON: %s', (_, text, expected) => {
  for (const size of sizes) expect(recordsOf(text, size, onRecord => new JsonSplitter(onRecord, 1000))).toEqual(expected);
});
