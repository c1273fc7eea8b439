import type { FileFindings } from '../../facts/detect.ts';

export interface Unread {
  readonly path: string;
  readonly reason: string;
  /** Ids of the detectors that wanted the file. */
  readonly wantedBy: readonly string[];
}

/** What came of one file that some detector wanted. Plain data: it crosses threads and is kept from run to run. */
export interface FileRecord {
  readonly path: string;
  /** git's name for the content that was read. Without it the record is not kept: another run may have more luck. */
  readonly blob?: string;
  /** Ids of the detectors that found something to parse. */
  readonly readBy: readonly string[];
  /** Absent when nothing was found. */
  readonly found?: FileFindings;
  readonly unread?: Unread;
}

/** A record as a line of text, or only the path of a file that is still as it was. */
export type RecordLine = string;

export function lineOf(record: FileRecord | { readonly same: string }): RecordLine {
  return JSON.stringify('same' in record ? record.same : record);
}

export function recordOf(line: RecordLine): FileRecord | { readonly same: string } {
  const value = JSON.parse(line) as FileRecord | string;
  return typeof value === 'string' ? { same: value } : value;
}
