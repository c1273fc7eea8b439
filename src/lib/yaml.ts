import { type Document, isAlias, isMap, isPair, isScalar, isSeq, LineCounter, type Node, parseAllDocuments } from 'yaml';
import type { Problem } from './problem.ts';
import { looksTemplated, maskTemplate } from './template-mask.ts';
import { type Scalar, Tree } from './tree.ts';

export interface YamlStream {
  /** The documents that could be read; broken ones are left out and named in `problems`. */
  readonly documents: readonly Tree[];
  readonly problems: readonly Problem[];
  /** Template directives were masked: values in this file may be placeholders. */
  readonly templated: boolean;
}

/** How many nodes all aliases of one document may stand for: an alias bomb ends here. */
const mostNodes = 300_000;

/** Reads a YAML stream with anchors, merge keys and unknown tags. Template directives are masked where they break YAML. */
export function parseYaml(text: string): YamlStream {
  if (!looksTemplated(text)) {
    const plain = read(text);
    if (plain.problems.length === 0 || !/\{\{|\{%|<%/.test(text)) return { ...plain, templated: false };
  }
  const masked = read(maskTemplate(text));
  if (masked.problems.length === 0) return { ...masked, templated: true };
  // directives inside of texts are no reason to mask anything: then the plain text parses, without maps as keys
  const plain = read(text);
  const holdsDirectives = plain.documents.some(document => [...document.walk()].some(node => [...node.entries.keys()].some(isMapKey)));
  return plain.problems.length > 0 || holdsDirectives ? { ...masked, templated: true } : { ...plain, templated: false };
}

/** `{{ x }}` outside of a text is to YAML a map whose key is a map. */
function isMapKey(key: string): boolean {
  return key.startsWith('{');
}

function read(text: string): Omit<YamlStream, 'templated'> {
  const lineCounter = new LineCounter();
  const documents: Tree[] = [];
  const problems: Problem[] = [];
  try {
    const parsed = parseAllDocuments(text, {
      lineCounter,
      merge: true,
      uniqueKeys: false,
      logLevel: 'silent',
      keepSourceTokens: false,
      prettyErrors: false,
    });
    for (const document of Array.isArray(parsed) ? parsed : []) {
      const error = document.errors[0];
      if (error) problems.push({ line: lineCounter.linePos(error.pos[0]).line || 1, message: error.message.split('\n')[0] ?? error.code });
      else if (document.contents) documents.push(new Converter(lineCounter).document(document));
    }
  } catch (error) {
    problems.push({ line: 1, message: error instanceof RangeError ? 'nests too deep' : (error as Error).message });
  }
  return { documents, problems };
}

class Converter {
  readonly #anchors = new Map<string, { tree: Tree; size: number }>();
  #size = 0;

  constructor(readonly lines: LineCounter) {}

  document(document: Document): Tree {
    return this.#convert(document.contents as Node);
  }

  #convert(node: Node | null | undefined): Tree {
    if (++this.#size > mostNodes) throw new Error(`aliases stand for more than ${mostNodes} values`);
    if (!node) return Tree.scalar(null, 1);
    if (isAlias(node)) return this.#alias(node.source);
    const before = this.#size;
    const tree = this.#plain(node);
    const anchor = 'anchor' in node ? node.anchor : undefined;
    if (anchor) this.#anchors.set(anchor, { tree, size: this.#size - before });
    return tree;
  }

  #alias(name: string): Tree {
    const target = this.#anchors.get(name);
    if (!target) return Tree.scalar(null, 1);
    this.#size += target.size;
    if (this.#size > mostNodes) throw new Error(`aliases stand for more than ${mostNodes} values`);
    return target.tree;
  }

  #plain(node: Node): Tree {
    const [line, endLine] = this.#range(node);
    const tag = node.tag?.startsWith('tag:yaml.org') ? undefined : node.tag;
    if (isMap(node)) return Tree.map(this.#entries(node.items), line, endLine, { tag });
    if (isSeq(node)) {
      const items = node.items.map(item => (isPair(item) ? Tree.map(this.#entries([item]), line, endLine) : this.#convert(item as Node)));
      return Tree.list(items, line, endLine, { tag });
    }
    return Tree.scalar(isScalar(node) ? toScalar(node.value) : null, line, endLine, { tag });
  }

  #entries(pairs: readonly unknown[]): Map<string, Tree> {
    const own = new Map<string, Tree>();
    const merged: Tree[] = [];
    for (const pair of pairs) {
      if (!isPair(pair)) continue;
      const key = keyText(pair.key);
      const value = this.#value(pair.key, pair.value as Node | null);
      if (key === '<<') merged.push(...(value.kind === 'list' ? value.items : [value]));
      else own.set(key, value);
    }
    for (const source of merged) for (const [key, value] of source.entries) if (!own.has(key)) own.set(key, value);
    return own;
  }

  /** A missing value (`key:`) stands on the line of its key. */
  #value(key: unknown, value: Node | null): Tree {
    if (value && (!isScalar(value) || value.value !== null)) return this.#convert(value);
    const [line] = isScalar(key) ? this.#range(key) : [1];
    return Tree.scalar(null, line);
  }

  #range(node: Node): [number, number] {
    const [start, end] = node.range ?? [0, 0];
    const line = this.lines.linePos(start).line;
    return [line || 1, Math.max(line || 1, this.lines.linePos(Math.max(start, end - 1)).line || 1)];
  }
}

function keyText(key: unknown): string {
  const value = isScalar(key) ? key.value : key;
  return typeof value === 'symbol' ? '<<' : String(value);
}

function toScalar(value: unknown): Scalar {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return value === undefined ? null : String(value);
}
