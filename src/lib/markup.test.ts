import { expect, test } from 'vitest';
import { parseDocument } from './markdown.ts';

test.each([
  [
    'AsciiDoc, a row a line',
    '.adoc',
    '== Duty\n\n[cols="1,1",options="header"]\n|===\n|Role |Contact\n\n|Lead |Kim\n|Head |Ola\n|===\n\nAfter.\n',
  ],
  ['AsciiDoc, a cell a line', '.adoc', '== Duty\n\n|===\n|Role |Contact\n\n|Lead\n|Kim\n\n|Head\na|Ola\n|===\n\nAfter.\n'],
  ['AsciiDoc without an empty line', '.asciidoc', '== Duty\n\n[cols=2*]\n|===\n|Role |Contact\n|Lead |Kim\n|Head |Ola\n|===\n\nAfter.\n'],
  [
    'reStructuredText, simple',
    '.rst',
    'Duty\n====\n\n====  =======\nRole  Contact\n====  =======\nLead  Kim\nHead  Ola\n====  =======\n\nAfter.\n',
  ],
  [
    'reStructuredText, grid',
    '.rst',
    'Duty\n====\n\n+------+---------+\n| Role | Contact |\n+======+=========+\n| Lead | Kim     |\n+------+---------+\n| Head | Ola     |\n+------+---------+\n\nAfter.\n',
  ],
  [
    'reStructuredText, list',
    '.rst',
    'Duty\n====\n\n.. list-table:: Who\n   :header-rows: 1\n\n   * - Role\n     - Contact\n   * - Lead\n     - Kim\n   * - Head\n     - Ola\n\nAfter.\n',
  ],
  ['Org', '.org', '* Duty\n\n| Role | Contact |\n|------+---------|\n| Lead | Kim |\n| Head | Ola |\n\nAfter.\n'],
])('a table of %s', (_, extension, text) => {
  const section = parseDocument(text, extension).sections.at(-1);
  const [table] = section?.tables ?? [];
  expect(section?.title).toBe('Duty');
  expect(table?.header).toEqual(['Role', 'Contact']);
  expect(table?.rows.map(row => row.cells)).toEqual([
    ['Lead', 'Kim'],
    ['Head', 'Ola'],
  ]);
  const lines = text.split('\n');
  for (const row of table?.rows ?? []) expect(lines[row.line - 1]).toContain(row.cells[0]);
  expect(section?.lines.at(-1)?.text).toBe('After.');
});

test.each([
  [
    '.adoc',
    'See link:https://a.example/x[the rota] and xref:ops/a.adoc[runbook] and https://b.example[b^].',
    ['https://a.example/x', 'ops/a.adoc', 'https://b.example'],
  ],
  ['.rst', 'See `the rota <https://a.example/x>`_ and `b <https://b.example>`__.', ['https://a.example/x', 'https://b.example']],
  ['.org', 'See [[https://a.example/x][the rota]].', ['https://a.example/x']],
])('links of %s', (extension, text, expected) => {
  expect(parseDocument(text, extension).sections.flatMap(section => section.links.map(link => link.url))).toEqual(expected);
});

test('the language of a block of AsciiDoc', () => {
  expect(parseDocument('[source,bash]\n----\nls\n----\n', '.adoc').sections[0]?.fences).toEqual([
    { language: 'bash', text: 'ls', line: 2 },
  ]);
});

test.each([
  ['indented by a tab', 'Backup\n======\n\nRun it::\n\n\tpg_dump shop\n\nRestore\n=======\n\nLoad it.\n', ['pg_dump shop']],
  ['that is empty', 'Backup\n======\n\nAs follows::\n\nNothing.\n\nRestore\n=======\n\nLoad it.\n', []],
])('a literal block of reStructuredText %s', (_, text, expected) => {
  const { sections } = parseDocument(text, '.rst');
  expect(sections.filter(section => section.depth > 0).map(section => section.title)).toEqual(['Backup', 'Restore']);
  expect(sections.flatMap(section => section.fences.map(fence => fence.text.trim()))).toEqual(expected);
});
