import { isDeepStrictEqual } from 'node:util';
import type { Detector } from '../../src/facts/detector.ts';
import { SourceFile } from '../../src/facts/source-file.ts';

/** What must hold when detectors parse any text at all; the answer names the detector and what does not. */
export function brokenBy(detectors: readonly Detector<unknown>[], path: string, text: string): string | undefined {
  const file = new SourceFile(path, text);
  const again = new SourceFile(path, text);
  try {
    for (const detector of detectors) {
      const found = parse(detector, file);
      const problem = typeof found === 'string' ? found : dataProblem(found, linesOf(text));
      if (problem) return `${detector.id} on ${path}: ${problem}`;
      if (!isDeepStrictEqual(found, parse(detector, again))) return `${detector.id} on ${path}: gives other findings the second time`;
    }
    return undefined;
  } finally {
    file.close();
    again.close();
  }
}

function parse(detector: Detector<unknown>, file: SourceFile): readonly unknown[] | string {
  try {
    return [...detector.parse(file)];
  } catch (error) {
    return error instanceof Error && expected.test(error.message) ? [] : `throws ${error instanceof Error ? error.stack : error}`;
  }
}

/** What a reader says of a text that goes too far. */
const expected = /^Maximum call stack size exceeded$|^nests too deep$|^aliases stand for more than/;

/** Whether the findings are plain data that survive a thread and a cache, with lines that are in the file. */
function dataProblem(findings: unknown, lines: number): string | undefined {
  const plain = withoutAbsent(findings, lines);
  if (typeof plain === 'string' && plain.startsWith(problemMark)) return plain.slice(1);
  if (!isDeepStrictEqual(structuredClone(plain), plain)) return 'findings change when cloned';
  return isDeepStrictEqual(JSON.parse(JSON.stringify(plain)), plain) ? undefined : 'findings change as JSON';
}

const problemMark = '\u0001';

/** A copy without absent fields; a text with the mark when something is no plain data. */
function withoutAbsent(value: unknown, lines: number, place = ''): unknown {
  if (typeof value === 'number') return Number.isFinite(value) ? value + 0 : `${problemMark}${place} is ${value}`;
  if (typeof value !== 'object' || value === null) return isScalar(value) ? value : `${problemMark}${place} is a ${typeof value}`;
  const isList = Array.isArray(value);
  if (Object.getPrototypeOf(value) !== (isList ? Array.prototype : Object.prototype)) return `${problemMark}${place} is no plain data`;
  const copy: [string, unknown][] = [];
  for (const [key, item] of Object.entries(value)) {
    if (item === undefined) continue;
    if (/^(?:line|endLine)$/.test(key) && !isLine(item, lines)) return `${problemMark}${place}.${key} is ${item} of ${lines}`;
    const inner = withoutAbsent(item, lines, `${place}.${key}`);
    if (typeof inner === 'string' && inner.startsWith(problemMark)) return inner;
    copy.push([key, inner]);
  }
  return isList ? copy.map(([, item]) => item) : Object.fromEntries(copy);
}

function isScalar(value: unknown): boolean {
  return value === null || value === undefined || ['string', 'boolean'].includes(typeof value);
}

function isLine(value: unknown, lines: number): boolean {
  return Number.isInteger(value) && (value as number) >= 1 && (value as number) <= lines;
}

function linesOf(text: string): number {
  return text.split('\n').length;
}
