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
  /** It opens a port, checks its health or starts a server. */
  readonly serves: boolean;
  /** It shows its help when nothing is asked of it: a program for the command line. */
  readonly helps: boolean;
  /** It starts nothing of its own, or makes an app for devices or a site of documents. */
  readonly noService: boolean;
}

export type ServiceFinding = NamedService | BuiltImage;
