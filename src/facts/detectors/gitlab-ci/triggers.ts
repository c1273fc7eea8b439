import { areReleaseBranches } from '../pipeline-findings.ts';
import type { RawJob } from './gitlab-file.ts';

/** When jobs of a pipeline without rules of their own run. */
export function pipelineTriggers(conditions: readonly string[]): readonly string[] {
  const named = [...new Set(conditions.flatMap(condition => triggersOf(condition) ?? []))];
  return named.length > 0 ? named : ['push'];
}

/** When a job runs; `sure` is no when a variable decides that is not set in the file. */
export interface Start {
  readonly triggers: readonly string[];
  readonly sure: boolean;
  /** A person starts it inside the pipeline. */
  readonly byHand: boolean;
  readonly never: boolean;
  readonly advisory: boolean;
  /** Every way to it asks for a branch that is there for releases. */
  readonly ofReleases: boolean;
}

export function startOf(job: RawJob, pipeline: readonly string[]): Start {
  return job.rules ? byRules(job, pipeline) : byRefs(job, pipeline);
}

function byRules(job: RawJob, pipeline: readonly string[]): Start {
  const live = (job.rules ?? []).filter(rule => rule.when !== 'never');
  const sources = live.map(rule => (rule.condition === '' ? pipeline : triggersOf(rule.condition)));
  const triggers = [...new Set(sources.flatMap(source => source ?? pipeline))];
  return {
    triggers,
    sure: live.length === 0 || sources.some(source => source !== undefined),
    byHand: live.length > 0 && live.every(rule => (rule.when || job.when) === 'manual'),
    never: live.length === 0,
    advisory: job.allowFailure === true || (live.length > 0 && live.every(rule => rule.allowFailure)),
    ofReleases: live.length > 0 && live.every(rule => areReleaseBranches(branchesIn(rule.condition))),
  };
}

/** `when: manual` outside `rules` lets the pipeline go on without the job. */
function byRefs(job: RawJob, pipeline: readonly string[]): Start {
  const only = job.only?.flatMap(refTrigger) ?? [];
  const excluded = (job.except ?? []).flatMap(refTrigger);
  const triggers = only.length > 0 ? [...new Set(only)] : pipeline.filter(trigger => trigger === 'push' || !excluded.includes(trigger));
  const never = job.when === 'never' || (job.except ?? []).includes('branches');
  return {
    triggers,
    sure: true,
    byHand: job.when === 'manual',
    never: never && only.length === 0,
    advisory: job.allowFailure ?? job.when === 'manual',
    ofReleases: areReleaseBranches(job.only ?? []),
  };
}

function branchesIn(condition: string): readonly string[] {
  return [...condition.matchAll(/\$CI_COMMIT_(?:BRANCH|REF_NAME)\s*==\s*["']([\w./-]{1,80})["']/g)].map(match => match[1] ?? '');
}

const refs: Readonly<Record<string, string>> = {
  merge_requests: 'pull_request',
  external_pull_requests: 'pull_request',
  branches: 'push',
  pushes: 'push',
  tags: 'tag',
  schedules: 'schedule',
  web: 'manual',
  triggers: 'other',
  api: 'other',
  pipelines: 'other',
};

function refTrigger(ref: string): string {
  return refs[ref] ?? (ref.startsWith('/') ? patternTrigger(ref) : 'push_default');
}

/** A pattern of release branches or tags, or one that work branches fit too. */
function patternTrigger(pattern: string): string {
  if (/^\/\^?v?\\?[d[(]/.test(pattern)) return 'tag';
  return /main|master|release|prod|stag|hotfix|stable/i.test(pattern) ? 'push_default' : 'push';
}

/** What a condition says about the source of the pipeline; undefined when it says nothing about it. */
function triggersOf(condition: string): readonly string[] | undefined {
  const found = new Set(condition.split('||').flatMap(part => triggerOf(part) ?? []));
  return found.size > 0 ? [...found] : undefined;
}

const sources: readonly (readonly [RegExp, string])[] = [
  [/\$CI_PIPELINE_SOURCE\s*==\s*["']merge_request_event["']/, 'pull_request'],
  [/\$CI_PIPELINE_SOURCE\s*=~\s*\/[^/]*merge_request/, 'pull_request'],
  [/\$CI_(?:MERGE_REQUEST|OPEN_MERGE_REQUESTS|EXTERNAL_PULL_REQUEST)\w*(?!\w)(?!\s*(?:==\s*null|!))/, 'pull_request'],
  [/\$CI_PIPELINE_SOURCE\s*==\s*["']schedule["']/, 'schedule'],
  [/\$CI_PIPELINE_SOURCE\s*==\s*["']web["']/, 'manual'],
  [/\$CI_PIPELINE_SOURCE\s*==\s*["'](?:trigger|pipeline|api|parent_pipeline|chat)["']/, 'other'],
  [/\$CI_COMMIT_TAG(?!\w)(?!\s*(?:==\s*null|!))/, 'tag'],
  [/\$CI_COMMIT_(?:BRANCH|REF_NAME)\s*==\s*(?:\$CI_DEFAULT_BRANCH|["'][\w./-]+["'])/, 'push_default'],
  [/\$CI_COMMIT_(?:BRANCH|REF_NAME)\s*=~\s*\/[^/]{0,60}(?:main|master|release|prod|stag|hotfix|stable)/i, 'push_default'],
  [/\$CI_COMMIT_REF_PROTECTED\s*==\s*["']true["']/, 'push_default'],
  [/\$CI_COMMIT_(?:BRANCH|REF_NAME)(?!\w)/, 'push'],
  [/\$CI_PIPELINE_SOURCE\s*==\s*["']push["']/, 'push'],
];

/** The first of the parts joined by `&&` that names a source; the narrower ones stand first. */
function triggerOf(part: string): string | undefined {
  return sources.find(([pattern]) => pattern.test(part))?.[1];
}
