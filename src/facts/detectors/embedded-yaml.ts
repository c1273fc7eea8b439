import { parseJson } from '../../lib/json.ts';
import { Tree } from '../../lib/tree.ts';
import { parseYaml } from '../../lib/yaml.ts';

const deepest = 2;
const longest = 2_000_000;

/** The documents themselves, and the YAML or JSON texts that stand as values inside them and contain `word`, with true lines. */
export function* embeddedDocuments(documents: readonly Tree[], word: string, depth = deepest): Generator<Tree> {
  for (const document of documents) {
    yield document;
    if (depth === 0) continue;
    for (const node of document.walk()) {
      if (node.kind !== 'scalar' || typeof node.value !== 'string' || node.value.length > longest) continue;
      if (node.value.includes('\n') && node.value.includes(word)) yield* embeddedDocuments(inner(node), word, depth - 1);
    }
  }
}

/** The documents of a text that is a value: a block scalar begins on the line after its mark, a quoted text keeps one line, a heredoc is exact. */
function inner(node: Tree): readonly Tree[] {
  const documents = read(String(node.value));
  const isBlock = node.endLine > node.line;
  const before = node.tag === 'heredoc' ? node.line - 1 : node.line;
  return documents.map(document => moved(document, line => (isBlock ? line + before : node.line)));
}

function read(text: string): readonly Tree[] {
  if (!/^\s*\{/.test(text)) return parseYaml(text).documents;
  const { tree } = parseJson(text);
  return tree ? [tree] : [];
}

function moved(tree: Tree, to: (line: number) => number): Tree {
  return new Tree(
    tree.kind,
    to(tree.line),
    to(tree.endLine),
    tree.value,
    new Map([...tree.entries].map(([key, value]) => [key, moved(value, to)])),
    tree.items.map(item => moved(item, to)),
    tree.tag,
  );
}
