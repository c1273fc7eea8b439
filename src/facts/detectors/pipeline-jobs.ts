import type { Known } from '../../model/fact.ts';
import { isProduction, tierOf, wordsOf } from '../production.ts';
import { type Effect, jobFields } from './commands/effects.ts';
import { namesDeployment, namesDocuments } from './commands/names.ts';
import type { Resolver } from './commands/resolve.ts';
import type { JobFact, JobFinding } from './pipeline-finding.ts';

/** A job with what its commands stand for and what follows from the jobs around it. */
export interface ResolvedJob {
  readonly job: JobFinding;
  readonly before: readonly JobFinding[];
  readonly fields: ReturnType<typeof jobFields>;
  readonly scope: { readonly environment: string; readonly production: Known };
  /** It checks what runs, and the pipeline ends when that fails. */
  readonly stopsBadRelease: boolean;
}

export type ResolvedJobs = ReadonlyMap<JobFinding, ResolvedJob>;

/** The jobs of one workflow. */
export function resolvedJobs(jobs: readonly JobFinding[], lookup: Resolver): ResolvedJobs {
  const read = jobs.map(job => ({ job, effects: lookup.effects(job.reading, ''), before: waitsFor(job, jobs) }));
  const deploying = new Set(read.filter(({ effects }) => effects.some(isDeployment)).map(({ job }) => job));
  return new Map(read.map(({ job, effects, before }) => [job, resolvedJob(job, effects, before, deploying)]));
}

const mostJobs = 300;

/** All jobs that must have ended before: over any number of steps. */
function waitsFor(
  job: JobFinding,
  jobs: readonly JobFinding[],
  needsOf: (job: JobFinding) => readonly string[] = each => each.needs,
): readonly JobFinding[] {
  if (jobs.length > mostJobs) return [];
  const reached = new Set<JobFinding>();
  const open = [job];
  for (let next = open.pop(); next; next = open.pop()) {
    const needs = new Set(needsOf(next));
    for (const other of jobs) {
      if (other === job || reached.has(other) || !needs.has(other.name)) continue;
      reached.add(other);
      open.push(other);
    }
  }
  return [...reached];
}

/** Names of tests that look at the whole system: behind a deployment they verify it. */
const systemTests = new Set(['acceptance', 'e2e', 'smoke', 'system', 'verification', 'verify', 'synthetic', 'sanity']);

const toEnvironments: ReadonlySet<string> = new Set(['environment', 'gitops', 'script']);

function isBlockingCheck({ does, blocking }: Effect): boolean {
  return blocking && (does === 'smoke' || does === 'test' || does === 'opaque_test');
}

function isDeployment({ does, how }: Effect): boolean {
  return does === 'deploy' && (how === 'environment' || how === 'gitops' || how === 'script');
}

function resolvedJob(
  job: JobFinding,
  effects: readonly Effect[],
  before: readonly JobFinding[],
  deploying: ReadonlySet<JobFinding>,
): ResolvedJob {
  const afterDeploy = before.some(other => deploying.has(other));
  const told = jobFields(effects, {
    afterDeploy,
    saysDeploy: job.environment !== '' || namesDeployment(wordsOf(job.name)) || namesDeployment(wordsOf(job.workflow)),
    advisory: job.advisory,
    aboutDocuments: [job.name, job.workflow].some(namesDocuments) && isProduction(job.environment) !== 'yes',
  });
  const looksAtSystem = afterDeploy && told.tests !== 'none' && wordsOf(job.name).some(word => systemTests.has(word));
  const fields = { ...told, verifies: told.verifies || looksAtSystem };
  const stopsBadRelease = fields.verifies && !job.advisory && effects.some(isBlockingCheck);
  return { job, before, fields, scope: scopeOf(job, fields, effects), stopsBadRelease };
}

/**
 * Whether a release lies in an environment other than production, where a check of it has to pass before this job starts. Where jobs between
 * the two start whatever happened, what they do decides, and that is not read.
 */
export function verifiedBefore({ job, before, fields }: ResolvedJob, all: ResolvedJobs): JobFact['verifiedBefore'] {
  if (!toEnvironments.has(fields.deploys) || job.anyway) return 'no';
  const checks = before.filter(other => isCheckedRelease(all.get(other), all));
  const stopping = new Set(stoppedBy(job, before));
  return checks.some(check => stopping.has(check)) ? 'yes' : checks.length > 0 ? 'unknown' : 'no';
}

function isCheckedRelease(check: ResolvedJob | undefined, all: ResolvedJobs): boolean {
  if (!check?.stopsBadRelease) return false;
  return [check.job, ...check.before].some(each => {
    const release = all.get(each);
    return release !== undefined && toEnvironments.has(release.fields.deploys) && release.scope.production === 'no';
  });
}

/** Who may tag, or bring a change to a branch of releases, is a setting of the forge. */
function isReleased(triggers: readonly string[], { job, fields, scope }: ResolvedJob): boolean {
  const released = job.ofReleases === true || triggers.every(trigger => trigger === 'tag');
  return released && toEnvironments.has(fields.deploys) && scope.production !== 'no';
}

/** The jobs before that keep it from starting when they fail. */
function stoppedBy(job: JobFinding, before: readonly JobFinding[]): readonly JobFinding[] {
  return waitsFor(job, before, other => (other.anyway ? [] : other.needs));
}

/** A job never runs more often than those it waits for. */
export function triggersOf({ job, before }: ResolvedJob): readonly string[] {
  return [job, ...before].reduce((narrowest, other) => (breadth(other) < breadth(narrowest) ? other : narrowest)).triggers;
}

function breadth({ triggers }: JobFinding): number {
  if (triggers.includes('push') || triggers.includes('pull_request')) return 2;
  return triggers.includes('push_default') ? 1 : 0;
}

/** Whatever stops a job stops those that wait for it. */
export function gateOf(own: ResolvedJob, triggers: readonly string[]): JobFact['gate'] {
  const { job, before } = own;
  const gates = [job, ...stoppedBy(job, before)].map(({ gate }) => gate);
  const found = (['human', 'manual_start', 'automated', 'settings'] as const).find(
    gate => gate === job.gate || (gate !== 'settings' && gates.includes(gate)),
  );
  const byHand = job.triggers.length > 0 && job.triggers.every(trigger => trigger === 'manual');
  return found ?? (byHand ? 'manual_start' : isReleased(triggers, own) ? 'settings' : 'none');
}

function scopeOf(
  job: JobFinding,
  fields: Pick<JobFact, 'deploys' | 'command'>,
  effects: readonly Effect[],
): { environment: string; production: Known } {
  if (fields.deploys === 'none' && job.environment === '') return { environment: '', production: isProductionJob(job.name) };
  const said = effects.flatMap(effect => (effect.does === 'deploy' && effect.environment ? [effect.environment] : []));
  const inCommands = said.find(name => isProduction(name) === 'yes') ?? said[0];
  const environment = job.environment || (inCommands ?? wordsOf(job.name).find(word => tierOf(word) !== 'unknown') ?? '');
  const known = [environment, job.name, job.workflow].map(isProductionJob).find(production => production !== 'unknown');
  return { environment, production: known ?? (isProduction(fields.command) === 'yes' ? 'yes' : 'unknown') };
}

/** `ci` in the name of a pipeline (`.gitlab-ci.yml`) is what it is, not where it deploys to. */
function isProductionJob(name: string): Known {
  return isProduction(
    wordsOf(name)
      .filter(word => word !== 'ci')
      .join(' '),
  );
}
