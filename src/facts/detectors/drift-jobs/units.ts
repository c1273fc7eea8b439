/** A command that compares code with reality, as it stands in a script. */
export interface Diff {
  readonly tool: string;
  readonly layer: 'cloud' | 'kubernetes' | 'host';
  readonly line: number;
  /** Whether the command itself fails on differences; with `variable` an option may come from one of `variables`. */
  readonly failsOnChange: 'yes' | 'no' | 'variable';
  readonly variables: readonly string[];
  /** Its status is thrown away in the script (`|| true`). */
  readonly ignored: boolean;
  readonly piped: boolean;
  /** The script goes by the status: `own` with `$?` or as a condition, `pipe` with `PIPESTATUS`. */
  readonly statusRead: 'no' | 'own' | 'pipe';
  /** The status goes into an output of the step and nowhere else. */
  readonly stored: boolean;
  /** The script looks for changes in the output. */
  readonly outputRead: boolean;
  readonly last: boolean;
  readonly root: string;
}

export interface Call {
  readonly kind: 'make' | 'script';
  /** Targets of make, or the path of the script. */
  readonly targets: readonly string[];
  readonly variables: Readonly<Record<string, string>>;
  readonly line: number;
  readonly ignored: boolean;
}

/** What a shell script does as far as drift is concerned; `undefined` options are those of the place that runs it. */
export interface Script {
  readonly diffs: readonly Diff[];
  /** Lines of commands that change the infrastructure. */
  readonly applies: readonly number[];
  readonly calls: readonly Call[];
  readonly errexit?: boolean;
  readonly pipefail?: boolean;
  readonly notifies: boolean;
  /** Names of step outputs that are written. */
  readonly outputs: readonly string[];
}

export interface Step {
  readonly id: string;
  readonly name: string;
  readonly line: number;
  readonly condition: string;
  readonly continues: boolean;
  readonly uses: string;
  /** Literal inputs of an action. */
  readonly inputs: Readonly<Record<string, string>>;
  readonly root: string;
  readonly script?: Script;
  readonly errexit?: boolean;
  readonly pipefail?: boolean;
  readonly notifies: boolean;
  readonly variables: Readonly<Record<string, string>>;
}

export interface Job {
  readonly id: string;
  readonly name: string;
  readonly line: number;
  readonly condition: string;
  readonly continues: boolean;
  readonly environment: string;
  /** A reusable workflow that it calls. */
  readonly uses: string;
  readonly inputs: Readonly<Record<string, string>>;
  readonly needs: readonly string[];
  readonly matrix: Readonly<Record<string, readonly string[]>>;
  readonly steps: readonly Step[];
  readonly variables: Readonly<Record<string, string>>;
}

/** One file's part: a pipeline, or something that a pipeline may call. */
export type Unit =
  | {
      readonly unit: 'pipeline';
      readonly tool: string;
      readonly name: string;
      readonly schedules: readonly string[];
      /** It has a schedule, even if the times are kept elsewhere. */
      readonly scheduled: boolean;
      readonly manual: boolean;
      readonly callable: boolean;
      /** A schedule that runs only after a change cannot see drift. */
      readonly onlyOnChange: boolean;
      readonly errexit: boolean;
      readonly pipefail: boolean;
      readonly jobs: readonly Job[];
      /** `steps.<id>.outputs.<name>` and `steps.<id>.outcome` that are read somewhere, as `id.name`. */
      readonly reads: readonly string[];
      /** Some expression or script looks for changes in the output of a plan. */
      readonly readsText: boolean;
    }
  | { readonly unit: 'action'; readonly steps: readonly Step[]; readonly reads: readonly string[] }
  | { readonly unit: 'make'; readonly targets: readonly MakeTarget[]; readonly variables: Readonly<Record<string, string>> }
  | { readonly unit: 'script'; readonly script: Script }
  | { readonly unit: 'schedule'; readonly tool: string; readonly schedules: readonly string[] };

export interface MakeTarget {
  readonly name: string;
  readonly needs: readonly string[];
  readonly variables: Readonly<Record<string, string>>;
  readonly script: Script;
}
