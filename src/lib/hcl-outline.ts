/** Where the blocks at the top of an HCL text stand, found without parsing what is in them. */
export interface HclOutline {
  readonly blocks: readonly OutlinedBlock[];
  readonly hasAttributes: boolean;
}

export interface OutlinedBlock {
  readonly type: string;
  readonly labels: readonly string[];
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly endLine: number;
}

/**
 * One pass over the text that minds strings, templates, heredocs, comments and brackets. `undefined` when something does not fit:
 * then only a full parse can tell. https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md
 */
export function outlineHcl(text: string): HclOutline | undefined {
  const blocks: OutlinedBlock[] = [];
  let hasAttributes = false;
  let line = 1;
  let counted = 0;
  const lineOf = (offset: number) => {
    for (; counted < offset; counted++) if (text.charCodeAt(counted) === newline) line++;
    return line;
  };
  for (let at = afterBlank(text, 0); at < text.length; at = afterBlank(text, at)) {
    const header = readHeader(text, at);
    if (!header) return undefined;
    const end = header.block ? afterBrackets(text, header.end) : afterExpression(text, header.end);
    if (end === undefined) return undefined;
    if (header.block) {
      const start = at;
      blocks.push({ type: header.type, labels: header.labels, start, end, line: lineOf(start), endLine: lineOf(end - 1) });
    } else hasAttributes = true;
    at = end;
  }
  return { blocks, hasAttributes };
}

const newline = 10;
const quote = 34;
const hash = 35;
const dollar = 36;
const percent = 37;
const star = 42;
const slash = 47;
const less = 60;
const backslash = 92;
const brace = 123;

interface Header {
  readonly type: string;
  readonly labels: readonly string[];
  /** Offset of the opening brace, or behind the equals sign. */
  readonly end: number;
  readonly block: boolean;
}

function readHeader(text: string, start: number): Header | undefined {
  const words: string[] = [];
  for (let at = start; at < text.length && words.length < 20; ) {
    word.lastIndex = at;
    const found = word.exec(text);
    if (!found) return undefined;
    at = word.lastIndex;
    const [, plain, quoted, sign] = found;
    if (sign === undefined) words.push(plain ?? quoted ?? '');
    else if (words.length === 0) return undefined;
    else if (sign === '{') return { type: words[0] ?? '', labels: words.slice(1), end: at - 1, block: true };
    else return words.length === 1 ? { type: words[0] ?? '', labels: [], end: at, block: false } : undefined;
  }
  return undefined;
}

/** A name, a label without escapes or templates, or the sign that ends a header; sticky. */
const word = /[ \t]*(?:([\p{L}_][\p{L}\p{N}_-]*)|"([^"\\$%\r\n]*)"|([={]))/uy;

/** Behind white space and comments. */
function afterBlank(text: string, start: number): number {
  let at = start;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code === 32 || code === 9 || code === newline || code === 13 || code === 0xfeff) at++;
    else if (startsComment(text, at)) at = afterComment(text, at);
    else return at;
  }
}

function startsComment(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code === hash) return true;
  const next = text.charCodeAt(at + 1);
  return code === slash && (next === slash || next === star);
}

function afterComment(text: string, at: number): number {
  const inline = text.charCodeAt(at + 1) === star && text.charCodeAt(at) === slash;
  const end = inline ? text.indexOf('*/', at + 2) : text.indexOf('\n', at);
  return end === -1 ? text.length : inline ? end + 2 : end;
}

/** From an opening bracket to behind the one that closes it. */
function afterBrackets(text: string, start: number): number | undefined {
  const open: string[] = [];
  for (let at = start; at < text.length; ) {
    const code = text.charCodeAt(at);
    const next = afterToken(text, at, code);
    if (next === undefined) return undefined;
    if (next === at + 1) {
      const closing = closings[code];
      if (closing !== undefined) open.push(closing);
      else if (code === 125 || code === 93 || code === 41) {
        if (open.pop() !== text[at]) return undefined;
        if (open.length === 0) return next;
      }
    }
    at = next;
  }
  return undefined;
}

const closings: Readonly<Record<number, string>> = { 123: '}', 91: ']', 40: ')' };

/** To the end of the line on which an expression ends. */
function afterExpression(text: string, start: number): number | undefined {
  for (let at = start; at < text.length; ) {
    const code = text.charCodeAt(at);
    if (code === newline) return at;
    if (closings[code] !== undefined) {
      const end = afterBrackets(text, at);
      if (end === undefined) return undefined;
      at = end;
      continue;
    }
    const next = afterToken(text, at, code);
    if (next === undefined) return undefined;
    if (text.charCodeAt(next - 1) === newline && next > at + 1) return next; // a heredoc ends with its line
    at = next;
  }
  return text.length;
}

/** Behind a comment, text or heredoc, or else one character further. */
function afterToken(text: string, at: number, code: number): number | undefined {
  if (code === quote) return afterString(text, at);
  if (code === hash || code === slash) return startsComment(text, at) ? afterComment(text, at) : at + 1;
  if (code === less && text.charCodeAt(at + 1) === less) return afterHeredoc(text, at);
  return at + 1;
}

function afterString(text: string, start: number): number | undefined {
  for (let at = start + 1; at < text.length; ) {
    const code = text.charCodeAt(at);
    if (code === quote) return at + 1;
    if (code === newline) return undefined;
    if (code === backslash) at += 2;
    else if ((code === dollar || code === percent) && text.charCodeAt(at + 1) === code) at += 2;
    else if ((code === dollar || code === percent) && text.charCodeAt(at + 1) === brace) {
      const end = afterBrackets(text, at + 1);
      if (end === undefined) return undefined;
      at = end;
    } else at++;
  }
  return undefined;
}

const heredocStart = /<<-?([\p{L}_][\p{L}\p{N}_-]*)\r?\n/uy;

function afterHeredoc(text: string, start: number): number | undefined {
  heredocStart.lastIndex = start;
  const tag = heredocStart.exec(text)?.[1];
  if (tag === undefined) return undefined;
  for (let at = heredocStart.lastIndex; at < text.length; ) {
    const end = text.indexOf('\n', at);
    const line = text.slice(at, end === -1 ? text.length : end);
    if (line.trim() === tag) return end === -1 ? text.length : end;
    if (end === -1) return undefined;
    at = end + 1;
  }
  return undefined;
}
