import { SaxesParser } from 'saxes';
import { Lines } from './lines.ts';
import type { Problem } from './problem.ts';

/** An element of an XML document, with the 1-based line its tag ends on; prefixes are dropped. */
export interface Element {
  readonly name: string;
  readonly line: number;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Element[];
  /** The text directly inside, trimmed. */
  readonly text: string;
}

interface Open {
  name: string;
  line: number;
  attributes: Record<string, string>;
  children: Open[];
  text: string;
}

const deepest = 200;

/** Reads XML without resolving entities or anything outside of the text. What stood before an error is kept. */
export function parseXml(text: string): { readonly root?: Element; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const parser = new SaxesParser();
  const lines = new Lines(text);
  const line = () => lines.at(parser.position - 1); // the parser's own count takes a carriage return for the end of a line
  const open: Open[] = [];
  let root: Open | undefined;
  parser.on('error', error => problems.push({ line: line(), message: error.message }));
  parser.on('opentag', tag => {
    const element: Open = { name: local(tag.name), line: line(), attributes: { ...tag.attributes }, children: [], text: '' };
    if (open.length < deepest) open.at(-1)?.children.push(element);
    root ??= element;
    open.push(element);
  });
  parser.on('text', piece => addText(open.at(-1), piece));
  parser.on('cdata', piece => addText(open.at(-1), piece));
  parser.on('closetag', () => {
    const element = open.pop();
    if (element) element.text = element.text.trim();
  });
  parser.write(text).close();
  return { ...(root ? { root } : {}), problems: problems.slice(0, 1) };
}

function addText(element: Open | undefined, piece: string): void {
  if (element) element.text += piece;
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** The element reached by these names, each the first child of that name. */
export function child(element: Element | undefined, ...names: readonly string[]): Element | undefined {
  let at = element;
  for (const name of names) at = at?.children.find(each => each.name === name);
  return at;
}

/** The element and everything below it, in document order. */
export function* descendants(element: Element): Generator<Element> {
  yield element;
  for (const each of element.children) yield* descendants(each);
}
