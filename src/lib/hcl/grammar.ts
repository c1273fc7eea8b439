import { createRequire } from 'node:module';
import { Language, type Node, Parser } from 'web-tree-sitter';
import type { Problem } from '../problem.ts';
import { Tree } from '../tree.ts';
import type { HclBlock, HclFile } from './file.ts';
import { labelsKey } from './labels.ts';
import { children, expression, firstLine, lastLine, unquoted } from './values.ts';

let parser: Parser | undefined;
let missed = false;

/** Whether a text needed the grammar while it was not loaded: call `prepareHcl` and read that text again. */
export function missedHclGrammar(): boolean {
  return missed && parser === undefined;
}

/** Loads the grammar for texts that cannot be read without. */
export async function prepareHcl(): Promise<void> {
  if (parser) return;
  const require = createRequire(import.meta.url);
  await Parser.init({ locateFile: () => require.resolve('web-tree-sitter/web-tree-sitter.wasm') });
  const grammar = await Language.load(require.resolve('@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-terraform.wasm'));
  parser = new Parser();
  parser.setLanguage(grammar);
}

/** Reads a text by the grammar; what stands around a syntax error is still read. Call `close` when done. */
export function parseByGrammar(text: string): { readonly file: HclFile; readonly close: () => void } {
  missed ||= parser === undefined;
  if (!parser) throw new Error('the grammar of HCL is not loaded');
  const tree = parser.parse(text);
  if (!tree) throw new Error('the text could not be parsed');
  return { file: readFile(tree.rootNode), close: () => tree.delete() };
}

function readFile(root: Node): HclFile {
  const body = root.namedChildren.find(child => child?.type === 'body');
  const blocks: HclBlock[] = [];
  const attributes: Node[] = [];
  for (const child of children(body ?? root)) {
    if (child.type === 'block') blocks.push(lazyBlock(child));
    else if (child.type === 'attribute') attributes.push(child);
  }
  return { blocks, attributes: bodyTree(attributes, 1, lastLine(root)), problems: root.hasError ? [firstError(root)] : [] };
}

function lazyBlock(node: Node): HclBlock {
  const head = blockHead(node);
  let body: Tree | undefined;
  return {
    ...head,
    get text() {
      return node.text;
    },
    get body() {
      body ??= blockBody(node);
      return body;
    },
  };
}

function blockHead(node: Node): Omit<HclBlock, 'body' | 'text'> {
  const names: string[] = [];
  for (const child of children(node)) {
    if (child.type === 'block_start') break;
    if (child.type === 'identifier') names.push(child.text);
    else if (child.type === 'string_lit') names.push(unquoted(child));
  }
  return { type: names[0] ?? '', labels: names.slice(1), line: firstLine(node), endLine: lastLine(node) };
}

function blockBody(node: Node): Tree {
  const body = children(node).find(child => child.type === 'body');
  return bodyTree(body ? children(body) : [], firstLine(node), lastLine(node), blockHead(node).labels);
}

function bodyTree(nodes: readonly Node[], line: number, endLine: number, labels: readonly string[] = []): Tree {
  const entries = new Map<string, Tree>();
  const blocks = new Map<string, Tree[]>();
  for (const node of nodes) {
    if (node.type === 'attribute') {
      const [name, value] = children(node);
      if (name && value) entries.set(name.text, expression(value));
    } else if (node.type === 'block') {
      const [type, tree] = nestedBlock(node);
      blocks.set(type, [...(blocks.get(type) ?? []), tree]);
    }
  }
  for (const [type, trees] of blocks) entries.set(type, Tree.list(trees, trees[0]?.line ?? line, trees.at(-1)?.endLine ?? endLine));
  if (labels.length > 0) {
    entries.set(
      labelsKey,
      Tree.list(
        labels.map(label => Tree.scalar(label, line)),
        line,
        line,
      ),
    );
  }
  return Tree.map(entries, line, endLine);
}

function nestedBlock(node: Node): [string, Tree] {
  const head = blockHead(node);
  if (head.type !== 'dynamic') return [head.type, blockBody(node)];
  const body = children(node).find(child => child.type === 'body');
  const content = (body ? children(body) : []).find(child => child.type === 'block' && child.firstNamedChild?.text === 'content');
  const tree = content ? blockBody(content) : Tree.map(new Map(), head.line, head.endLine);
  return [head.labels[0] ?? 'dynamic', Tree.map(tree.entries, head.line, head.endLine, { tag: 'dynamic' })];
}

function firstError(root: Node): Problem {
  const cursor = root.walk();
  try {
    descend: for (;;) {
      if (cursor.nodeType === 'ERROR' || cursor.nodeIsMissing) break;
      if (cursor.currentNode.hasError && cursor.gotoFirstChild()) {
        while (!cursor.currentNode.hasError && !cursor.nodeIsMissing) if (!cursor.gotoNextSibling()) break descend;
        continue;
      }
      break;
    }
    return { line: cursor.startPosition.row + 1, message: 'syntax error' };
  } finally {
    cursor.delete();
  }
}
