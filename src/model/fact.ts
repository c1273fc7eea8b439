import { defaultOf, type FactFields, type FactKind, kindDefinition } from './fact-kinds.ts';
import type { SettingsPlace } from './settings.ts';

/** How much a fact weighs: a file says so, an interface shows it active, events show it working. */
export const strengths = ['declared', 'applied', 'observed'] as const;
export type Strength = (typeof strengths)[number];

export function isWeaker(strength: Strength, than: Strength): boolean {
  return strengths.indexOf(strength) < strengths.indexOf(than);
}

/** Where a path stands in a repository (decided before detection); only `own` and `generated`, and `docs` for documents, are evidence. */
export type PathClass = 'own' | 'vendored' | 'fixture' | 'sample' | 'docs' | 'generated' | 'archived';

export type Known = 'yes' | 'no' | 'unknown';

interface FileOrigin {
  readonly kind: 'file';
  readonly path: string;
  /** 1-based, inclusive */
  readonly line: number;
  readonly endLine: number;
}
/** Other origins than files: git history, events by id, a forge's answer, a person on a date. */
interface OtherOrigin {
  readonly kind: 'git' | 'events' | 'forge' | 'person';
  readonly reference: string;
}
type Origin = FileOrigin | OtherOrigin;

export interface Scope {
  /** Name of a service of the workload; `''` when the fact is not of one service. */
  readonly service: string;
  readonly environment: string;
  readonly production: Known;
}

export interface Fact<K extends FactKind = FactKind> {
  readonly kind: K;
  readonly fields: FactFields<K>;
  readonly origin: Origin;
  readonly strength: Strength;
  readonly scope: Scope;
  readonly pathClass: PathClass;
  /** The file is a template (Helm, Jinja …) whose values were not fully resolved. */
  readonly templated: boolean;
  readonly detector: string;
  /** Name of the source, where a workload has several and it is not the first. */
  readonly source?: string;
  /** The lines of the organisation's own words (`opsex.yaml`) without which this would not be said; absent when it needs none. */
  readonly accordingTo?: readonly SettingsPlace[];
}

/** What a detector yields: everything that is left out gets the schema's default or is filled in from the path. */
export interface FactDraft<K extends FactKind = FactKind> {
  readonly kind: K;
  readonly fields: FactFields<K>;
  readonly path?: string;
  readonly line: number;
  readonly endLine?: number;
  readonly origin?: OtherOrigin;
  readonly strength?: Strength;
  readonly scope?: Partial<Scope>;
  readonly pathClass?: PathClass;
  readonly templated?: boolean;
  readonly accordingTo?: readonly SettingsPlace[];
}

/** Where a draft was seen; `path` may be left out inside `parse`, which reads one file. */
export type Place = Omit<FactDraft, 'kind' | 'fields'>;

/** A fact of `kind` with `fields`, the others at their defaults (`unknown`, `''`, `false`, `0`). */
export function fact<K extends FactKind>(kind: K, fields: Partial<FactFields<K>>, place: Place): FactDraft<K> {
  return { ...place, kind, fields: { ...defaultFields(kind), ...fields } };
}

const defaults = new Map<FactKind, FactFields<FactKind>>();

function defaultFields<K extends FactKind>(kind: K): FactFields<K> {
  let fields = defaults.get(kind);
  if (!fields) {
    const types = kindDefinition(kind).fields;
    fields = Object.fromEntries(Object.entries(types).map(([name, type]) => [name, defaultOf(type)])) as FactFields<FactKind>;
    defaults.set(kind, fields);
  }
  return fields as FactFields<K>;
}

/** A fact that counts as the team's own: not vendored, not a fixture, a sample or archived; in docs only if it is a document. */
export function isOwn(fact: Fact): boolean {
  if (fact.pathClass === 'own' || fact.pathClass === 'generated') return true;
  return fact.pathClass === 'docs' && kindDefinition(fact.kind).document === true;
}

export function isKind<K extends FactKind>(fact: Fact, kind: K): fact is Fact<K> {
  return fact.kind === kind;
}
