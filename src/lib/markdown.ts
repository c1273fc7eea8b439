import type { ListItem, Nodes, Paragraph, Root, RootContent, TableRow } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { toString as textOf } from 'mdast-util-to-string';
import { gfm } from 'micromark-extension-gfm';
import { asMarkdown } from './markup.ts';
import type { Fence, Item, Link, Section, Table, TextDocument, TextLine } from './text-document.ts';
import type { Tree } from './tree.ts';
import { parseYaml } from './yaml.ts';

const longestText = 400_000;
const longestLine = 4_000;
/** More headings than any document for people has; readers compare sections with one another. */
const mostSections = 1_000;
const mostBrackets = 400;
const mostMarks = 5_000;

/** Reads a document; `extension` says the markup language (`.md`, `.adoc`, `.rst`, `.org`). Over-long text is cut. */
export function parseDocument(text: string, extension = '.md'): TextDocument {
  const { frontMatter, body } = splitFrontMatter(bounded(text));
  const root = fromMarkdown(asMarkdown(body, extension), { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  const sections = sectionsOf(root);
  const heading = sections.find(section => section.depth > 0 && isTitle(section.title));
  const named = frontMatter?.text('title');
  return {
    title: named ?? heading?.title ?? '',
    titleLine: (named ? frontMatter?.get('title')?.line : heading?.line) ?? 1,
    frontMatter,
    sections,
  };
}

/** A heading that a template engine fills in is no title. */
function isTitle(title: string): boolean {
  return title !== '' && !/<%|\{\{/.test(title);
}

/** What makes a Markdown parser slow: long lines, deep nesting, and many brackets or marks in one paragraph. */
function bounded(text: string): string {
  let brackets = 0;
  let marks = 0;
  let headings = 0;
  return text
    .slice(0, longestText)
    .split('\n')
    .map(line => {
      if (line.startsWith('#')) headings += 1;
      if (headings > 2 * mostSections) return '';
      if (/^[\s>*+-]{40}\s*[>*+-]|^[>*+ -]{10}\s*>/.test(line)) return '';
      const short = line.slice(0, longestLine).replace(/\r$/, '').replaceAll('\r', ' '); // a lone one ends no line anywhere else
      const isBlank = short.trim() === '';
      brackets = isBlank ? 0 : brackets + short.split('[').length - 1;
      marks = isBlank ? 0 : marks + (short.match(inlineMark)?.length ?? 0);
      if (marks > mostMarks && !/^\s*(?:```|~~~)/.test(short)) return short.replace(inlineMark, ' ');
      return brackets > mostBrackets ? short.replace(/[[\]<]/g, ' ') : short;
    })
    .join('\n');
}

const inlineMark = /[[\]<*_`~&\\]/g;

function splitFrontMatter(text: string): { frontMatter: Tree | undefined; body: string } {
  const start = text.startsWith('\uFEFF') ? 1 : 0;
  if (!text.startsWith('---\n', start)) return { frontMatter: undefined, body: text };
  const end = text.indexOf('\n---', start + 3);
  if (end === -1 || end > 20_000) return { frontMatter: undefined, body: text };
  const yaml = text.slice(start + 4, end + 1);
  const lines = yaml.split('\n').length + 1;
  const after = text.indexOf('\n', end + 1);
  return {
    frontMatter: parseYaml(`\n${yaml}`).documents[0], // the empty line keeps line numbers
    body: '\n'.repeat(lines) + (after === -1 ? '' : text.slice(after + 1)),
  };
}

interface OpenSection extends Section {
  readonly lines: TextLine[];
  readonly items: Item[];
  readonly tables: Table[];
  readonly fences: Fence[];
  readonly links: Link[];
}

function sectionsOf(root: Root): Section[] {
  const sections = [open('', 0, 1)];
  for (const node of root.children) {
    let section = sections[sections.length - 1] as OpenSection;
    if (node.type === 'heading') {
      if (sections.length >= mostSections) break;
      section = open(plain(node).replace(/\s+/g, ' ').trim(), node.depth, lineOf(node));
      sections.push(section);
      collectLinks(node, section);
    } else collect(node, section);
  }
  return sections;
}

function open(title: string, depth: number, line: number): OpenSection {
  return { title, depth, line, lines: [], items: [], tables: [], fences: [], links: [] };
}

function collect(node: RootContent, section: OpenSection): void {
  if (node.type === 'code') section.fences.push({ language: (node.lang ?? '').toLowerCase(), text: node.value, line: lineOf(node) });
  else if (node.type === 'table') collectTable(node.children, section);
  else if (node.type === 'list') for (const item of node.children) collectItem(item, node.ordered === true, section);
  else if (node.type === 'blockquote' || node.type === 'footnoteDefinition') for (const child of node.children) collect(child, section);
  else if (node.type !== 'html' && node.type !== 'definition') collectText(node, section);
}

function collectItem(node: ListItem, ordered: boolean, section: OpenSection): void {
  const checked = typeof node.checked === 'boolean' ? { checked: node.checked } : {};
  const first = node.children[0];
  const struck = first?.type === 'paragraph' && isStruck(first) ? { struck: true as const } : {};
  section.items.push({ text: first?.type === 'paragraph' ? plain(first).trim() : '', line: lineOf(node), ordered, ...checked, ...struck });
  for (const child of node.children) collect(child, section);
}

function isStruck({ children }: Paragraph): boolean {
  return children.some(child => child.type === 'delete') && children.every(child => child.type === 'delete' || plain(child).trim() === '');
}

function collectTable(rows: readonly TableRow[], section: OpenSection): void {
  const [header, ...all] = rows.map(row => ({ line: lineOf(row), cells: row.children.map(cell => plain(cell).trim()) }));
  const body = all.filter(row => row.cells.some(cell => cell !== ''));
  if (!header) return;
  section.tables.push({ line: header.line, header: header.cells, rows: body });
  for (const { line, cells } of [header, ...body]) section.lines.push({ line, text: cells.join(' | ') });
  for (const row of rows) collectLinks(row, section);
}

function collectText(node: RootContent, section: OpenSection): void {
  const line = lineOf(node);
  for (const [index, text] of plain(node).split('\n').entries()) {
    if (text.trim() !== '') section.lines.push({ text: text.trim(), line: line + index });
  }
  collectLinks(node, section);
}

function collectLinks(node: Nodes, section: OpenSection): void {
  if (node.type === 'link') section.links.push({ url: node.url, text: plain(node), line: lineOf(node) });
  else if ('children' in node) for (const child of node.children) collectLinks(child, section);
}

function plain(node: Nodes): string {
  return textOf(node, { includeHtml: false, includeImageAlt: false });
}

function lineOf(node: Nodes): number {
  return node.position?.start.line ?? 1;
}
