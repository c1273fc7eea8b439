import type { EventKindName } from '../../model/events.ts';
import type { BundleSize } from './tables/row-collector.ts';
import type { TimeNotation } from './tables/sql-times.ts';

/** What the caller says about files that are imported. */
export interface ImportOptions {
  /** A table (`csv`, `jsonl`), or an event format by its id; found out when absent. */
  readonly format?: string;
  readonly kind?: EventKindName;
  /** Field -> column of a table. */
  readonly map: ReadonlyMap<string, string>;
  readonly times: TimeNotation;
  readonly encoding?: string;
  /** Name of the source, for tables, and where several installations of one tool must be told apart. */
  readonly source?: string;
  /** Field -> value for events without one: service, environment, repository. */
  readonly constants: ReadonlyMap<string, string>;
  /** Names of workflows, pipelines or jobs (with `*`) whose runs are deployments. */
  readonly deploys: readonly string[];
  /** Labels of issues that are incidents. */
  readonly incidentLabels: readonly string[];
  /** Keep the names of people instead of pseudonyms. */
  readonly names: boolean;
  /** Where rejected records go, instead of beside the file. */
  readonly rejected?: string;
  readonly now: Date;
  /** Told after each commit how much of the file is stored. */
  readonly progress: (progress: ImportProgress) => void;
  /** How much of a table is stored at once. */
  readonly bundle?: BundleSize;
}

export interface ImportProgress {
  readonly file: string;
  readonly stored: number;
  readonly rejected: number;
  /** The part of the file that is stored, from 0 to 1, when it is known. */
  readonly part?: number;
}

/** What became of a file. */
export interface FileSummary {
  readonly file: string;
  readonly format: string;
  readonly source: string;
  /** How many rows or deliveries were read, stored and rejected, those of an earlier run that was broken off included. */
  readonly read: number;
  readonly stored: number;
  readonly rejected: number;
  /** How many of them an earlier run had stored already. */
  readonly resumed: number;
  readonly rejectsPath: string;
  /** Reason -> how often, the first line, for the rejected ones of this run. */
  readonly reasons: ReadonlyMap<string, { readonly count: number; readonly line: number }>;
  /** How many parts of events the messages told, kind by kind. */
  readonly events?: ReadonlyMap<EventKindName, number>;
  /** What the reader should know besides. */
  readonly notes: readonly string[];
}
