import type { Capability } from './capabilities.ts';
import type { EventKindName } from './events.ts';
import type { PathClass } from './fact.ts';
import type { OwnDetector } from './own-detector.ts';
import type { ListedSource, PeoplesPart } from './people.ts';

/**
 * What an organisation says in its own words (`opsex.yaml`), checked and as plain data that crosses threads. Each part names the line that
 * says it, so that whatever rests on it can name that line too. Globs stand as written; names that do not count case are in lower case.
 */
export interface Settings {
  /** The file, as messages name it. */
  readonly path: string;
  /** It stands in the assessed repository: whoever writes the repository writes it. */
  readonly inside: boolean;
  readonly workload: { readonly name?: string; readonly team?: string; readonly tier?: number; readonly tags?: readonly string[] };
  readonly services?: ServiceInventory;
  readonly production: readonly NameRule[];
  readonly paths: PathRules;
  readonly runbooks: readonly RunbookRoot[];
  readonly wrappers: readonly Wrapper[];
  readonly detectors: readonly OwnDetector[];
  /** Other places that belong to the workload. Facts of one source do not depend on it. */
  readonly sources?: readonly ListedSource[];
  /** What people say about criteria. Facts do not depend on it. */
  readonly people?: PeoplesPart;
  /** How files of events are read. Facts do not depend on it. */
  readonly imports?: readonly ImportRule[];
}

export interface SettingsPlace {
  readonly path: string;
  readonly line: number;
}

/** How files of events are read whose name or path the glob matches. */
export interface ImportRule extends PathRule {
  readonly kind?: EventKindName | undefined;
  readonly format?: string | undefined;
  /** Field -> column. */
  readonly map: Readonly<Record<string, string>>;
  readonly zone?: string | undefined;
  readonly timeFormat?: string | undefined;
  readonly encoding?: string | undefined;
  readonly source?: string | undefined;
  readonly service?: string | undefined;
  readonly environment?: string | undefined;
  readonly repository?: string | undefined;
  readonly deploys: readonly string[];
  readonly incidentLabels: readonly string[];
}

export interface Said {
  readonly at: SettingsPlace;
}

/** A name of an environment, namespace, branch or folder that does or does not mean production. */
export interface NameRule extends Said {
  readonly name: string;
  readonly production: 'yes' | 'no';
}

export interface PathRules {
  /** Never read. */
  readonly exclude: readonly PathRule[];
  /** The first that fits decides. */
  readonly classes: readonly ClassRule[];
  /** Roots of infrastructure that are applied somewhere. */
  readonly applied: readonly PathRule[];
  /** Everything below is production's. */
  readonly production: readonly PathRule[];
}

export interface PathRule extends Said {
  readonly glob: string;
}

export interface ClassRule extends PathRule {
  readonly pathClass: PathClass;
}

export interface ServiceInventory extends Said {
  /** The list is the whole inventory; else it adds to what is detected. */
  readonly complete: boolean;
  readonly list: readonly ListedService[];
}

export interface ListedService extends Said {
  readonly name: string;
  /** Other names under which the sources know it. */
  readonly also: readonly string[];
  /** Globs of the folders that are its own. */
  readonly paths: readonly string[];
  readonly tier?: number;
  readonly lifecycle: Lifecycle;
}

export const lifecycles = ['production', 'experimental', 'deprecated', 'retired'] as const;
export type Lifecycle = (typeof lifecycles)[number];

/** A folder that holds runbooks, or the start of addresses that lead to some; with both, the address stands for the folder. */
export interface RunbookRoot extends Said {
  readonly folder?: string;
  readonly url?: string;
}

/** Something the organisation made, and what using it gives. */
export interface Wrapper extends Said {
  /** Name of a package, import, action, image, template or module; `*` is any text. */
  readonly name: string;
  readonly gives: readonly Given[];
}

export interface Given {
  readonly capability: Capability;
  /** The environment of a deployment, the days of a retention. */
  readonly value?: string | number;
}
