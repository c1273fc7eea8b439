import type { FactDraft, PathClass } from '../model/fact.ts';
import type { FactKind } from '../model/fact-kinds.ts';
import type { SourceFile } from './source-file.ts';

/** Which files a detector wants. A file must fit all parts that are given; names and extensions are compared in lower case. */
export interface Read {
  /** Whole file names: `jenkinsfile`. */
  readonly names?: readonly string[];
  /** Endings with their dot: `.tf`, `.html.md.erb`. One of `names` or `extensions` must be given; both given means either. */
  readonly extensions?: readonly string[];
  /** Tested on the whole path. Keep it linear. */
  readonly path?: { test(path: string): boolean };
  /** At least one of these must occur in the text, or the file is not parsed. */
  readonly text?: readonly string[];
}

export interface Located<Finding> {
  readonly path: string;
  readonly finding: Finding;
}

/** When a file came and last changed in substance, from git; absent when the history does not tell (shallow clone, no git, too long). */
export interface FileHistory {
  /** ISO dates with time, UTC; `''` when the file came in an import of many and nobody knows when it was written. */
  readonly added: string;
  readonly updated: string;
  /** Changes in substance, newest first, at most 200. */
  readonly changes: readonly string[];
  /** The text at the end of each month in which it changed, oldest first; only when a detector asks to have files replayed. */
  readonly versions?: readonly FileVersion[];
}

/** A file as it stood after its last commit of a month (UTC): `2026-06`. */
export interface FileVersion {
  readonly month: string;
  readonly text: string;
}

/** A commit of the default branch's first-parent line, newest first. */
export interface Commit {
  readonly sha: string;
  /** Committer date, ISO, UTC. */
  readonly date: string;
  readonly author: string;
  readonly subject: string;
  readonly parents: number;
  readonly paths: readonly string[];
}

/** What `link` may see besides its own findings. Everything is in memory: linking does no I/O. */
export interface Scene {
  /** All paths of the source, sorted. */
  readonly paths: readonly string[];
  has(path: string): boolean;
  /** There is a file, but it still has places to fill in. */
  isOpen(path: string): boolean;
  /** There may be a file that nobody looked at: it is left out by the organisation's words, or still has places to fill in. */
  mayHold(path: string): boolean;
  classOf(path: string): PathClass;
  findings<Finding>(detector: Detector<Finding>): readonly Located<Finding>[];
  historyOf(path: string): FileHistory | undefined;
  /** Newest first, at most 1,000 and 400 days; empty when unknown. */
  readonly commits: readonly Commit[];
}

/**
 * Reads one tool or format and yields facts; it judges nothing.
 *
 * `parse` sees one file and yields plain, small data (it is cached and crosses threads). Without `link` what it yields are the facts.
 * `link` sees all findings of the source and may look across files. Neither may do I/O, read the clock or the environment.
 */
export interface Detector<Finding = FactDraft> {
  readonly id: string;
  readonly title: string;
  /** Where the format is defined. */
  readonly docs: string;
  readonly reads: readonly Read[];
  readonly emits: readonly FactKind[];
  /** The dates of files with findings are wanted from git history. */
  readonly dated?: true;
  /** The earlier texts of these files are wanted as well; asks for `dated`. */
  readonly replayed?: true;
  parse(file: SourceFile): Iterable<Finding>;
  link?(findings: readonly Located<Finding>[], scene: Scene): Iterable<FactDraft>;
}

/** Keeps the type of the findings while the detectors stand in one list. */
export function detector<Finding>(definition: Detector<Finding>): Detector<Finding> {
  return definition;
}
