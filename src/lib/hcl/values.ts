import type { Node } from 'web-tree-sitter';
import { Tree } from '../tree.ts';

const unwrapped = new Set(['expression', 'literal_value', 'template_expr', 'collection_value']);

/** The value of an expression: literal where it is one, else its source text. */
export function expression(node: Node): Tree {
  const line = firstLine(node);
  const plain = plainValue(node.text, line);
  if (plain) return plain;
  const endLine = lastLine(node);
  const kids = children(node);
  const only = kids[0];
  if (unwrapped.has(node.type) && kids.length === 1 && only) return expression(only);
  switch (node.type) {
    case 'string_lit':
      return Tree.scalar(unquoted(node), line, endLine);
    case 'numeric_lit':
      return Tree.scalar(Number(node.text), line, endLine);
    case 'bool_lit':
      return Tree.scalar(node.text === 'true', line, endLine);
    case 'null_lit':
      return Tree.scalar(null, line, endLine);
    case 'quoted_template':
      return Tree.scalar(unescaped(node.text.slice(1, -1)), line, endLine, { tag: 'template' });
    case 'heredoc_template':
      return heredoc(node);
    case 'tuple':
      return Tree.list(kids.filter(kid => kid.type === 'expression').map(expression), line, endLine);
    case 'object':
      return object(kids, line, endLine);
    case 'function_call':
      return call(node, kids, line, endLine);
    default:
      return computed(node.text, line, endLine);
  }
}

const literals: ReadonlyMap<string, boolean | null> = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
]);
const plainText = /^"[^"\\$%\n]*"$/;
const plainNumber = /^-?\d+(?:\.\d+)?$/;
const plainReference = /^[a-z_][\w-]*(?:\.[\w-]+)+$/i;

/** Most values are a text, a number or a reference: read from the source, without a walk through their nodes. */
function plainValue(text: string, line: number): Tree | undefined {
  if (plainText.test(text)) return Tree.scalar(text.slice(1, -1), line);
  if (plainNumber.test(text)) return Tree.scalar(Number(text), line);
  const literal = literals.get(text);
  if (literal !== undefined) return Tree.scalar(literal, line);
  return plainReference.test(text) ? Tree.scalar(text, line, line, { tag: 'expression' }) : undefined;
}

/** A literal, or else the source text of what is computed. */
export function scalarOf(text: string, line: number, endLine: number): Tree {
  return plainValue(text, line) ?? computed(text, line, endLine);
}

function computed(text: string, line: number, endLine: number): Tree {
  const number = signedNumber(text);
  return number === undefined ? Tree.scalar(text, line, endLine, { tag: 'expression' }) : Tree.scalar(number, line, endLine);
}

function object(kids: readonly Node[], line: number, endLine: number): Tree {
  const entries = new Map<string, Tree>();
  for (const element of kids) {
    if (element.type !== 'object_elem') continue;
    const [key, value] = children(element);
    if (key && value) entries.set(expressionKey(key), expression(value));
  }
  return Tree.map(entries, line, endLine);
}

function expressionKey(node: Node): string {
  return expression(node).text() ?? node.text;
}

const encoders = new Set(['jsonencode', 'yamlencode', 'toset', 'tolist', 'tomap', 'sensitive', 'nonsensitive', 'trimspace']);

function call(node: Node, kids: readonly Node[], line: number, endLine: number): Tree {
  const name = kids[0]?.text ?? '';
  const values = children(kids.find(kid => kid.type === 'function_arguments')).filter(kid => kid.type === 'expression');
  const plain = encoders.has(name) && values.length === 1 ? argumentOf(name, values.map(expression)) : undefined;
  return plain ?? Tree.scalar(node.text, line, endLine, { tag: 'expression' });
}

/** The only argument of a function that leaves a value what it is; `undefined` where the call must be computed. */
export function argumentOf(name: string, values: readonly Tree[]): Tree | undefined {
  const [tree] = values;
  if (!tree || values.length !== 1 || !encoders.has(name) || tree.tag === 'expression') return undefined;
  return new Tree(tree.kind, tree.line, tree.endLine, tree.value, tree.entries, tree.items, name);
}

function heredoc(node: Node): Tree {
  return Tree.scalar(dedented(node.text), firstLine(node) + 1, lastLine(node), { tag: 'heredoc' });
}

/** The lines between `<<-EOT` and `EOT`, without their common indentation when the dash is there. */
export function dedented(text: string): string {
  const lines = text.split('\n');
  const inner = lines.slice(1, -1);
  const indented = lines[0]?.startsWith('<<-') ?? false;
  const indents = inner.filter(line => line.trim()).map(line => line.length - line.trimStart().length);
  const indent = indented && indents.length > 0 ? indents.reduce((least, each) => Math.min(least, each)) : 0;
  return inner.map(line => line.slice(indent)).join('\n');
}

export function unquoted(node: Node): string {
  return unescaped(node.text.slice(1, -1));
}

export function unescaped(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(/\\(u[0-9a-fA-F]{4}|.)/g, (_, code: string) => {
    if (code.length > 1) return String.fromCharCode(Number.parseInt(code.slice(1), 16));
    return code === 'n' ? '\n' : code === 't' ? '\t' : code === 'r' ? '\r' : code;
  });
}

function signedNumber(text: string): number | undefined {
  return /^-\s*\d+(\.\d+)?$/.test(text) ? Number(text.replace(/\s/g, '')) : undefined;
}

export function children(node: Node | undefined): readonly Node[] {
  return (node?.namedChildren ?? []).filter((child): child is Node => child !== null && child.type !== 'comment');
}

export function firstLine(node: Node): number {
  return node.startPosition.row + 1;
}

export function lastLine(node: Node): number {
  return node.endPosition.row + 1;
}
