import type { Known } from '../../../model/fact.ts';
import type { Language } from '../source-signals.ts';

/** A place that decides in which form log records are written. */
export interface LogFormat {
  readonly kind: 'format';
  readonly line: number;
  readonly language: Language;
  readonly library: string;
  readonly format: 'json' | 'text';
  /** The Spring profiles under which this holds: `json & !local`; `''` when always. */
  readonly profiles: string;
  /** Ids that tracers and filters keep for the thread are written with each record. */
  readonly context: boolean;
  /** `yes` when this is the configuration of production, `no` when it is that of another environment or a switch. */
  readonly everywhere: Known;
}

interface LogId {
  readonly kind: 'id';
  readonly line: number;
  readonly language: Language;
  readonly correlation: 'request' | 'trace';
}

/** Spring profiles that a start command or unit switches on. */
export interface ActiveProfiles {
  readonly kind: 'profiles';
  readonly line: number;
  readonly names: readonly string[];
}

export type LogFinding = LogFormat | LogId | ActiveProfiles;
