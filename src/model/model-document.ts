import { type Document, isNode, LineCounter, parseDocument } from 'yaml';

/** A file of a model as it was handed over. */
export interface ModelText {
  readonly path: string;
  readonly text: string;
}

/** Why a model was refused, and where. */
export interface ModelProblem {
  readonly path: string;
  readonly line: number;
  readonly message: string;
}

export type Steps = readonly (string | number)[];

/** A parsed model file that knows on which line each of its values stands. */
export interface ModelDocument {
  readonly path: string;
  readonly value: unknown;
  /** 1-based line of the value at `steps`, or of the nearest part above it that exists. */
  lineOf(steps: Steps): number;
}

/** Most bytes of one model file: far above any real model, far below what could stall the run. */
const mostBytes = 2_000_000;

export function readModelDocument({ path, text }: ModelText): { document: ModelDocument } | { problems: ModelProblem[] } {
  if (text.length > mostBytes) return { problems: [{ path, line: 1, message: 'the file is too large for a model' }] };
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, uniqueKeys: true, merge: false });
  const problems = document.errors.map(({ pos, message }) => ({
    path,
    line: lineCounter.linePos(pos[0]).line,
    message: message.split('\n')[0] ?? message,
  }));
  if (problems.length > 0) return { problems };
  return { document: { path, value: document.toJS({ maxAliasCount: 100 }), lineOf: steps => lineOf(document, lineCounter, steps) } };
}

function lineOf(document: Document, lineCounter: LineCounter, steps: Steps): number {
  for (let length = steps.length; length >= 0; length--) {
    const node = length === 0 ? document.contents : document.getIn(steps.slice(0, length), true);
    if (isNode(node) && node.range) return lineCounter.linePos(node.range[0]).line;
  }
  return 1;
}
