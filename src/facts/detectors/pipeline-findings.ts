import { type FactDraft, fact } from '../../model/fact.ts';
import type { Located, Scene } from '../detector.ts';
import { restsOn } from '../own-words/in-force.ts';
import { saidProduction } from '../own-words/production-rules.ts';
import { tierOf } from '../production.ts';
import { type Resolver, resolver } from './commands/resolve.ts';
import type { JobFact, JobFinding, PipelineFinding, TemplateFinding, WorkflowFinding } from './pipeline-finding.ts';
import { gateOf, type ResolvedJob, type ResolvedJobs, resolvedJobs, triggersOf, verifiedBefore } from './pipeline-jobs.ts';

export type { JobFinding, PipelineFinding } from './pipeline-finding.ts';

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

function* jobFacts(path: string, jobs: readonly JobFinding[], lookup: Resolver): Generator<FactDraft> {
  const resolved = resolvedJobs(jobs, lookup);
  for (const each of resolved.values()) yield* oneJob(path, each, resolved);
}

function* oneJob(path: string, own: ResolvedJob, all: ResolvedJobs): Generator<FactDraft> {
  const { job, fields, scope } = own;
  const triggers = triggersOf(own);
  const gate = gateOf(own, triggers);
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

/** The earliest point at which a change runs through it. */
export function onChangeOf(triggers: readonly string[]): JobFact['onChange'] {
  if (triggers.includes('pull_request') || triggers.includes('merge_queue')) return 'pull_request';
  if (triggers.includes('push')) return 'every_push';
  return triggers.includes('push_default') ? 'default_push' : 'none';
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
