import { afterBlank, afterBrackets, afterExpression } from './scan.ts';

/** Where the blocks at the top of an HCL text stand, found without parsing what is in them. */
export interface HclOutline {
  readonly blocks: readonly OutlinedBlock[];
  readonly hasAttributes: boolean;
}

export interface OutlinedBlock {
  readonly type: string;
  readonly labels: readonly string[];
  readonly start: number;
  /** Behind the opening brace. */
  readonly bodyStart: number;
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
    for (; counted < offset; counted++) if (text.charCodeAt(counted) === 10) line++;
    return line;
  };
  for (let at = afterBlank(text, 0); at < text.length; at = afterBlank(text, at)) {
    const header = readHeader(text, at);
    if (!header) return undefined;
    const end = header.block ? afterBrackets(text, header.end) : afterExpression(text, header.end);
    if (end === undefined) return undefined;
    if (header.block) {
      const start = at;
      blocks.push({
        type: header.type,
        labels: header.labels,
        start,
        bodyStart: header.end + 1,
        end,
        line: lineOf(start),
        endLine: lineOf(end - 1),
      });
    } else hasAttributes = true;
    at = end;
  }
  return { blocks, hasAttributes };
}

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
