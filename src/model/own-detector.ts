import type { FactKind } from './fact-kinds.ts';
import type { SettingsPlace } from './settings.ts';

/** A detector that an organisation wrote as data, checked: what it reads, what it looks for, and the fact that each find makes. */
export interface OwnDetector {
  readonly id: string;
  readonly title: string;
  readonly docs: string;
  readonly at: SettingsPlace;
  readonly reads: OwnReads;
  /** One of `query` and `pattern` is there. */
  readonly query?: Query;
  readonly pattern?: string;
  readonly fact: FactShape;
  readonly examples: readonly Example[];
}

interface OwnReads {
  /** In lower case. */
  readonly names: readonly string[];
  readonly extensions: readonly string[];
  readonly path?: string;
  readonly contains: readonly string[];
}

export const queryFormats = ['yaml', 'json', 'toml', 'hcl'] as const;
export type QueryFormat = (typeof queryFormats)[number];

export interface Query {
  /** Left out: by the ending of the file. */
  readonly format?: QueryFormat;
  readonly each: NodePath;
  readonly where: readonly NodeCondition[];
}

/** Steps from a node: `^` goes to what holds it, `*` to each value of a map or item of a list. */
export interface NodePath {
  /** From the top of the document. */
  readonly root: boolean;
  readonly steps: readonly NodeStep[];
  /** Not the node but the name under which it stands. */
  readonly key: boolean;
}

export type NodeStep = { readonly go: 'up' } | { readonly go: 'all' } | { readonly go: 'key'; readonly key: string } | ItemStep;
interface ItemStep {
  readonly go: 'item';
  readonly index: number;
}

export interface NodeCondition {
  readonly path: NodePath;
  readonly test: NodeTest;
}

export type NodeTest =
  | { readonly is: 'one_of' | 'none_of'; readonly texts: readonly string[] }
  | { readonly is: 'there' | 'absent' }
  | { readonly is: 'contains' | 'starts_with' | 'ends_with' | 'matches'; readonly text: string }
  | { readonly is: 'at_least' | 'at_most'; readonly number: number };

export type FactValue = string | number | boolean | readonly string[];

/** Where the value of a field comes from. */
export type ValueSource =
  | { readonly from: 'constant'; readonly value: FactValue }
  | { readonly from: 'path'; readonly path: NodePath; readonly words?: Readonly<Record<string, FactValue>>; readonly otherwise?: FactValue }
  | { readonly from: 'group'; readonly group: string; readonly words?: Readonly<Record<string, FactValue>>; readonly otherwise?: FactValue }
  | { readonly from: 'presence'; readonly path: NodePath; readonly present: FactValue; readonly absent: FactValue };

export interface FactShape {
  readonly kind: FactKind;
  readonly fields: Readonly<Record<string, ValueSource>>;
  readonly environment?: ValueSource;
  readonly service?: ValueSource;
}

/** A text and the facts that the detector must find in it. */
export interface Example {
  readonly file: string;
  readonly text: string;
  readonly at: SettingsPlace;
  /** The fields that are named must have these values; besides them there is `line`, `environment` and `service`. */
  readonly facts: readonly Readonly<Record<string, FactValue>>[];
}
