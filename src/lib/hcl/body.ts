import { Tree } from '../tree.ts';
import { type Cursor, endsStatement, giveUp, lineAt, nested, take, unsure } from './cursor.ts';
import { readExpression } from './expressions.ts';
import { labelsKey } from './labels.ts';
import { afterBlank } from './scan.ts';

/**
 * Reads attributes and nested blocks straight from the source: from `start`, behind the opening brace of a block or at the top of a file, to the
 * brace that closes it or the end of the text. `undefined` where anything is out of the ordinary: then only the grammar can tell.
 */
export function readHclBody(text: string, start: number, line: number, topLevel = false): HclBody | undefined {
  const cursor: Cursor = { text, at: start, line, counted: start, depth: 0 };
  try {
    const body = readBody(cursor, topLevel);
    return topLevel && cursor.at < text.length ? undefined : body;
  } catch (error) {
    if (error === unsure) return undefined;
    throw error;
  }
}

export interface HclBody {
  readonly attributes: Map<string, Tree>;
  /** Nested blocks by type; a `dynamic "x"` block counts as a block `x`. */
  readonly blocks: Map<string, Tree[]>;
}

/** Attributes and blocks as one map; labels stand under their own key. */
export function bodyEntries({ attributes, blocks }: HclBody, labels: readonly string[], line: number): Map<string, Tree> {
  const entries = new Map(attributes);
  for (const [type, trees] of blocks) entries.set(type, Tree.list(trees, trees[0]?.line ?? line, trees.at(-1)?.endLine ?? line));
  if (labels.length > 0)
    entries.set(
      labelsKey,
      Tree.list(
        labels.map(label => Tree.scalar(label, line)),
        line,
        line,
      ),
    );
  return entries;
}

function readBody(cursor: Cursor, topLevel: boolean): HclBody {
  const body: HclBody = { attributes: new Map(), blocks: new Map() };
  for (;;) {
    cursor.at = afterBlank(cursor.text, cursor.at);
    if (cursor.at >= cursor.text.length) return topLevel ? body : giveUp();
    if (cursor.text[cursor.at] === '}') {
      cursor.at++;
      return topLevel ? giveUp() : body;
    }
    readStatement(cursor, body);
    if (!endsStatement(cursor)) giveUp();
  }
}

/** An attribute (`name = value`) or a block (`type "label" { … }`). */
function readStatement(cursor: Cursor, body: HclBody): void {
  const start = cursor.at;
  const words: string[] = [];
  for (let count = 0; count < 20; count++) {
    const [, name, label, sign] = take(cursor, headerWord) ?? giveUp();
    if (sign === undefined) words.push(name ?? (words.length > 0 ? label : undefined) ?? giveUp());
    else if (sign === '=' && words.length === 1 && cursor.text[cursor.at] !== '=') {
      body.attributes.set(words[0] ?? '', readExpression(cursor, true));
      return;
    } else if (sign === '{' && words.length > 0) {
      const [type, tree] = readNested(cursor, words, lineAt(cursor, start));
      const same = body.blocks.get(type);
      if (same) same.push(tree);
      else body.blocks.set(type, [tree]);
      return;
    } else giveUp();
  }
  giveUp();
}

/** A name, a label without escapes or templates, or the sign that ends a header. */
const headerWord = /[ \t]*(?:([\p{L}_][\p{L}\p{N}_-]*)|"([^"\\$%\r\n]*)"|([={]))/uy;

function readNested(cursor: Cursor, [type = '', ...labels]: readonly string[], line: number): [type: string, Tree] {
  const body = nested(cursor, () => readBody(cursor, false));
  const endLine = lineAt(cursor, cursor.at - 1);
  if (type !== 'dynamic') return [type, Tree.map(bodyEntries(body, labels, line), line, endLine)];
  const content = body.blocks.get('content')?.[0];
  return [labels[0] ?? 'dynamic', Tree.map(content?.entries ?? new Map(), line, endLine, { tag: 'dynamic' })];
}
