import { linearPattern } from '../../lib/linear-pattern.ts';
import type { Tree } from '../../lib/tree.ts';
import type { NodeCondition, NodePath, NodeStep, NodeTest } from '../../model/own-detector.ts';

/** A node with what holds it and the name under which it stands there; items of a list have no name and are held by what holds the list. */
export interface Node {
  readonly tree: Tree;
  readonly key: string;
  readonly above?: Node;
}

/** No query looks at more nodes of one file. */
const mostNodes = 100_000;

/** The nodes at the end of a path, in written order. Steps that lead nowhere yield nothing. */
export function* nodesAt(from: Node, { root, steps }: NodePath, budget = { left: mostNodes }): Generator<Node> {
  yield* follow(root ? topOf(from) : from, steps, 0, budget);
}

function* follow(node: Node, steps: readonly NodeStep[], index: number, budget: { left: number }): Generator<Node> {
  if (budget.left-- <= 0) return;
  const step = steps[index];
  if (!step) yield node;
  else for (const next of go(node, step)) yield* follow(next, steps, index + 1, budget);
}

function* go(node: Node, step: NodeStep): Generator<Node> {
  if (step.go === 'up') {
    if (node.above) yield node.above;
  } else if (step.go === 'all') {
    for (const item of node.tree.items) yield { ...node, tree: item };
    for (const [key, tree] of node.tree.entries) yield { tree, key, above: node };
  } else {
    const tree = step.go === 'item' ? node.tree.items[step.index] : node.tree.key(step.key);
    if (tree) yield step.go === 'item' ? { ...node, tree } : { tree, key: step.key, above: node };
  }
}

function topOf(node: Node): Node {
  let top = node;
  while (top.above) top = top.above;
  return top;
}

/** The first node at the end of the path. */
export function nodeAt(from: Node, path: NodePath): Node | undefined {
  for (const node of nodesAt(from, path)) return node;
  return undefined;
}

/** The text at the end of a path: of a scalar, or the name of the node. */
export function textAt(from: Node, path: NodePath): string | undefined {
  const node = nodeAt(from, path);
  return path.key ? node?.key : node?.tree.text();
}

export function textsAt(from: Node, path: NodePath): readonly string[] {
  const texts: string[] = [];
  for (const node of nodesAt(from, path)) texts.push(...(path.key ? [node.key] : node.tree.texts()));
  return texts.slice(0, mostTexts);
}

const mostTexts = 100;

export function passes(node: Node, conditions: readonly NodeCondition[]): boolean {
  return conditions.every(({ path, test }) => holds(node, path, test));
}

function holds(from: Node, path: NodePath, test: NodeTest): boolean {
  if (test.is === 'there') return nodeAt(from, path) !== undefined;
  if (test.is === 'absent') return nodeAt(from, path) === undefined;
  const texts = textsAt(from, path);
  return test.is === 'none_of' ? !texts.some(text => test.texts.includes(text)) : texts.some(text => fits(text, test));
}

function fits(text: string, test: NodeTest): boolean {
  switch (test.is) {
    case 'one_of':
      return test.texts.includes(text);
    case 'contains':
      return text.includes(test.text);
    case 'starts_with':
      return text.startsWith(test.text);
    case 'ends_with':
      return text.endsWith(test.text);
    case 'matches':
      return patternOf(test.text).find(text) !== undefined;
    case 'at_least':
      return text.trim() !== '' && Number(text) >= test.number;
    case 'at_most':
      return text.trim() !== '' && Number(text) <= test.number;
    default:
      return false;
  }
}

const compiled = new Map<string, ReturnType<typeof linearPattern>>();

/** Compiled once a thread; the patterns of all settings are bounded in number and size. */
export function patternOf(source: string): ReturnType<typeof linearPattern> {
  const pattern = compiled.get(source) ?? linearPattern(source);
  compiled.set(source, pattern);
  return pattern;
}
