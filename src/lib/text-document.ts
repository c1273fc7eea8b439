import type { Tree } from './tree.ts';

/** A line of prose, a list item or a table row, without its markup; code is left out. */
export interface TextLine {
  readonly text: string;
  readonly line: number;
}
export interface Item extends TextLine {
  readonly ordered: boolean;
  /** Absent when the item is not part of a task list. */
  readonly checked?: boolean;
  /** All of it is crossed out. */
  readonly struck?: true;
}
export interface Table {
  readonly line: number;
  readonly header: readonly string[];
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[];
}
export interface Fence extends TextLine {
  readonly language: string;
}
export interface Link extends TextLine {
  readonly url: string;
}

/** What stands between one heading and the next, whatever its depth. The text before the first heading has depth 0. */
export interface Section {
  readonly title: string;
  readonly depth: number;
  readonly line: number;
  readonly lines: readonly TextLine[];
  readonly items: readonly Item[];
  readonly tables: readonly Table[];
  readonly fences: readonly Fence[];
  readonly links: readonly Link[];
}

/** A document for people, the same for every markup language. */
export interface TextDocument {
  readonly title: string;
  readonly titleLine: number;
  readonly frontMatter: Tree | undefined;
  readonly sections: readonly Section[];
}

/** The section at `index` together with the deeper ones below it. */
export function chapterOf(document: TextDocument, index: number): readonly Section[] {
  const first = document.sections[index];
  if (!first) return [];
  const next = document.sections.findIndex((section, at) => at > index && section.depth <= first.depth);
  return document.sections.slice(index, next === -1 ? undefined : next);
}

export function wordsIn(sections: readonly Section[]): number {
  return sections.reduce((sum, section) => sum + section.lines.reduce((words, { text }) => words + countWords(text), 0), 0);
}

function countWords(text: string): number {
  return text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
}
