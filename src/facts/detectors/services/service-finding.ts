import type { Known } from '../../../model/fact.ts';

export type Runtime = 'unknown' | 'server' | 'job' | 'function' | 'static';

/** Something that says "here is a service". */
export interface NamedService {
  readonly kind: 'service';
  readonly via: string;
  readonly name: string;
  readonly line: number;
  readonly runtime: Runtime;
  readonly critical: Known;
  /** The image it runs, when its source knows one. */
  readonly image: string;
  /** How much the source is worth: a catalogue or what runs it, an image that is built, a development set-up. */
  readonly rank: 'runs' | 'built' | 'development';
}

export interface BuiltImage {
  readonly kind: 'dockerfile';
  readonly line: number;
}

export type ServiceFinding = NamedService | BuiltImage;
