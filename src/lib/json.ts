import { type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import { Lines } from './lines.ts';
import type { Problem } from './problem.ts';
import { Tree } from './tree.ts';

const deepest = 400;

/** Reads JSON, also with comments and trailing commas. `tree` is absent when the text is not JSON. */
export function parseJson(text: string): { readonly tree?: Tree; readonly problems: readonly Problem[] } {
  const lines = new Lines(text);
  if (nestsTooDeep(text)) return { problems: [{ line: 1, message: `nests deeper than ${deepest} levels` }] };
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  const first = errors[0];
  if (first || !root) {
    return { problems: [{ line: lines.at(first?.offset ?? 0), message: first ? printParseErrorCode(first.error) : 'empty document' }] };
  }
  return { tree: convert(root, lines), problems: [] };
}

function convert(node: Node, lines: Lines): Tree {
  const line = lines.at(node.offset);
  const endLine = lines.at(node.offset + node.length);
  if (node.type === 'object') {
    const entries = new Map<string, Tree>();
    for (const property of node.children ?? []) {
      const [key, value] = property.children ?? [];
      if (key && value) entries.set(String(key.value), convert(value, lines));
    }
    return Tree.map(entries, line, endLine);
  }
  if (node.type === 'array') {
    return Tree.list(
      (node.children ?? []).map(child => convert(child, lines)),
      line,
      endLine,
    );
  }
  return Tree.scalar(node.value as string | number | boolean | null, line, endLine);
}

function nestsTooDeep(text: string): boolean {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const character = text.charCodeAt(at);
    if (inString) {
      if (character === 92) at++;
      else if (character === 34) inString = false;
    } else if (character === 34) inString = true;
    else if (character === 91 || character === 123) {
      if (++depth > deepest) return true;
    } else if (character === 93 || character === 125) depth--;
  }
  return false;
}
