import { type Document, isMap, isNode, isPair, isScalar, LineCounter, type Node, parseDocument } from 'yaml';

export interface LineAndColumn {
  /** 1-based. */
  readonly line: number;
  readonly column: number;
}

export interface YamlProblem extends LineAndColumn {
  readonly message: string;
}

export type Steps = readonly (string | number)[];

/** A YAML document of our own, read strictly, that knows where each of its values stands. */
export interface PlacedYaml {
  readonly value: unknown;
  /** Where the value at `steps` stands, or the nearest part above it that exists. */
  placeOf(steps: Steps): LineAndColumn;
  /** Where the key stands under which the value at `steps` is written. */
  keyPlaceOf(steps: Steps): LineAndColumn;
}

const mostAliases = 100;

/** Reads one document. Repeated keys are errors, merge keys and tags mean nothing. */
export function readPlacedYaml(text: string): { readonly yaml: PlacedYaml } | { readonly problems: readonly YamlProblem[] } {
  const lines = new LineCounter();
  try {
    const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, merge: false, logLevel: 'silent' });
    const problems = document.errors.map(({ pos, message }) => ({ ...placeAt(lines, pos[0]), message: message.split('\n')[0] ?? message }));
    if (problems.length > 0) return { problems };
    return {
      yaml: {
        value: document.toJS({ maxAliasCount: mostAliases }),
        placeOf: steps => placeOf(document, lines, steps),
        keyPlaceOf: steps => keyPlaceOf(document, lines, steps),
      },
    };
  } catch (error) {
    return { problems: [{ line: 1, column: 1, message: error instanceof RangeError ? 'nests too deep' : (error as Error).message }] };
  }
}

function placeOf(document: Document, lines: LineCounter, steps: Steps): LineAndColumn {
  for (let length = steps.length; length >= 0; length--) {
    const node = nodeAt(document, steps.slice(0, length));
    if (node?.range) return placeAt(lines, node.range[0]);
  }
  return { line: 1, column: 1 };
}

function keyPlaceOf(document: Document, lines: LineCounter, steps: Steps): LineAndColumn {
  const holder = nodeAt(document, steps.slice(0, -1));
  if (!isMap(holder)) return placeOf(document, lines, steps);
  const pair = holder.items.find(item => isPair(item) && isScalar(item.key) && String(item.key.value) === String(steps.at(-1)));
  return pair && isScalar(pair.key) && pair.key.range ? placeAt(lines, pair.key.range[0]) : placeOf(document, lines, steps);
}

function nodeAt(document: Document, steps: Steps): Node | undefined {
  const node = steps.length === 0 ? document.contents : document.getIn(steps, true);
  return isNode(node) ? node : undefined;
}

function placeAt(lines: LineCounter, offset: number): LineAndColumn {
  const { line, col } = lines.linePos(offset);
  return { line: line || 1, column: col || 1 };
}
