import { pathGlob } from '../../lib/glob.ts';
import { prepareLinearPatterns } from '../../lib/linear-pattern.ts';
import { type FactDraft, fact } from '../../model/fact.ts';
import { type FactFields, kindDefinition } from '../../model/fact-kinds.ts';
import type { OwnDetector, Query } from '../../model/own-detector.ts';
import type { Detector, Read } from '../detector.ts';
import { codeOf, languageOf } from '../detectors/source-signals.ts';
import type { SourceFile } from '../source-file.ts';
import { documentsOf } from './documents.ts';
import { type Node, nodeAt, nodesAt, passes, patternOf, textAt, textsAt } from './nodes.ts';
import { type Reader, readFields } from './values.ts';

/** Loads what patterns need; to be called before own detectors parse. */
export async function prepareOwnDetectors(detectors: readonly OwnDetector[]): Promise<void> {
  if (detectors.some(usesPatterns)) await prepareLinearPatterns();
}

function usesPatterns({ pattern, query }: OwnDetector): boolean {
  return pattern !== undefined || (query?.where ?? []).some(({ test }) => test.is === 'matches');
}

/** A fact that an own detector found, and the fields that it could not read. */
export type OwnFinding = FactDraft & { readonly missed: readonly string[] };

const mostFacts = 1000;

/** A detector that does what its definition says. Text that is commented out does not count. */
export function ownDetector(definition: OwnDetector): Detector<OwnFinding> {
  const { id, title, docs, query, pattern } = definition;
  return {
    id,
    title,
    docs,
    reads: [readOf(definition)],
    emits: [definition.fact.kind],
    parse: file => take(query ? inStructure(file, query, definition) : inLines(file, pattern ?? '', definition), mostFacts),
  };
}

function readOf({ reads: { names, extensions, path, contains } }: OwnDetector): Read {
  return {
    names,
    extensions,
    ...(path === undefined ? {} : { path: { test: pathGlob(path) } }),
    ...(contains.length > 0 ? { text: contains } : {}),
  };
}

function take<Item>(items: Iterable<Item>, most: number): readonly Item[] {
  const taken: Item[] = [];
  for (const item of items) {
    taken.push(item);
    if (taken.length >= most) break;
  }
  return taken;
}

function* inStructure(file: SourceFile, query: Query, definition: OwnDetector): Generator<OwnFinding> {
  for (const tree of documentsOf(file, query.format)) {
    for (const node of nodesAt({ tree, key: '' }, query.each)) {
      if (passes(node, query.where)) yield finding(definition, nodeReader(node), node.tree.line, node.tree.endLine);
    }
  }
}

/** How many nodes a query meets in a file, and how many of them pass its conditions. */
export function nodesMet(file: SourceFile, query: Query): { readonly met: number; readonly passed: number } {
  const nodes = documentsOf(file, query.format).flatMap(tree => [...nodesAt({ tree, key: '' }, query.each)]);
  return { met: nodes.length, passed: nodes.filter(node => passes(node, query.where)).length };
}

function nodeReader(node: Node): Reader {
  return {
    text: source => (source.from === 'path' ? textAt(node, source.path) : undefined),
    texts: source => (source.from === 'path' ? textsAt(node, source.path) : []),
    has: source => source.from === 'presence' && nodeAt(node, source.path) !== undefined,
  };
}

const longestLine = 2000;

function* inLines(file: SourceFile, source: string, definition: OwnDetector): Generator<OwnFinding> {
  const pattern = patternOf(source);
  for (const [index, line] of withoutComments(file).split('\n').entries()) {
    const groups = line.length > longestLine || line.trim() === '' ? undefined : pattern.find(line);
    if (groups) yield finding(definition, groupReader(groups), index + 1, index + 1);
  }
}

function groupReader(groups: Readonly<Record<string, string>>): Reader {
  const text: Reader['text'] = source => (source.from === 'group' ? groups[source.group] : undefined);
  return { text, texts: source => [text(source) ?? []].flat(), has: () => false };
}

/** Formats in which a line that begins with `#` is a comment. */
const hashComments =
  /\.(?:ya?ml|toml|sh|bash|zsh|properties|conf|cfg|env|tf|tofu|hcl|tfvars|mk)$|(?:^|\/)(?:makefile|dockerfile|justfile|\.env)$/i;

function withoutComments(file: SourceFile): string {
  if (languageOf(file.path)) return codeOf(file);
  return hashComments.test(file.path) ? file.text.replace(/^[ \t]*#.*$/gm, '') : file.text;
}

function finding(definition: OwnDetector, reader: Reader, line: number, endLine: number): OwnFinding {
  const { fields, missed, environment, service } = readFields(definition.fact, reader);
  const { kind } = definition.fact;
  const tool = 'tool' in kindDefinition(kind).fields ? { tool: definition.id } : {};
  return {
    ...fact(kind, { ...tool, ...fields } as Partial<FactFields<typeof kind>>, {
      line,
      endLine,
      strength: 'declared',
      accordingTo: [definition.at],
      ...(environment || service ? { scope: { environment, service } } : {}),
    }),
    missed,
  };
}
