import { afterBlank } from './scan.ts';

/** Thrown where the reader gives up; never leaves `readHclBody`. */
export const unsure = new Error('not certain');
const deepest = 100;

/** Moves forward only. `line` is the line of the offset `counted`. */
export interface Cursor {
  readonly text: string;
  at: number;
  line: number;
  counted: number;
  depth: number;
}

export function lineAt(cursor: Cursor, offset: number): number {
  for (;;) {
    const next = cursor.text.indexOf('\n', cursor.counted);
    if (next === -1 || next >= offset) return cursor.line;
    cursor.line++;
    cursor.counted = next + 1;
  }
}

export function endsStatement(cursor: Cursor): boolean {
  take(cursor, blanks);
  return cursor.at >= cursor.text.length || /[\n#/}]/.test(cursor.text[cursor.at] ?? '');
}

/** Moves behind blanks and comments; within a line only behind blanks. */
export function skip(cursor: Cursor, line: boolean): void {
  if (line) take(cursor, blanks);
  else cursor.at = afterBlank(cursor.text, cursor.at);
}

export const blanks = /[ \t]*/y;

export function take(cursor: Cursor, pattern: RegExp): RegExpExecArray | null {
  pattern.lastIndex = cursor.at;
  const found = pattern.exec(cursor.text);
  if (found) cursor.at = pattern.lastIndex;
  return found;
}

export function nested<T>(cursor: Cursor, read: () => T): T {
  if (++cursor.depth > deepest) giveUp();
  const found = read();
  cursor.depth--;
  return found;
}

export function giveUp(): never {
  throw unsure;
}
