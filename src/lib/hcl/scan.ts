// How far the tokens of HCL reach. `undefined` where a token does not end: https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md

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

/** Behind white space and comments. */
export function afterBlank(text: string, start: number): number {
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
export function afterBrackets(text: string, start: number): number | undefined {
  const open: string[] = [];
  for (let at = start; at < text.length; ) {
    const code = text.charCodeAt(at);
    if (isPlain(code)) {
      at++;
      continue;
    }
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

/** Whether the character starts no token of its own and is no bracket: nearly all are so. */
function isPlain(code: number): boolean {
  return code > 127 || special[code] === 0;
}

const special = new Uint8Array(128);
for (const letter of '"#/<{}[]()') special[letter.charCodeAt(0)] = 1;

const closings: Readonly<Record<number, string>> = { 123: '}', 91: ']', 40: ')' };

/** To the end of the line on which an expression ends. */
export function afterExpression(text: string, start: number): number | undefined {
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

export function afterString(text: string, start: number): number | undefined {
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

export function afterHeredoc(text: string, start: number): number | undefined {
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
