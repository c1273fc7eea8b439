import { type FactDraft, fact, type Known } from '../../model/fact.ts';
import type { FactFields } from '../../model/fact-kinds.ts';
import type { Located, Scene } from '../detector.ts';
import { restsOn } from '../own-words/in-force.ts';
import { saidProduction } from '../own-words/production-rules.ts';
import { isProduction, tierOf, wordsOf } from '../production.ts';
import { type Effect, jobFields, type Reading } from './commands/effects.ts';
import { namesDeployment, namesDocuments } from './commands/names.ts';
import { type Resolver, resolver } from './commands/resolve.ts';

type JobFact = FactFields<'pipeline.job'>;

/** A job as one file tells it; what its commands stand for is looked up when all files are known. */
export interface JobFinding {
  readonly is: 'job';
  readonly tool: string;
  readonly workflow: string;
  readonly name: string;
  readonly line: number;
  readonly triggers: readonly string[];
  readonly enabled: Known;
  /** The gate that the job itself declares. */
  readonly gate: JobFact['gate'];
  readonly reading: Reading;
  /** Names of jobs of the same workflow that it waits for. */
  readonly needs: readonly string[];
  /** The environment that it names, `''` for none. */
  readonly environment: string;
  /** It may fail without failing the pipeline. */
  readonly advisory: boolean;
  /** It runs whatever became of the jobs before. */
  readonly anyway?: boolean;
  /** What it does stands in another repository or tool, which it only starts. */
  readonly elsewhere?: boolean;
  /** It starts only for branches that are there for releases. */
  readonly ofReleases?: boolean;
}

interface WorkflowFinding {
  readonly is: 'workflow';
  readonly tool: string;
  readonly name: string;
  readonly line: number;
  readonly triggers: readonly string[];
  readonly enabled: Known;
  /** Part of it stands where the scan cannot look. */
  readonly opaque: boolean;
  readonly sharedTemplate: boolean;
}

interface TemplateFinding {
  readonly is: 'template';
  readonly tool: string;
  readonly source: string;
  readonly pinned: boolean;
  readonly line: number;
}

/** The steps of a file that pipelines include by its path. */
interface IncludedFinding {
  readonly is: 'included';
  readonly reading: Reading;
}

export type PipelineFinding = JobFinding | WorkflowFinding | TemplateFinding | IncludedFinding;

export const pipelineKinds = ['pipeline.workflow', 'pipeline.job', 'pipeline.template', 'environment.definition'] as const;

/** Makes the facts of pipelines whose jobs wait for each other by name. */
export function* pipelineFacts(findings: readonly Located<PipelineFinding>[], scene: Scene): Generator<FactDraft> {
  const included = new Map(findings.flatMap(({ path, finding }) => (finding.is === 'included' ? [[path, finding.reading] as const] : [])));
  const lookup = resolver(scene, path => included.get(path));
  const byWorkflow = new Map<string, JobFinding[]>();
  for (const { path, finding } of findings) {
    if (finding.is === 'workflow') yield workflowFact(path, finding);
    if (finding.is === 'template') yield templateFact(path, finding);
    if (finding.is === 'job') {
      const key = `${path}\n${finding.workflow}`;
      byWorkflow.set(key, [...(byWorkflow.get(key) ?? []), finding]);
    }
  }
  for (const [key, jobs] of byWorkflow) yield* jobFacts(key.slice(0, key.indexOf('\n')), jobs, lookup);
}

function workflowFact(path: string, { tool, name, line, triggers, enabled, opaque, sharedTemplate }: WorkflowFinding): FactDraft {
  return fact('pipeline.workflow', { tool, name, triggers, enabled, opaque, sharedTemplate }, { path, line });
}

function templateFact(path: string, { tool, source, pinned, line }: TemplateFinding): FactDraft {
  return fact('pipeline.template', { tool, source, role: 'uses', pinned }, { path, line });
}

interface ResolvedJob {
  readonly job: JobFinding;
  readonly before: readonly JobFinding[];
  readonly fields: ReturnType<typeof jobFields>;
  readonly scope: { readonly environment: string; readonly production: Known };
  /** It checks what runs, and the pipeline ends when that fails. */
  readonly stopsBadRelease: boolean;
}

function* jobFacts(path: string, jobs: readonly JobFinding[], lookup: Resolver): Generator<FactDraft> {
  const read = jobs.map(job => ({ job, effects: lookup.effects(job.reading, ''), before: waitsFor(job, jobs) }));
  const deploying = new Set(read.filter(({ effects }) => effects.some(isDeployment)).map(({ job }) => job));
  const resolved = new Map(read.map(({ job, effects, before }) => [job, resolvedJob(job, effects, before, deploying)]));
  for (const each of resolved.values()) yield* oneJob(path, each, resolved);
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
    const needs = needsOf(next);
    for (const other of jobs) {
      if (other === job || reached.has(other) || !needs.includes(other.name)) continue;
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

function* oneJob(path: string, own: ResolvedJob, all: ReadonlyMap<JobFinding, ResolvedJob>): Generator<FactDraft> {
  const { job, before, fields, scope } = own;
  const triggers = triggersOf(job, before);
  const gate = gateOf(job, before, isReleased(triggers, own));
  yield fact(
    'pipeline.job',
    {
      ...fields,
      tool: job.tool,
      workflow: job.workflow,
      name: job.name,
      triggers,
      enabled: job.enabled,
      onChange: onChangeOf(triggers),
      automatic:
        gate === 'manual_start' || triggers.every(trigger => trigger === 'manual') ? 'no' : triggers.includes('other') ? 'unknown' : 'yes',
      gate,
      verifiedBefore: verifiedBefore(own, all),
      elsewhere: job.elsewhere === true,
    },
    { path, line: job.line, scope },
  );
  if (job.environment === '' || fields.deploys === 'none') return;
  yield fact(
    'environment.definition',
    { tool: job.tool, name: job.environment, tier: tierOf(job.environment) },
    { path, line: job.line, scope },
  );
}

/**
 * Whether a release lies in an environment other than production, where a check of it has to pass before this job starts. Where jobs between
 * the two start whatever happened, what they do decides, and that is not read.
 */
function verifiedBefore({ job, before, fields }: ResolvedJob, all: ReadonlyMap<JobFinding, ResolvedJob>): JobFact['verifiedBefore'] {
  if (!toEnvironments.has(fields.deploys) || job.anyway) return 'no';
  const checks = before.filter(other => isCheckedRelease(all.get(other), all));
  const stopping = new Set(waitsFor(job, before, other => (other.anyway ? [] : other.needs)));
  return checks.some(check => stopping.has(check)) ? 'yes' : checks.length > 0 ? 'unknown' : 'no';
}

function isCheckedRelease(check: ResolvedJob | undefined, all: ReadonlyMap<JobFinding, ResolvedJob>): boolean {
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

/** A job never runs more often than those it waits for. */
function triggersOf(job: JobFinding, before: readonly JobFinding[]): readonly string[] {
  return [job, ...before].reduce((narrowest, other) => (breadth(other) < breadth(narrowest) ? other : narrowest)).triggers;
}

function breadth({ triggers }: JobFinding): number {
  if (triggers.includes('push') || triggers.includes('pull_request')) return 2;
  return triggers.includes('push_default') ? 1 : 0;
}

/** Whatever stops a job stops those that wait for it. */
function gateOf(job: JobFinding, before: readonly JobFinding[], released: boolean): JobFact['gate'] {
  const gates = [job, ...(job.anyway ? [] : before)].map(({ gate }) => gate);
  const found = (['human', 'manual_start', 'automated', 'settings'] as const).find(
    gate => gate === job.gate || (gate !== 'settings' && gates.includes(gate)),
  );
  const byHand = job.triggers.length > 0 && job.triggers.every(trigger => trigger === 'manual');
  return found ?? (byHand ? 'manual_start' : released ? 'settings' : 'none');
}

/** The earliest point at which a change runs through it. */
export function onChangeOf(triggers: readonly string[]): JobFact['onChange'] {
  if (triggers.includes('pull_request') || triggers.includes('merge_queue')) return 'pull_request';
  if (triggers.includes('push')) return 'every_push';
  return triggers.includes('push_default') ? 'default_push' : 'none';
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

const defaultBranches = /^(?:main|master|trunk|develop|development|default|mainline)$/;
const releaseBranches = /^(?:release|releases|production|prod|live|staging)(?:[/-].*|)$/;

/** Whether all of these branches are only reached by releasing. */
export function areReleaseBranches(names: readonly string[]): boolean {
  const plain = names.map(name => name.replace(/^\/|\/$|^refs\/heads\/|[\^$]/g, '').trim());
  return plain.length > 0 && plain.every(name => releaseBranches.test(name) && !name.startsWith('staging'));
}

/** What a list of branch names or patterns means as a trigger. */
export function branchTrigger(names: readonly string[]): string {
  const plain = names.map(name => name.replace(/^\/|\/$|^refs\/heads\/|[\^$]/g, '').trim());
  if (plain.length === 0 || plain.some(name => name === '*' || name === '.*' || name === '**')) return 'push';
  if (plain.some(name => defaultBranches.test(name) || releaseBranches.test(name))) return 'push_default';
  const said = plain.map(saidProduction).find(each => each?.production === 'yes');
  if (said) restsOn(said.at);
  return said ? 'push_default' : 'other';
}

/** The line of a key whose value begins at `line`: the nearest line above that holds it. */
export function lineOfKey(lines: readonly string[], key: string, line: number): number {
  for (let at = line; at > Math.max(0, line - 12); at--) {
    const text = (lines[at - 1] ?? '').trim().replace(/^- /, '');
    if (text.startsWith(`${key}:`) || text.startsWith(`"${key}":`) || text.startsWith(`'${key}':`)) return at;
  }
  return line;
}
