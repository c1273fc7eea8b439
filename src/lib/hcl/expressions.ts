import { Tree } from '../tree.ts';
import { blanks, type Cursor, endsStatement, giveUp, lineAt, nested, skip, take } from './cursor.ts';
import { afterBrackets, afterHeredoc, afterString } from './scan.ts';
import { argumentOf, dedented, scalarOf, unescaped } from './values.ts';

/** The value of an expression: literal where it is one, else its source text. With `line`, it ends with its line. */
export function readExpression(cursor: Cursor, line: boolean): Tree {
  skip(cursor, line);
  const start = cursor.at;
  const startLine = lineAt(cursor, start);
  let tree = readOperand(cursor, startLine);
  let questions = 0;
  for (;;) {
    if (readPostfixes(cursor)) tree = undefined;
    const end = cursor.at;
    skip(cursor, line);
    const operator = take(cursor, questions > 0 ? operatorOrColon : binary)?.[0];
    if (operator === undefined) {
      const found = tree ?? scalarOf(cursor.text.slice(start, end), startLine, lineAt(cursor, end));
      return questions > 0 ? giveUp() : found;
    }
    if (operator === '?') questions++;
    if (operator === ':') questions--;
    tree = undefined;
    skip(cursor, line);
    readOperand(cursor, startLine);
  }
}

const binary = /==|!=|<=|>=|&&|\|\||[-+*%<>?]|\/(?![/*])/y;
const operatorOrColon = /==|!=|<=|>=|&&|\|\||[-+*%<>?:]|\/(?![/*])/y;
const number = /(?:0x[\da-fA-F]+|\d+(?:\.\d+)?(?:[eE][-+]?\d+)?)(?![\p{L}\p{N}_])/uy;
const identifier = /[\p{L}_][\p{L}\p{N}_-]*(?:::[\p{L}_][\p{L}\p{N}_-]*)*/uy;

/** Moves behind one operand. `undefined` when only its text counts. */
function readOperand(cursor: Cursor, line: number): Tree | undefined {
  const { text, at } = cursor;
  switch (text[at]) {
    case '"':
      return readString(cursor, line);
    case '<':
      return readHeredoc(cursor, line);
    case '[':
      return readTuple(cursor, line);
    case '{':
      return readObject(cursor, line);
    case '(':
      return readParenthesis(cursor);
    case '-':
    case '!':
      cursor.at++;
      take(cursor, blanks);
      nested(cursor, () => readOperand(cursor, line));
      return undefined;
  }
  if (take(cursor, number)) return Tree.scalar(Number(text.slice(at, cursor.at)), line);
  const [name] = take(cursor, identifier) ?? giveUp();
  if (text[cursor.at] === '(') return readCall(cursor, name);
  return scalarOf(name, line, line);
}

function readParenthesis(cursor: Cursor): Tree {
  cursor.at++;
  const inner = nested(cursor, () => readExpression(cursor, false));
  closeWith(cursor, ')');
  return inner;
}

function readString(cursor: Cursor, line: number): Tree {
  const { text, at } = cursor;
  cursor.at = afterString(text, at) ?? giveUp();
  const raw = text.slice(at + 1, cursor.at - 1);
  if (raw.includes('$${') || raw.includes('%%{')) giveUp();
  const templated = raw.includes('${') || raw.includes('%{');
  return Tree.scalar(unescaped(raw), line, lineAt(cursor, cursor.at), templated ? { tag: 'template' } : {});
}

function readHeredoc(cursor: Cursor, line: number): Tree {
  const { text, at } = cursor;
  if (text[at + 1] !== '<') giveUp();
  cursor.at = afterHeredoc(text, at) ?? giveUp();
  return Tree.scalar(dedented(text.slice(at, cursor.at)), line + 1, lineAt(cursor, cursor.at), { tag: 'heredoc' });
}

function readTuple(cursor: Cursor, line: number): Tree | undefined {
  if (isFor(cursor)) return skipBrackets(cursor);
  cursor.at++;
  const items = readList(cursor, ']');
  return Tree.list(items, line, lineAt(cursor, cursor.at - 1));
}

/** Expressions with commas between them, up to and with the closing bracket. */
function readList(cursor: Cursor, closing: string): readonly Tree[] {
  return nested(cursor, () => {
    const items: Tree[] = [];
    for (;;) {
      skip(cursor, false);
      if (take(cursor, closing === ']' ? bracketEnd : parenthesisEnd)) return items;
      items.push(readExpression(cursor, false));
      skip(cursor, false);
      if (cursor.text.startsWith('...', cursor.at)) cursor.at += 3;
      else if (cursor.text[cursor.at] === ',') cursor.at++;
      else if (cursor.text[cursor.at] !== closing) giveUp();
    }
  });
}

const bracketEnd = /\]/y;
const parenthesisEnd = /\)/y;

function readObject(cursor: Cursor, line: number): Tree | undefined {
  if (isFor(cursor)) return skipBrackets(cursor);
  cursor.at++;
  const entries = nested(cursor, () => readElements(cursor));
  return Tree.map(entries, line, lineAt(cursor, cursor.at - 1));
}

function readElements(cursor: Cursor): ReadonlyMap<string, Tree> {
  const entries = new Map<string, Tree>();
  for (;;) {
    skip(cursor, false);
    if (cursor.text[cursor.at] === '}') {
      cursor.at++;
      return entries;
    }
    const key = readKey(cursor);
    take(cursor, assignment) ?? giveUp();
    entries.set(key, readExpression(cursor, true));
    if (cursor.text[cursor.at] === ',') cursor.at++;
    else if (!endsStatement(cursor)) giveUp();
  }
}

const assignment = /[ \t]*(?:=(?![=>])|:)/y;

function readKey(cursor: Cursor): string {
  const start = cursor.at;
  const operand = readOperand(cursor, lineAt(cursor, start));
  const alone = !readPostfixes(cursor);
  return (alone ? operand?.text() : undefined) ?? cursor.text.slice(start, cursor.at);
}

function readCall(cursor: Cursor, name: string): Tree | undefined {
  cursor.at++;
  const items = readList(cursor, ')');
  return argumentOf(name, items);
}

/** Moves behind `.name`, `[index]`, `.*` and the like; whether there was any. */
function readPostfixes(cursor: Cursor): boolean {
  const start = cursor.at;
  for (;;) {
    if (take(cursor, accessor)) continue;
    if (cursor.text[cursor.at] !== '[') return cursor.at > start;
    cursor.at++;
    if (take(cursor, splat)) continue;
    nested(cursor, () => readExpression(cursor, false));
    closeWith(cursor, ']');
  }
}

const accessor = /\.(?:[\p{L}_][\p{L}\p{N}_-]*|\d+|\*)/uy;
const splat = /\*\]/y;

function closeWith(cursor: Cursor, bracket: string): void {
  skip(cursor, false);
  if (cursor.text[cursor.at++] !== bracket) giveUp();
}

function isFor(cursor: Cursor): boolean {
  forStart.lastIndex = cursor.at;
  return forStart.test(cursor.text);
}

const forStart = /[[{]\s*for\s/y;

function skipBrackets(cursor: Cursor): undefined {
  cursor.at = afterBrackets(cursor.text, cursor.at) ?? giveUp();
}
