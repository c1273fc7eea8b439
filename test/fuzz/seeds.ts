import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

export interface Seed {
  readonly path: string;
  readonly text: string;
}

/** The small repositories' files that stand in the detectors' own tests: valid samples of every format that is read. */
export function detectorSeeds(root = join(import.meta.dirname, '../../src')): readonly Seed[] {
  const seeds = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.test.ts'))
    .sort()
    .flatMap(file => seedsIn(readFileSync(join(root, file), 'utf8')));
  const byContent = new Map(seeds.map(seed => [`${seed.path}\0${seed.text}`, seed]));
  return [...byContent.values()];
}

/** A path beside a text: `{ 'a/b.yml': '…' }`, `['title', 'a/b.yml', '…']`. */
function seedsIn(source: string): Seed[] {
  const file = ts.createSourceFile('a.ts', source, ts.ScriptTarget.Latest, false);
  const constants = new Map<string, ts.Node>();
  const seeds: Seed[] = [];
  const add = (path: string | undefined, value: ts.Node) => {
    const text = textOf(value, constants);
    if (path && text !== undefined && isPath(path) && !isPath(text)) seeds.push({ path, text });
  };
  const visit = (node: ts.Node) => {
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.initializer) constants.set(node.name.text, node.initializer);
    if (ts.isPropertyAssignment(node) && (ts.isStringLiteral(node.name) || ts.isIdentifier(node.name)))
      add(node.name.text, node.initializer);
    if (ts.isArrayLiteralExpression(node)) {
      for (const [index, element] of node.elements.entries()) {
        const before = node.elements[index - 1];
        if (before && ts.isStringLiteral(before)) add(before.text, element);
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return seeds;
}

function isPath(text: string): boolean {
  return /^[\w.@/-]{3,120}$/.test(text) && (/[./]/.test(text) || /^[A-Z]\w+file$/.test(text));
}

/** The text of a literal, with what is computed in it filled in where that is easy. */
function textOf(node: ts.Node | undefined, constants: ReadonlyMap<string, ts.Node>, depth = 0): string | undefined {
  if (!node || depth > 5) return undefined;
  const inner = (part: ts.Node) => textOf(part, constants, depth + 1);
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
  if (ts.isTemplateExpression(node))
    return node.head.text + node.templateSpans.map(span => (inner(span.expression) ?? 'x') + span.literal.text).join('');
  if (ts.isBinaryExpression(node)) return (inner(node.left) ?? '') + (inner(node.right) ?? '');
  if (ts.isIdentifier(node)) return inner(constants.get(node.text) ?? node);
  if (ts.isCallExpression(node)) {
    const called = ts.isIdentifier(node.expression) ? constants.get(node.expression.text) : undefined;
    return called && ts.isArrowFunction(called) ? inner(called.body) : inner(node.arguments[0] ?? node);
  }
  return undefined;
}
