import { expect, test } from 'vitest';
import { parseDocument } from './markdown.ts';
import { chapterOf, wordsIn } from './text-document.ts';

const guide = `---
title: Failover
reviewed: 2026-01-02
---
Before.

# <%= current_page.data.title %>

1. one [link](https://example.org/a)
2. two
   - [x] done

## Table

| Owner | Due |
|-------|-----|
| @kim  | May |

\`\`\`bash
# not a heading
kubectl drain node
\`\`\`
<!-- ## hidden
- [ ] hidden -->
`;

test('a document has front matter, sections, lists, tables and code on true lines', () => {
  const document = parseDocument(guide);
  expect(document.title).toBe('Failover');
  expect(document.titleLine).toBe(2);
  expect(document.frontMatter?.get('reviewed')?.line).toBe(3);
  expect(document.sections.map(({ depth, title, line }) => [depth, title, line])).toEqual([
    [0, '', 1],
    [1, '<%= current_page.data.title %>', 7],
    [2, 'Table', 13],
  ]);
  expect(document.sections[1]?.items).toEqual([
    { text: 'one link', line: 9, ordered: true },
    { text: 'two', line: 10, ordered: true },
    { text: 'done', line: 11, ordered: false, checked: true },
  ]);
  expect(document.sections[1]?.links).toEqual([{ text: 'link', url: 'https://example.org/a', line: 9 }]);
  expect(document.sections[2]?.tables).toEqual([{ line: 15, header: ['Owner', 'Due'], rows: [{ line: 17, cells: ['@kim', 'May'] }] }]);
  expect(document.sections[2]?.fences).toEqual([{ language: 'bash', text: '# not a heading\nkubectl drain node', line: 19 }]);
  expect(wordsIn(document.sections)).toBe(9);
});

test.each([
  ['.adoc', '= Guide\n\n== Steps\n\n. one\n. two\n\n----\nls\n----\n'],
  ['.rst', 'Guide\n=====\n\nSteps\n~~~~~\n\n1. one\n2. two\n\n.. code-block:: bash\n\n    ls\n'],
  ['.org', '* Guide\n\n** Steps\n\n1. one\n2. two\n\n#+begin_src sh\nls\n#+end_src\n'],
])('%s reads like Markdown', (extension, text) => {
  const { title, sections } = parseDocument(text, extension);
  expect(title).toBe('Guide');
  const steps = sections[sections.length - 1];
  expect(steps?.title).toBe('Steps');
  expect(steps?.items.map(item => [item.text, item.ordered])).toEqual([
    ['one', true],
    ['two', true],
  ]);
  expect(steps?.fences.map(fence => fence.text.trim())).toEqual(['ls']);
});

test('a lone carriage return ends no line', () => {
  const { sections } = parseDocument('# One\rstill one\r\n\n## Two\n');
  expect(sections.filter(({ depth }) => depth > 0).map(({ title, line }) => [title, line])).toEqual([
    ['One still one', 1],
    ['Two', 3],
  ]);
});

test('a chapter holds the deeper sections below it', () => {
  const document = parseDocument('# A\n## B\n### C\n## D\n# E\n');
  expect(chapterOf(document, 2).map(section => section.title)).toEqual(['B', 'C']);
  expect(chapterOf(document, 1).map(section => section.title)).toEqual(['A', 'B', 'C', 'D']);
});

test.each([
  ['quotes', '> '.repeat(100_000)],
  ['brackets', '['.repeat(100_000)],
  ['emphasis', '*a_'.repeat(100_000)],
  ['lists', Array.from({ length: 5000 }, (_, index) => `${' '.repeat(index * 2)}- a`).join('\n')],
  ['quote lines', `${'>'.repeat(39)}\n`.repeat(5000)],
  ['links', `${'[a](<b'.repeat(500)}\n`.repeat(50)],
  ['ticks', Array.from({ length: 900 }, (_, index) => '`'.repeat(index)).join(' ')],
])('hostile %s end soon', (_, text) => {
  const start = performance.now();
  parseDocument(text);
  expect(performance.now() - start).toBeLessThan(5000);
});
