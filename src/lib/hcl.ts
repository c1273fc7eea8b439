import { createRequire } from 'node:module';
import { Language, type Node, Parser } from 'web-tree-sitter';
import { type HclOutline, type OutlinedBlock, outlineHcl } from './hcl-outline.ts';
import { children, expression, firstLine, lastLine, unquoted } from './hcl-values.ts';
import type { Problem } from './problem.ts';
import { Tree } from './tree.ts';

/** A block at the top of a file: `resource "aws_s3_bucket" "logs" { … }`. */
export interface HclBlock {
  readonly type: string;
  readonly labels: readonly string[];
  readonly line: number;
  readonly endLine: number;
  /** The source of the block; `''` where it was written in JSON. */
  readonly text: string;
  /**
   * Attributes and nested blocks. A nested block is a list of maps under its type, so that `get('versioning.enabled')` works whether
   * it stands once or often; its labels are the list under the key `labels()`. A `dynamic "x"` block counts as a block `x`.
   * A computed value is a scalar with its source text and the tag `expression` (or `template` for a text with `${…}`);
   * `jsonencode({…})` is its argument with the tag `jsonencode`.
   * Converted when first asked for, while the file is being read.
   */
  readonly body: Tree;
}

export interface HclFile {
  readonly blocks: readonly HclBlock[];
  /** Attributes at the top of the file (`.tfvars`, Terragrunt `inputs = {…}`). */
  readonly attributes: Tree;
  readonly problems: readonly Problem[];
}

export const labelsKey = 'labels()';

/**
 * A text or reference that a block gives an attribute in one plain line, read from the source without parsing the block: `bucket = "logs"`,
 * `bucket = aws_s3_bucket.logs.id`. `undefined` when it is not there, stands there more than once or is anything else: then ask `body`.
 */
export function plainAttribute(block: HclBlock, name: string): string | undefined {
  const [, text, reference] = plainLineOf(block, name) ?? [];
  return text ?? reference;
}

/** The same for a text only. */
export function plainLiteral(block: HclBlock, name: string): string | undefined {
  return plainLineOf(block, name)?.[1];
}

const plainLine = /^[^=]*=[ \t]*(?:"([^"$%\\]*)"|([a-z_][\w-]*(?:\.[\w-]+)+))[ \t]*$/i;

function plainLineOf(block: HclBlock, name: string): RegExpExecArray | null {
  if (!/^\w+$/.test(name)) return null;
  const lines = block.text.match(new RegExp(`^[ \\t]*${name}[ \\t]*=.*$`, 'gm')) ?? [];
  return lines.length === 1 ? plainLine.exec(lines[0]) : null;
}

let parser: Parser | undefined;

/** Loads the grammar; must have finished before `parseHcl` is called. */
export async function prepareHcl(): Promise<void> {
  if (parser) return;
  const require = createRequire(import.meta.url);
  await Parser.init({ locateFile: () => require.resolve('web-tree-sitter/web-tree-sitter.wasm') });
  const grammar = await Language.load(require.resolve('@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-terraform.wasm'));
  parser = new Parser();
  parser.setLanguage(grammar);
}

/**
 * Reads HCL (Terraform, OpenTofu, Terragrunt, Nomad, Packer). Only the outline is read at once; a body is parsed when it is asked for.
 * What stands around a syntax error is still read. Call `close` when done; `problems` is complete then.
 */
export function parseHcl(text: string): { readonly file: HclFile; readonly close: () => void } {
  if (!parser) throw new Error('prepareHcl() has not run');
  const outline = outlineHcl(text);
  return outline ? readOutline(text, outline, parser) : readWhole(text, parser);
}

function readWhole(text: string, parser: Parser): { readonly file: HclFile; readonly close: () => void } {
  const tree = parser.parse(text);
  if (!tree) throw new Error('the text could not be parsed');
  return { file: readFile(tree.rootNode), close: () => tree.delete() };
}

function readOutline(text: string, outline: HclOutline, parser: Parser): { readonly file: HclFile; readonly close: () => void } {
  const problems: Problem[] = [];
  let attributes: Tree | undefined;
  const readAttributes = () => {
    if (!outline.hasAttributes) return Tree.map(new Map(), 1, 1);
    const whole = readWhole(text, parser);
    problems.push(...whole.file.problems);
    const found = whole.file.attributes;
    whole.close();
    return found;
  };
  const file = {
    blocks: outline.blocks.map(block => outlinedBlock(text, block, problems, parser)),
    problems,
    get attributes() {
      attributes ??= readAttributes();
      return attributes;
    },
  };
  return { file, close: () => {} };
}

function outlinedBlock(text: string, block: OutlinedBlock, problems: Problem[], parser: Parser): HclBlock {
  const { type, labels, line, endLine } = block;
  let body: Tree | undefined;
  const readBody = () => {
    const { file, close } = readWhole(text.slice(block.start, block.end), parser);
    const [problem] = file.problems;
    if (problem) problems.push({ ...problem, line: problem.line + line - 1 });
    const found = file.blocks[0]?.body ?? Tree.map(new Map(), 1, 1);
    close();
    return found.shifted(line - 1);
  };
  return {
    type,
    labels,
    line,
    endLine,
    get text() {
      return text.slice(block.start, block.end);
    },
    get body() {
      body ??= readBody();
      return body;
    },
  };
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
