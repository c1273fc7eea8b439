/**
 * What the statements of the store answer: one row a subject and period. `subject` is '' for all subjects together, `period` -1 for the whole
 * window, else the key of a `Period`. Durations are seconds.
 */
interface Placed {
  readonly [column: string]: string | number | null;
  readonly subject: string;
  readonly period: number;
}

export interface DeploymentCount extends Placed {
  readonly deployments: number;
  /** Local days with a deployment. */
  readonly days: number;
  /** 0 when all rest on events, else how far down the ladder of `bases` the weakest stands. */
  readonly basis: number;
}

export interface ReworkRow {
  readonly [column: string]: string | number | null;
  readonly subject: string;
  readonly deployments: number;
  /** Hotfixes, rollbacks and deployments that remedy another. */
  readonly unplanned: number;
  /** The pipeline is said to be empty; nothing is said about it. */
  readonly by_hand: number;
  readonly pipeline_unknown: number;
  readonly basis: number;
}

/** Rates are about decided deployments: those that are older than the link window. The others are `pending`. */
export interface DeploymentRow extends DeploymentCount {
  readonly pending: number;
  /** Of the decided ones: failed, and of these linked by name. */
  readonly failed: number;
  readonly named: number;
  /** Median from the end of a failed deployment to its recovery, of those that recovered. */
  readonly recovery: number | null;
  readonly recovered: number;
  readonly not_recovered: number;
  readonly recovered_before: number;
}

export interface LeadTimeRow extends Placed {
  readonly commits: number;
  readonly median: number | null;
  readonly p90: number | null;
  readonly baseline: number;
  readonly negative: number;
  readonly no_commit_time: number;
}

/** Commits that no deployment has brought out yet. */
export interface UndeployedRow {
  readonly [column: string]: string | number | null;
  readonly subject: string;
  readonly commits: number;
  readonly oldest: string | null;
}

/** Incidents that were resolved in the period. */
export interface IncidentRow extends Placed {
  readonly incidents: number;
  readonly median: number | null;
  readonly p90: number | null;
  readonly mean: number | null;
  readonly negative: number;
  readonly no_start: number;
  readonly start_from_detection: number;
}

/** Deployments that bring something new: without rollbacks, and without repeats of a commit within ten minutes. */
export interface CadenceRow extends Placed {
  readonly deployments: number;
  readonly on_working_days: number;
  readonly working_days: number;
  readonly peak: number;
  readonly rollbacks: number;
  readonly repeats: number;
}

export interface PageRow extends Placed {
  readonly pages: number;
  readonly engineers: number;
  readonly without_engineer: number;
  /** Pages of which is known whether they needed a person, and of them those that did not. */
  readonly judged: number;
  readonly needless: number;
}

/** Hours of a team (the subject). A record without all hours shows no share: it is `incomplete`. */
export interface ToilRow extends Placed {
  readonly toil_hours: number | null;
  readonly total_hours: number | null;
  readonly weeks: number;
  readonly incomplete: number;
}

export interface DriftRow {
  readonly [column: string]: string | number | null;
  readonly source: string;
  readonly id: string;
  readonly root: string | null;
  readonly severity: string | null;
  readonly detected_at: string;
  readonly resolved_at: string | null;
}

/** Rows of `devlake/2023`. */
export interface DevlakeDeploymentRow extends Placed {
  readonly deployments: number;
  readonly days: number;
  readonly failed: number;
  readonly basis: number;
}

export interface DevlakeIncidentRow extends Placed {
  readonly linked: number;
  readonly recovery: number | null;
  readonly incidents: number;
  readonly median: number | null;
}

/** `median` is in minutes. */
export interface DevlakeRequestRow extends Placed {
  readonly requests: number;
  readonly median: number | null;
}
