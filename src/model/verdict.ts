import type { Fact, Strength } from './fact.ts';
import type { Criterion, Level } from './model.ts';

export const verdictWords = ['met', 'not_met', 'unknown', 'not_applicable', 'waived'] as const;
export type VerdictWord = (typeof verdictWords)[number];

/** Why something is unknown. */
export type Cause = 'not_searched' | 'not_observable' | 'no_permission' | 'unreadable' | 'too_few_samples' | 'expired' | 'conflicting';

export type Basis = 'file' | 'git' | 'forge' | 'events' | 'person' | 'none';

export interface Coverage {
  readonly covered: number;
  readonly applicable: number;
}

export interface Verdict {
  readonly criterion: Criterion;
  readonly verdict: VerdictWord;
  readonly cause: Cause | null;
  /** One sentence: why. */
  readonly reason: string;
  readonly basis: Basis;
  readonly strength: Strength | null;
  readonly coverage: Coverage | null;
  /** Facts that show it; those that decide come first. */
  readonly evidence: readonly Fact[];
  /** Facts that fall short, or that could not tell. */
  readonly missing: readonly Fact[];
  readonly searched: Searched;
  /** The last day of the statement or waiver that it rests on. */
  readonly until?: string;
  /** The gap is accepted. */
  readonly waiver?: { readonly reason: string; readonly owner: string; readonly until: string };
}

export interface Searched {
  /** Ids of the detectors that looked for the facts in question. */
  readonly detectors: readonly string[];
  /** How many files they read. */
  readonly files: number;
}

/** A level as an interval: what evidence shows, and what it would be if every unknown turned out met. `null`: nothing applies. */
export interface LevelInterval {
  readonly proven: Level;
  readonly possible: Level;
}

interface ControlLevel {
  readonly id: string;
  readonly title: string;
  readonly level: LevelInterval | null;
  /** Criteria of the next level that are not met or unknown. */
  readonly heldBackBy: readonly string[];
}

export interface Levels {
  readonly overall: {
    readonly level: LevelInterval | null;
    readonly heldBackBy: readonly string[];
    readonly progress: { readonly level: Level; readonly met: number; readonly of: number } | null;
  };
  readonly controls: readonly ControlLevel[];
}

export interface RoadmapStep {
  readonly rank: number;
  readonly criteria: readonly string[];
  readonly control: string;
  readonly title: string;
  readonly why: string;
  readonly effort: Criterion['effort'];
  /** What changes once it is done, in words: `010 to level 2`. */
  readonly unlocks: string;
}

/** A level to reach: `overall`, or that of a control by its id. */
export interface PlanTarget {
  readonly of: string;
  readonly level: number;
}

/** A proven level that rises. */
export interface Step {
  readonly of: string;
  readonly from: number;
  readonly to: number;
}

/** The smallest set of actions that proves the next level of something. */
export interface Raise extends Step {
  readonly criteria: readonly Criterion[];
  readonly alsoRaises: readonly Step[];
}

export interface PlanStep {
  readonly criterion: Criterion;
  readonly verdict: VerdictWord;
  /** The levels that rise once this is done, too. */
  readonly raises: readonly Step[];
}

export interface Plan {
  readonly targets: readonly PlanTarget[];
  /** Targets of levels that have nothing which applies here. */
  readonly unreachable: readonly PlanTarget[];
  readonly steps: readonly PlanStep[];
}

/** Which detectors could yield facts of a kind and how many files each read; what could not be read, by the detectors that wanted it. */
export interface SearchRecord {
  detectorsFor(kind: string): readonly string[];
  filesRead(detectors: readonly string[]): number;
  /** Own files that a detector for the kind wanted and that could not be read. */
  unreadFor(kind: string): readonly string[];
  /** Own files that still have places to fill in, and therefore say nothing, not even against the workload. */
  openFor(kind: string): readonly string[];
}
