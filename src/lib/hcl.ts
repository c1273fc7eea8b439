import { bodyEntries, readHclBody } from './hcl/body.ts';
import type { HclBlock, HclFile } from './hcl/file.ts';
import { parseByGrammar } from './hcl/grammar.ts';
import { type HclOutline, type OutlinedBlock, outlineHcl } from './hcl/outline.ts';
import type { Problem } from './problem.ts';
import { Tree } from './tree.ts';

export type { HclBlock, HclFile } from './hcl/file.ts';
export { missedHclGrammar, prepareHcl } from './hcl/grammar.ts';

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

/**
 * Reads HCL (Terraform, OpenTofu, Terragrunt, Nomad, Packer). Only the outline is read at once; a body is read when it is asked for, straight from
 * its source, or by the grammar where that is not certain.
 * What stands around a syntax error is still read. Call `close` when done; `problems` is complete then.
 */
export function parseHcl(text: string): { readonly file: HclFile; readonly close: () => void } {
  const outline = outlineHcl(text);
  return outline ? readOutline(text, outline) : parseByGrammar(text);
}

function readOutline(text: string, outline: HclOutline): { readonly file: HclFile; readonly close: () => void } {
  const problems: Problem[] = [];
  let attributes: Tree | undefined;
  const readAttributes = () => {
    if (!outline.hasAttributes) return Tree.map(new Map(), 1, 1);
    const plain = readHclBody(text, 0, 1, true);
    if (plain) return Tree.map(plain.attributes, 1, text.split('\n').length);
    const whole = parseByGrammar(text);
    problems.push(...whole.file.problems);
    const found = whole.file.attributes;
    whole.close();
    return found;
  };
  const file = {
    blocks: outline.blocks.map(block => outlinedBlock(text, block, problems)),
    problems,
    get attributes() {
      attributes ??= readAttributes();
      return attributes;
    },
  };
  return { file, close: () => {} };
}

function outlinedBlock(text: string, block: OutlinedBlock, problems: Problem[]): HclBlock {
  const { type, labels, line, endLine } = block;
  let body: Tree | undefined;
  const readBody = () => {
    const plain = readHclBody(text, block.bodyStart, line);
    if (plain) return Tree.map(bodyEntries(plain, labels, line), line, endLine);
    const { file, close } = parseByGrammar(text.slice(block.start, block.end));
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
