import { parseAllDocuments, stringify } from 'yaml';
import { oddValues, tokens } from './odd-values.data.ts';

/** Numbers that decide what a mutation does: the same numbers, the same result. */
export interface Mutation {
  readonly kind: number;
  readonly at: number;
  readonly length: number;
  readonly pick: number;
}

const longest = 60_000;

/** The text after one mutation; `other` is a second sample to splice in. */
export function mutate(text: string, other: string, mutation: Mutation): string {
  const change = changes[mutation.kind % changes.length] ?? truncate;
  return change(text, other, mutation).slice(0, longest);
}

type Change = (text: string, other: string, mutation: Mutation) => string;

const changes: readonly Change[] = [
  truncate,
  cutOut,
  repeatLines,
  repeatLines,
  repeatSpan,
  swapLines,
  splice,
  spliceLines,
  nest,
  indentMore,
  replaceValue,
  replaceValue,
  replaceWord,
  insertToken,
  insertToken,
  insertHuge,
  otherLineEnds,
  changeTree,
  changeTree,
  changeTree,
];

function truncate(text: string, _: string, { at }: Mutation): string {
  return text.slice(0, place(text, at));
}

function cutOut(text: string, _: string, { at, length }: Mutation): string {
  const from = place(text, at);
  return text.slice(0, from) + text.slice(from + 1 + (length % 40));
}

function repeatLines(text: string, _: string, { at, length, pick }: Mutation): string {
  return onLines(text, at, 1 + (length % 8), lines => Array.from({ length: times(pick) }, () => lines).flat());
}

function repeatSpan(text: string, _: string, { at, length, pick }: Mutation): string {
  const from = place(text, at);
  const span = text.slice(from, from + 1 + (length % 30));
  return text.slice(0, from) + span.repeat(times(pick)) + text.slice(from);
}

function swapLines(text: string, _: string, { at, length }: Mutation): string {
  return onLines(text, at, 2 + (length % 8), lines => [...lines].reverse());
}

function splice(text: string, other: string, { at, length }: Mutation): string {
  const from = place(text, at);
  return text.slice(0, from) + other.slice(place(other, length)) + text.slice(from);
}

function spliceLines(text: string, other: string, { at, length }: Mutation): string {
  return onLines(text, at, 0, () => other.split('\n').slice(0, 1 + (length % 20)));
}

const brackets = ['[]', '{}', '()', '""', "''", '``', '<>', '$()', '{{}}', '{%%}', '/**/', '>', '- ', '* ', '\t', 'a: '];

function nest(text: string, _: string, { at, length, pick }: Mutation): string {
  const pair = brackets[length % brackets.length] ?? '[]';
  const half = Math.ceil(pair.length / 2);
  const from = place(text, at);
  const [open, close] = pair.length % 2 === 0 ? [pair.slice(0, half), pair.slice(half)] : [pair, ''];
  return text.slice(0, from) + open.repeat(times(pick)) + text.slice(from, from + 10) + close.repeat(times(pick)) + text.slice(from + 10);
}

function indentMore(text: string, _: string, { at, length, pick }: Mutation): string {
  return onLines(text, at, 1 + (length % 20), lines => lines.map(line => ' '.repeat(pick % 9) + line));
}

function replaceValue(text: string, _: string, { at, length, pick }: Mutation): string {
  const value = oddValues[pick % oddValues.length] ?? '';
  return onLines(text, at, 1 + (length % 3), lines =>
    lines.map(line => line.replace(/([:=]\s*)(.*)$/, (_all, sign: string) => sign + value)),
  );
}

function replaceWord(text: string, _: string, { at, pick }: Mutation): string {
  const from = place(text, at);
  const value = oddValues[pick % oddValues.length] ?? '';
  return text.slice(0, from) + text.slice(from).replace(/[\w.-]+/, () => value);
}

function insertToken(text: string, _: string, { at, length, pick }: Mutation): string {
  const from = place(text, at);
  return text.slice(0, from) + (tokens[pick % tokens.length] ?? '').repeat(1 + (length % 3)) + text.slice(from);
}

function insertHuge(text: string, _: string, { at, length, pick }: Mutation): string {
  const from = place(text, at);
  return text.slice(0, from) + (tokens[pick % tokens.length] ?? 'a').repeat(1000 + (length % 4000)) + text.slice(from);
}

function otherLineEnds(text: string, _: string, { pick }: Mutation): string {
  return text.replaceAll('\n', ['\r\n', '\r', '\n\n', '\u2028', ' '][pick % 5] ?? '\n');
}

/** Reads the text as YAML or JSON and exchanges something at a random place of its tree. */
function changeTree(text: string, other: string, { at, length, pick }: Mutation): string {
  if (text.length + other.length > 8000) return text;
  try {
    const json = /^\s*[{[]/.test(text);
    const trees = parseAllDocuments(text).map(document => document.toJS({ maxAliasCount: 20 }) as unknown);
    const donor =
      pick % 3 === 0 ? (parseAllDocuments(other)[0]?.toJS({ maxAliasCount: 20 }) as unknown) : oddNodes[length % oddNodes.length];
    const changed = trees.map((tree, index) => (index === pick % trees.length ? exchange(tree, at, donor, pick) : tree));
    return json
      ? JSON.stringify(changed[0], null, pick % 4)
      : changed.map(tree => stringify(tree, { aliasDuplicateObjects: false })).join('---\n');
  } catch {
    return text;
  }
}

const oddNodes: readonly unknown[] = [
  null,
  [],
  {},
  '',
  0,
  -1,
  1e308,
  true,
  'x'.repeat(5000),
  [[[[[]]]]],
  { a: { a: { a: {} } } },
  [null],
  { '': null },
  ['a', 1, {}],
  [{}, [], ''],
]; // prettier-ignore

/** Exchanges the node at a place for something of another type, a list or map of itself, or the donor. */
function exchange(tree: unknown, at: number, donor: unknown, pick: number): unknown {
  let left = at % countOf(tree);
  const visit = (node: unknown): unknown => {
    if (left-- === 0) return replacements(node, donor)[pick % 6];
    if (Array.isArray(node)) return node.map(visit);
    if (!isMap(node)) return node;
    return Object.fromEntries(
      Object.entries(node).map(([key, value]) => [left === 0 && pick % 5 === 0 ? oddKey(pick) : key, visit(value)]),
    );
  };
  return visit(tree);
}

function replacements(node: unknown, donor: unknown): readonly unknown[] {
  return [donor, [node], { key: node }, Array.from({ length: 20 }, () => node), donor, isMap(node) ? Object.entries(node) : String(node)];
}

function oddKey(pick: number): string {
  return ['__proto__', 'constructor', 'toString', 'hasOwnProperty', '<<', '', 'labels()', 'length'][pick % 8] ?? '';
}

function countOf(tree: unknown): number {
  const kids = Array.isArray(tree) ? tree : isMap(tree) ? Object.values(tree) : [];
  return kids.reduce<number>((sum, kid) => sum + countOf(kid), 1);
}

function isMap(node: unknown): node is Record<string, unknown> {
  return typeof node === 'object' && node !== null && !Array.isArray(node);
}

function onLines(text: string, at: number, count: number, change: (lines: readonly string[]) => readonly string[]): string {
  const lines = text.split('\n');
  const from = at % lines.length;
  return [...lines.slice(0, from), ...change(lines.slice(from, from + count)), ...lines.slice(from + count)].join('\n');
}

function place(text: string, at: number): number {
  return at % (text.length + 1);
}

/** Mostly a few times, sometimes hundreds. */
function times(pick: number): number {
  return pick % 7 === 0 ? 200 + (pick % 300) : 2 + (pick % 5);
}
