import type { HclBlock } from './hcl.ts';
import type { Tree } from './tree.ts';

/** How many labels each block type has in Terraform's JSON syntax. */
const labelCounts: Readonly<Record<string, number>> = {
  resource: 2,
  data: 2,
  module: 1,
  provider: 1,
  variable: 1,
  output: 1,
  terraform: 0,
  locals: 0,
};

/** The blocks of a `.tf.json` document in the same shape as those of HCL. */
export function blocksOfJson(document: Tree): readonly HclBlock[] {
  return document.pairs().flatMap(([type, tree]) => blocks(type, tree, labelCounts[type] ?? 0, []));
}

function blocks(type: string, tree: Tree, depth: number, labels: readonly string[]): readonly HclBlock[] {
  if (depth === 0) return tree.list().map(body => ({ type, labels, line: body.line, endLine: body.endLine, text: '', body }));
  return tree.list().flatMap(map => map.pairs().flatMap(([label, below]) => blocks(type, below, depth - 1, [...labels, label])));
}
