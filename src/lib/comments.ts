/** How a language writes comments: `//` and block comments, `#`, or `#` with text between triple quotes. */
export type CommentStyle = 'slashes' | 'slashes-and-hash' | 'rust' | 'hash' | 'python';

/** The text with its comments replaced by blanks, so that offsets and lines stay true. Texts in quotes survive, Python's docstrings do not. */
export function blankComments(text: string, style: CommentStyle): string {
  const pieces: string[] = [];
  let from = 0;
  for (let at = 0; at < text.length; ) {
    const end = commentEnd(text, at, style);
    if (end === undefined) {
      at = skip(text, at, style);
      continue;
    }
    pieces.push(text.slice(from, at), text.slice(at, end).replace(/[^\n]/g, ' '));
    at = end;
    from = end;
  }
  return pieces.join('') + text.slice(from);
}

/** Where the comment that begins at `at` ends; nothing when none begins there. */
function commentEnd(text: string, at: number, style: CommentStyle): number | undefined {
  const character = text[at];
  if (character === '#' && (style === 'hash' || style === 'python' || (style === 'slashes-and-hash' && text[at + 1] !== '['))) {
    return text[at + 1] === '{' && style === 'hash' ? undefined : after(text, '\n', at) - 1;
  }
  if (character === '/' && style !== 'hash' && style !== 'python') {
    if (text[at + 1] === '/') return after(text, '\n', at) - 1;
    if (text[at + 1] === '*') return after(text, '*/', at + 2);
  }
  if (style === 'python' && (text.startsWith('"""', at) || text.startsWith("'''", at)) && beginsStatement(text, at)) {
    return after(text, text.slice(at, at + 3), at + 3);
  }
  return undefined;
}

function after(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from);
  return found === -1 ? text.length + (mark === '\n' ? 1 : 0) : found + mark.length;
}

function beginsStatement(text: string, at: number): boolean {
  return text.slice(text.lastIndexOf('\n', at - 1) + 1, at).trim() === '';
}

/** The next place to look at: behind a quoted text, or one further. */
function skip(text: string, at: number, style: CommentStyle): number {
  const quote = text[at];
  if (style === 'python' && (text.startsWith('"""', at) || text.startsWith("'''", at))) return after(text, text.slice(at, at + 3), at + 3);
  if (quote !== '"' && quote !== "'" && quote !== '`') return at + 1;
  if ((quote === "'" && style === 'rust') || (quote === '`' && (style === 'hash' || style === 'python'))) return at + 1;
  for (let next = at + 1; next < text.length; next++) {
    const character = text[next];
    if (character === '\\') next++;
    else if (character === quote) return next + 1;
    else if (character === '\n' && quote !== '`') return next;
  }
  return text.length;
}
