import type { Said } from './settings.ts';

/** What people say in `opsex.yaml` about criteria. Dates are days: `2026-01-31`, in UTC. */
export interface PeoplesPart {
  readonly statements: readonly Statement[];
  readonly waivers: readonly Waiver[];
  readonly exemptions: readonly Exemption[];
  readonly thresholds: readonly Threshold[];
  readonly targets?: Targets;
  /** The line that says that the sources hold everything there is. */
  readonly complete?: Said['at'];
}

/** A person's answer to the question of a criterion. */
export interface Statement extends Said {
  readonly criterion: string;
  /** Whether it is so. */
  readonly met: boolean;
  readonly claim: string;
  readonly by: string;
  readonly on: string;
  /** The last day it holds; left out: the model's time for the kind of criterion. */
  readonly until?: string;
  readonly evidence: StatementEvidence;
}

export type StatementEvidence = { readonly url: string } | { readonly file: string; readonly sha256: string };

/** A gap that somebody accepts for a time. */
export interface Waiver extends Said {
  readonly criterion: string;
  readonly reason: string;
  readonly owner: string;
  readonly until: string;
}

/** A criterion that does not apply to this workload. */
export interface Exemption extends Said {
  readonly criterion: string;
  readonly reason: string;
}

/** A value of a policy of the model, changed for this workload. */
export interface Threshold extends Said {
  readonly name: string;
  readonly value: number;
}

export interface Targets extends Said {
  readonly overall?: number;
  /** By id of the control as written: `WAF-OPS-010` or `010`. */
  readonly controls: Readonly<Record<string, number>>;
  readonly by?: string;
}

/** Another place that the workload is kept in. */
export interface ListedSource extends Said {
  /** Path as written, relative to the file that lists it. */
  readonly path: string;
  /** The folder that is meant, absolute; filled in by who may look at the disk. */
  readonly folder?: string;
  readonly name?: string;
  /** Globs of what of it belongs to the workload; nothing is all. */
  readonly only: readonly string[];
  /** Names of the services whose facts are taken; nothing is all. */
  readonly services: readonly string[];
}

/** The day so many days after `day`. */
export function daysAfter(day: string, days: number): string {
  return dayOf(new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000));
}

export function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}
