import type { AST } from 'toml-eslint-parser';
import { ParseError, parseTOML } from 'toml-eslint-parser';
import type { Problem } from './problem.ts';
import { type Scalar, Tree } from './tree.ts';

const deepest = 200;

/** Reads TOML into the same tree as the other formats; `tree` is absent when the text is not TOML. */
export function parseToml(text: string): { readonly tree?: Tree; readonly problems: readonly Problem[] } {
  try {
    const root = new Draft(1);
    for (const node of parseTOML(text).body[0].body) addToTop(root, node);
    return { tree: root.tree(), problems: [] };
  } catch (error) {
    if (error instanceof ParseError) return { problems: [{ line: error.lineNumber, message: error.message }] };
    return { problems: [{ line: 1, message: error instanceof RangeError ? 'nests too deep' : (error as Error).message }] };
  }
}

type Slot = Tree | Draft | Draft[];

/** A table while it is still being filled: TOML may add to it in several places. */
class Draft {
  readonly slots = new Map<string, Slot>();
  endLine: number;

  constructor(readonly line: number) {
    this.endLine = line;
  }

  tree(depth = 0): Tree {
    if (depth > deepest) throw new RangeError('nests too deep');
    const entries = new Map<string, Tree>();
    let endLine = this.endLine;
    for (const [key, slot] of this.slots) {
      const tree = treeOf(slot, depth + 1);
      endLine = Math.max(endLine, tree.endLine);
      entries.set(key, tree);
    }
    return Tree.map(entries, this.line, endLine);
  }
}

function treeOf(slot: Slot, depth: number): Tree {
  if (slot instanceof Tree) return slot;
  if (slot instanceof Draft) return slot.tree(depth);
  const items = slot.map(item => item.tree(depth));
  return Tree.list(items, items[0]?.line ?? 1, items.at(-1)?.endLine ?? 1);
}

function addToTop(root: Draft, node: AST.TOMLKeyValue | AST.TOMLTable): void {
  if (node.type === 'TOMLKeyValue') {
    addValue(root, node);
    return;
  }
  const keys = keysOf(node.key);
  const last = keys.pop() ?? '';
  const parent = descend(root, keys, node.loc.start.line);
  const table = node.kind === 'array' ? append(parent, last, node.loc.start.line) : descend(parent, [last], node.loc.start.line);
  for (const pair of node.body) addValue(table, pair);
}

function append(parent: Draft, key: string, line: number): Draft {
  const table = new Draft(line);
  const slot = parent.slots.get(key);
  if (Array.isArray(slot)) slot.push(table);
  else parent.slots.set(key, [table]);
  return table;
}

function descend(from: Draft, keys: readonly string[], line: number): Draft {
  let at = from;
  for (const key of keys) {
    const slot = at.slots.get(key);
    const next = Array.isArray(slot) ? slot.at(-1) : slot;
    if (next instanceof Draft) at = next;
    else {
      const table = new Draft(line);
      at.slots.set(key, table);
      at = table;
    }
  }
  return at;
}

function addValue(table: Draft, pair: AST.TOMLKeyValue): void {
  const keys = keysOf(pair.key);
  const last = keys.pop() ?? '';
  const parent = descend(table, keys, pair.loc.start.line);
  parent.slots.set(last, treeOfValue(pair.value));
  parent.endLine = Math.max(parent.endLine, pair.loc.end.line);
}

function keysOf(key: AST.TOMLKey): string[] {
  return key.keys.map(part => (part.type === 'TOMLBare' ? part.name : part.value));
}

function treeOfValue(node: AST.TOMLContentNode): Tree {
  const { start, end } = node.loc;
  if (node.type === 'TOMLArray') return Tree.list(node.elements.map(treeOfValue), start.line, end.line);
  if (node.type === 'TOMLInlineTable') {
    const table = new Draft(start.line);
    for (const pair of node.body) addValue(table, pair);
    return table.tree();
  }
  return Tree.scalar(scalarOf(node.value), start.line, end.line);
}

function scalarOf(value: unknown): Scalar {
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : String(value);
}
