import { Tree } from './tree.ts';

type Token = { readonly text: string; readonly line: number; readonly literal: boolean };

/**
 * The objects of a Jsonnet file as far as they are written down: fields with literal values and objects inside, nothing is evaluated.
 * What is put together keeps its written parts; a field that is computed is missing. Only objects with all of `keys` are given.
 * Definition: https://jsonnet.org/ref/spec.html
 */
export function jsonnetObjects(text: string, keys: readonly string[]): readonly Tree[] {
  const tokens = tokensOf(text);
  const found: Tree[] = [];
  readObject(tokens, 0, 0, object => {
    if (keys.every(key => object.has(key))) found.push(object);
  });
  return found;
}

const deepest = 100;
// The quantifiers have no common characters, so that reading is linear.
const pattern =
  /(?<space>\s+)|(?<comment>\/\/[^\n]*|#[^\n]*|\/\*(?:[^*]|\*(?!\/))*\*\/)|(?<block>\|\|\|-?[ \t]*\n)|@"(?<rawDouble>(?:[^"]|"")*)"|@'(?<rawSingle>(?:[^']|'')*)'|"(?<double>(?:[^"\\]|\\[\s\S])*)"|'(?<single>(?:[^'\\]|\\[\s\S])*)'|(?<word>[\w$.]+)|(?<other>[\s\S])/gy;

function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let line = 1;
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const { space, comment, block, rawDouble, rawSingle, double, single, word, other } = match.groups ?? {};
    const literal = rawDouble ?? rawSingle ?? double ?? single;
    let source = match[0];
    if (block !== undefined) {
      const end = endOfBlock(text, pattern.lastIndex);
      tokens.push({ text: text.slice(pattern.lastIndex, end), line, literal: true });
      source = text.slice(match.index, text.indexOf('|||', end) + 3 || text.length);
      pattern.lastIndex = match.index + source.length;
    } else if (literal !== undefined) tokens.push({ text: literal, line, literal: true });
    else if (space === undefined && comment === undefined) tokens.push({ text: word ?? other ?? '', line, literal: false });
    line += source.split('\n').length - 1;
  }
  return tokens;
}

/** A text block ends at a line that begins with the bars. */
function endOfBlock(text: string, start: number): number {
  const rest = /^[ \t]*\|\|\|/gm;
  rest.lastIndex = start;
  return rest.exec(text)?.index ?? text.length;
}

interface Read {
  readonly value: Tree | undefined;
  readonly next: number;
}

/** Reads from the token after `{` (or from the start of the file) up to the closing brace. */
function readObject(tokens: readonly Token[], start: number, depth: number, each: (object: Tree) => void): Read {
  const entries = new Map<string, Tree>();
  const line = tokens[start]?.line ?? 1;
  let at = start;
  while (at < tokens.length) {
    const token = tokens[at];
    if (token?.text === '}' && !token.literal) break;
    const value = isKey(tokens, at) ? readValue(tokens, valueStart(tokens, at), depth, each) : readValue(tokens, at, depth, each);
    if (value.value && token && isKey(tokens, at)) entries.set(token.text, value.value);
    at = Math.max(value.next, at + 1);
  }
  const object = Tree.map(entries, line, tokens[Math.min(at, tokens.length - 1)]?.line ?? line);
  if (entries.size > 0) each(object);
  return { value: object, next: at + 1 };
}

/** `key:`, `key::`, `'key'+:`. */
function isKey(tokens: readonly Token[], at: number): boolean {
  const next = tokens[at + 1];
  const after = tokens[at + 2];
  return !!next && !next.literal && (next.text === ':' || (next.text === '+' && after?.text === ':' && !after.literal));
}

function valueStart(tokens: readonly Token[], at: number): number {
  let start = at + 1;
  while (['+', ':'].includes(tokens[start]?.text ?? '') && !tokens[start]?.literal) start++;
  return start;
}

/** Up to the comma or brace that ends the value; objects within are read, lists and calls are walked through. */
function readValue(tokens: readonly Token[], start: number, depth: number, each: (object: Tree) => void): Read {
  let at = start;
  let open = 0;
  let object: Tree | undefined;
  for (; at < tokens.length; ) {
    const token = tokens[at];
    if (!token) break;
    const mark = token.literal ? '' : token.text;
    if (open <= 0 && (mark === ',' || mark === ';' || mark === '}')) break;
    if (mark === '{' && depth < deepest) {
      const inner = readObject(tokens, at + 1, depth + 1, each);
      if (open === 0) object ??= inner.value;
      at = inner.next;
      continue;
    }
    if (mark === '(' || mark === '[') open++;
    if (mark === ')' || mark === ']') open--;
    at++;
  }
  const isComma = tokens[at]?.text === ',' || tokens[at]?.text === ';';
  const starts = tokens[start];
  const value = starts && !starts.literal && starts.text === '{' ? object : textOf(tokens.slice(start, Math.min(at, start + 60)));
  return { value, next: isComma ? at + 1 : at };
}

/** Texts joined by `+`; the gaps of a format are filled with something that keeps a number a number. */
function textOf(tokens: readonly Token[]): Tree | undefined {
  const first = tokens.findIndex(({ literal }) => literal);
  const before = tokens.slice(0, Math.max(0, first));
  if (first === -1) return number(tokens);
  if (before.some(({ text }) => !/^[\w$.]+$|^\+$/.test(text)) || (before.length > 0 && before.at(-1)?.text !== '+')) return undefined;
  const format = tokens.findIndex(({ text, literal }) => !literal && text === '%');
  const parts = (format === -1 ? tokens : tokens.slice(0, format)).filter(({ literal, text }) => literal || text !== '+');
  const text = parts.map(part => (part.literal ? (format === -1 ? part.text : filled(part.text)) : `$${part.text}`)).join('');
  return Tree.scalar(text, tokens[0]?.line ?? 1);
}

function number(tokens: readonly Token[]): Tree | undefined {
  const [only] = tokens;
  return tokens.length === 1 && only && /^(?:\d+(?:\.\d+)?|true|false)$/.test(only.text)
    ? Tree.scalar(only.text === 'true' ? true : only.text === 'false' ? false : Number(only.text), only.line)
    : undefined;
}

function filled(text: string): string {
  return text.replace(/%(?:\(\w{1,60}\))?[-+0-9.]{0,8}([a-zA-Z%])/g, (_, kind: string) => (kind === '%' ? '%' : kind === 's' ? 'x' : '0'));
}
