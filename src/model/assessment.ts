import type { Fact } from './fact.ts';
import type { Model } from './model.ts';
import type { Levels, Raise, RoadmapStep, Verdict } from './verdict.ts';

export interface Source {
  /** What facts of it are marked with, where a workload has several; the first has none. */
  readonly name?: string;
  readonly kind: 'repository' | 'folder';
  readonly path: string;
  /** Where a forge shows it. */
  readonly url?: string;
  /** Where in the repository it is, unless at its root. */
  readonly folder?: string;
  readonly commit: string | null;
  readonly dirty: boolean | null;
  readonly shallow: boolean;
  readonly files: number;
}

/** What was found in the sources of one workload, before any judgement. */
export interface Findings {
  readonly workload: {
    readonly name: string;
    readonly team?: string;
    readonly tier?: number;
    readonly tags?: readonly string[];
    readonly sources: readonly Source[];
    /** What the store of events calls its services, when it knows any. */
    readonly services?: readonly string[];
  };
  /** The `opsex.yaml` that was applied, when there is one. */
  readonly config?: { readonly path: string; readonly inside: boolean };
  readonly facts: readonly Fact[];
  readonly unread: readonly { readonly path: string; readonly reason: string }[];
  /** What else limits the result, one sentence each. */
  readonly notes: readonly string[];
}

/** What was found in files says one thing, what happened says another. */
export interface Contradiction {
  /** Criteria, those of practice first. */
  readonly criteria: readonly string[];
  /** One sentence without a full stop. */
  readonly says: string;
}

/** All of it for one workload at one moment; immutable. */
export interface Assessment extends Findings {
  readonly asOf: Date;
  readonly model: Model;
  readonly verdicts: readonly Verdict[];
  readonly levels: Levels;
  readonly roadmap: readonly RoadmapStep[];
  /** What raises the overall level, and each control, by one. */
  readonly nextLevels: readonly Raise[];
  /** Where practice and outcome do not fit together. */
  readonly contradictions: readonly Contradiction[];
}
