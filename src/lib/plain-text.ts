import stringWidth from 'string-width';

/**
 * Makes a text from outside safe to show in a terminal: control characters, escape sequences, bidirectional overrides and
 * invisible characters become visible replacements, so that no file name or file content can move the cursor or fake a line.
 */
export function plainText(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu, character => (character === '\n' || character === '\t' ? ' ' : '�'));
}

/** `value` as JSON whose texts hold no character that a terminal or an editor would obey: these are written as `\\uXXXX`. */
export function plainJson(value: unknown): string {
  // Properties of characters are slow to ask for: only what is not plain ASCII is asked.
  return JSON.stringify(value, null, 2).replace(/[^\n -~]+/g, run => run.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, escaped));
}

function escaped(character: string): string {
  return character
    .split('')
    .map(unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
}

/** `text`, cut with an ellipsis so that it takes at most `columns` columns. */
export function cut(text: string, columns: number): string {
  if (stringWidth(text) <= columns) return text;
  let width = 0;
  let kept = '';
  for (const character of text) {
    width += stringWidth(character);
    if (width > columns - 1) break;
    kept += character;
  }
  return `${kept.trimEnd()}…`;
}

/** `text`, cut or filled with blanks to exactly `columns` columns. */
export function column(text: string, columns: number): string {
  const fitted = cut(text, columns);
  return fitted + ' '.repeat(Math.max(0, columns - stringWidth(fitted)));
}

/** Breaks a text into lines of at most `columns` columns at blanks. */
export function wrap(text: string, columns: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter(Boolean)) {
    if (line !== '' && stringWidth(line) + 1 + stringWidth(word) > columns) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return line === '' ? lines : [...lines, line];
}
