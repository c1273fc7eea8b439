import { type Document, isMap, isSeq, parseDocument, stringify, type YAMLMap, type YAMLSeq } from 'yaml';

type Entry = Readonly<Record<string, unknown>>;

/**
 * The text of an `opsex.yaml` with one more entry at the end of a list at its top. Everything else stays as it is written, character by
 * character: comments, order, blank lines, quotes. Throws when the text is no map.
 */
export function withEntry(text: string, section: string, entry: Entry): string {
  const document = parseDocument(text, { uniqueKeys: true, merge: false, logLevel: 'silent' });
  if (document.errors.length > 0 || !isMap(document.contents)) throw new Error('the file is no map');
  const list = document.contents.get(section, true);
  if (list === undefined) return `${ended(text)}\n${section}:\n${itemOf(entry, 2)}`;
  if (isSeq(list) && !list.flow && list.items.length > 0) return afterLast(text, list as BlockList, entry);
  return throughDocument(document, section, entry);
}

type BlockList = YAMLSeq & { readonly range: readonly [number, number, number] };

function afterLast(text: string, list: BlockList, entry: Entry): string {
  const start = list.range[0];
  const indent = start - (text.lastIndexOf('\n', start - 1) + 1);
  const last = list.items.at(-1) as YAMLMap & { readonly range: readonly [number, number, number] };
  const lineEnd = text.indexOf('\n', Math.max(last.range[1] - 1, last.range[0]));
  const at = lineEnd < 0 ? text.length : lineEnd + 1;
  return `${ended(text.slice(0, at))}${itemOf(entry, indent)}${text.slice(at)}`;
}

/** Lists in brackets, and empty ones, are written anew; the rest is kept as the library keeps it. */
function throughDocument(document: Document, section: string, entry: Entry): string {
  const list = document.get(section);
  if (isSeq(list)) {
    list.flow = false;
    list.add(document.createNode(entry));
  } else document.set(section, document.createNode([entry]));
  return document.toString({ lineWidth: 0 });
}

function itemOf(entry: Entry, indent: number): string {
  const lines = stringify([entry], { lineWidth: 0 }).trimEnd().split('\n');
  return `${lines.map(line => (line === '' ? line : ' '.repeat(indent) + line)).join('\n')}\n`;
}

function ended(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}
