/** One record of a file: the bytes `from` to `to` of a buffer that is only valid during the call. */
export interface FoundRecord {
  readonly bytes: Buffer;
  readonly from: number;
  readonly to: number;
  /** The line it begins on, 1-based, and how many lines it takes. */
  readonly line: number;
  readonly lines: number;
  /** Where the next record may begin, counted in bytes of the whole text. */
  readonly end: number;
  /** Why it cannot be read. */
  readonly problem?: string;
}

export type OnRecord = (record: FoundRecord) => void;

/** Cuts a stream of bytes into records. */
export interface Splitter {
  push(bytes: Buffer): void;
  /** The stream has ended: what is left over is a record, or broken. */
  end(): void;
}
