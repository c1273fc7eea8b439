import { readPlacedYaml, type Steps } from '../lib/placed-yaml.ts';

export type { Steps } from '../lib/placed-yaml.ts';

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
  const read = readPlacedYaml(text);
  if ('problems' in read) return { problems: read.problems.map(({ line, message }) => ({ path, line, message })) };
  const { yaml } = read;
  return { document: { path, value: yaml.value, lineOf: steps => yaml.placeOf(steps).line } };
}
