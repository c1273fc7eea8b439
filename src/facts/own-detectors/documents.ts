import type { HclBlock } from '../../lib/hcl.ts';
import { parseToml } from '../../lib/toml.ts';
import { Tree } from '../../lib/tree.ts';
import type { QueryFormat } from '../../model/own-detector.ts';
import type { SourceFile } from '../source-file.ts';

const byEnding: readonly (readonly [RegExp, QueryFormat])[] = [
  [/\.ya?ml$/i, 'yaml'],
  [/\.(?:json|json5|jsonc)$/i, 'json'],
  [/\.toml$/i, 'toml'],
  [/\.(?:tf|tofu|hcl|tfvars|nomad)$|\.tf\.json$/i, 'hcl'],
];

/** The documents of a file as trees, whatever the format: HCL as `type.label.label`, each a list of bodies. */
export function documentsOf(file: SourceFile, format: QueryFormat | undefined): readonly Tree[] {
  switch (format ?? formatOf(file.path)) {
    case 'yaml':
      return file.yaml();
    case 'json':
      return [file.json() ?? []].flat();
    case 'toml':
      return [tomlOf(file) ?? []].flat();
    case 'hcl':
      return [blocksAsTree(file)];
    default:
      return [];
  }
}

function formatOf(path: string): QueryFormat | undefined {
  return byEnding.findLast(([ending]) => ending.test(path))?.[1];
}

function tomlOf(file: SourceFile): Tree | undefined {
  const { tree, problems } = file.parsed('toml', parseToml);
  file.problems.push(...problems);
  return tree;
}

const mostBlocks = 5000;

function blocksAsTree(file: SourceFile): Tree {
  const { blocks, attributes } = file.hcl();
  const top: Level = { line: 1, levels: new Map(), bodies: [] };
  for (const block of blocks.slice(0, mostBlocks)) place(top, block);
  return Tree.map(new Map([...attributes.entries, ...entriesOf(top)]), 1, file.lineCount);
}

interface Level {
  readonly line: number;
  readonly levels: Map<string, Level>;
  readonly bodies: Tree[];
}

function place(top: Level, block: HclBlock): void {
  let at = top;
  for (const name of [block.type, ...block.labels]) {
    const next = at.levels.get(name) ?? { line: block.line, levels: new Map(), bodies: [] };
    at.levels.set(name, next);
    at = next;
  }
  const { entries, endLine } = block.body;
  at.bodies.push(Tree.map(entries, block.line, Math.max(block.line, endLine)));
}

function entriesOf({ levels }: Level): readonly (readonly [string, Tree])[] {
  return [...levels].map(([name, level]) => [name, treeOf(level)] as const);
}

function treeOf(level: Level): Tree {
  const below = level.levels.size > 0 ? [Tree.map(new Map(entriesOf(level)), level.line, level.line)] : [];
  const all = [...level.bodies, ...below];
  return all.length === 1 && all[0] ? all[0] : Tree.list(all, level.line, level.line);
}
