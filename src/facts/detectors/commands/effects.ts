import type { FactFields } from '../../../model/fact-kinds.ts';

/** What one command of a script or one step of a pipeline does. */
export type Does =
  | 'test'
  | 'opaque_test' // named like a test, its content is not readable
  | 'validate' // renders or checks infrastructure without a plan
  | 'plan'
  | 'lint'
  | 'scan'
  | 'smoke' // verifies what runs, if something was deployed before
  | 'deploy'
  | 'roll_back'
  | 'throwaway_cluster' // starts a cluster for this job only: what is deployed afterwards is a test
  | 'measure_dora'
  | 'push_commit' // hands a change of the files on to git
  | 'announce'
  | 'record_change'
  | 'score_risk'
  | 'freeze'; // refuses to go on in a change freeze

/**
 * `likely_script`: copies files somewhere, which is a deployment only in a job that says so.
 * `likely_gitops`: writes an image into a manifest, which is a deployment only when the job pushes it.
 */
export type DeployKind = 'artifact' | 'environment' | 'gitops' | 'likely_gitops' | 'script' | 'likely_script' | 'pages';

export interface Effect {
  readonly does: Does;
  /** Of a deployment. */
  readonly how?: DeployKind;
  /** Where it deploys to, when the organisation or the workspace it works in says so. */
  readonly environment?: string;
  /** The command or action, shortened. */
  readonly command: string;
  readonly line: number;
  /** Where the command stands, when it is not the file that runs it. */
  readonly path?: string;
  /** The line of the pipeline file from which the command is reached, when it stands in another file. */
  readonly from?: number;
  /** Its failure fails the job. */
  readonly blocking: boolean;
}

/** A command whose content stands elsewhere in the repository. */
export interface Call {
  readonly runner: 'make' | 'npm' | 'task' | 'just' | 'script' | 'action' | 'program' | 'compose';
  /** A target, a script name, a program of the repository, or a path as written, relative to `folder`. */
  readonly target: string;
  /** Where the runner looks, relative to the folder in which the script starts. */
  readonly folder: string;
  readonly command: string;
  readonly line: number;
  readonly blocking: boolean;
  /** What the words mean when the target cannot be read. */
  readonly otherwise: readonly Effect[];
}

/** What a script text says: effects and calls in written order. Small plain data. */
export type Reading = readonly (Effect | Call)[];

export function isCall(item: Effect | Call): item is Call {
  return 'runner' in item;
}

type JobFields = Pick<
  FactFields<'pipeline.job'>,
  'tests' | 'blocking' | 'lints' | 'scans' | 'verifies' | 'plans' | 'deploys' | 'rollsBack' | 'command' | 'commandPath' | 'measuresDora'
>;

export interface JobSetting {
  /** The job runs after one that deploys. */
  readonly afterDeploy: boolean;
  /** The job says that it deploys: by an environment, or by the names of the job, the workflow or the step. */
  readonly saysDeploy: boolean;
  /** The job as a whole cannot fail the pipeline. */
  readonly advisory: boolean;
  /** What the job publishes are documents, by its own name or that of its workflow. */
  readonly aboutDocuments?: boolean;
}

/** Sums up the resolved effects of a job, in written order, as fields of `pipeline.job`. */
export function jobFields(effects: readonly Effect[], setting: JobSetting): JobFields {
  const throwaway = isThrowaway(effects);
  const deployed = deployOf(effects, setting);
  const of = (does: Does) => effects.filter(effect => effect.does === does);
  const tests = of('test');
  const tested = testsOf(effects, throwaway);
  const checks = checksOf(effects);
  const blocking = (effect: Effect) => effect.blocking && !setting.advisory;
  const scans = of('scan');
  const first = decidingEffect(effects, setting);
  return {
    tests: tests.length > 0 ? 'tests' : of('opaque_test').length > 0 ? 'opaque' : tested.length > 0 ? 'validates' : 'none',
    blocking: setting.advisory ? 'no' : checks.length === 0 ? 'unknown' : checks.some(blocking) ? 'yes' : 'no',
    lints: of('lint').length > 0,
    scans: scans.some(blocking) ? 'blocking' : scans.length > 0 ? 'advisory' : 'none',
    verifies: verifies(effects, deployed, setting.afterDeploy),
    plans: of('plan').length > 0 ? 'plan' : of('validate').length > 0 ? 'validate' : 'none',
    deploys: saidPlainly(deployed?.how, setting),
    rollsBack: of('roll_back').length > 0,
    command: first?.command ?? '',
    commandPath: first?.path ? `${first.path}:${first.line}` : '',
    measuresDora: of('measure_dora').length > 0,
  };
}

function saidPlainly(how: DeployKind | undefined, { aboutDocuments }: JobSetting): JobFields['deploys'] {
  if (!how) return 'none';
  const plain = how === 'likely_script' ? 'script' : how === 'likely_gitops' ? 'gitops' : how;
  return aboutDocuments && plain !== 'artifact' ? 'pages' : plain;
}

/** The one effect that says most about a job: its deployment, else its first check that can fail. */
export function decidingEffect(effects: readonly Effect[], setting: JobSetting): Effect | undefined {
  const checks = checksOf(effects);
  return deployOf(effects, setting) ?? checks.find(effect => effect.blocking) ?? checks[0];
}

/** The deployment of a job, unless it only goes to a cluster that the job itself starts. */
export function deployOf(effects: readonly Effect[], setting: Pick<JobSetting, 'saysDeploy'>): Effect | undefined {
  return deciding(effects, isThrowaway(effects), setting.saysDeploy);
}

function isThrowaway(effects: readonly Effect[]): boolean {
  return effects.some(effect => effect.does === 'throwaway_cluster');
}

function checksOf(effects: readonly Effect[]): readonly Effect[] {
  const tested = testsOf(effects, isThrowaway(effects));
  return tested.length > 0 ? tested : effects.filter(effect => effect.does === 'scan' || effect.does === 'lint');
}

/** Real tests if there are any, else opaque ones, else validations. */
function testsOf(effects: readonly Effect[], throwaway: boolean): readonly Effect[] {
  const groups = [
    effects.filter(effect => effect.does === 'test'),
    effects.filter(effect => effect.does === 'opaque_test'),
    effects.filter(effect => effect.does === 'validate' || effect.does === 'plan' || (throwaway && effect.does === 'deploy')),
  ];
  return groups.find(group => group.length > 0) ?? [];
}

const deployRank: readonly DeployKind[] = ['environment', 'gitops', 'likely_gitops', 'script', 'likely_script', 'artifact', 'pages'];

function deciding(effects: readonly Effect[], throwaway: boolean, saysDeploy: boolean): Effect | undefined {
  const pushes = effects.some(effect => effect.does === 'push_commit');
  const counts = (how: DeployKind) =>
    how === 'likely_script' ? saysDeploy : how === 'likely_gitops' ? pushes : !throwaway || how === 'artifact' || how === 'pages';
  const deploys = effects.filter(effect => effect.does === 'deploy' && effect.how && counts(effect.how));
  for (const how of deployRank) {
    const found = deploys.find(effect => effect.how === how);
    if (found) return found;
  }
  return undefined;
}

function verifies(effects: readonly Effect[], deployed: Effect | undefined, afterDeploy: boolean): boolean {
  if (afterDeploy && effects.some(effect => effect.does === 'smoke')) return true;
  if (!deployed || deployed.how === 'artifact' || deployed.how === 'pages') return false;
  return effects.slice(effects.indexOf(deployed) + 1).some(effect => effect.does === 'smoke');
}
