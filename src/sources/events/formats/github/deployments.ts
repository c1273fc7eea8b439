import type { JsonValue } from '../../../../lib/json-value.ts';
import { deploymentKindOf, endedWith, outcomeOf } from '../../words.ts';
import type { FoundEvent } from '../event-format.ts';
import type { Reading } from '../reading.ts';

export function* deployment(body: JsonValue, repository: string, reading: Reading): Generator<FoundEvent> {
  yield { kind: 'deployment', row: known(body, repository, reading) };
}

/** The first success is the finish; `inactive` comes when a later deployment has taken its place. A status may come before its deployment. */
export function* deploymentStatus(body: JsonValue, repository: string, reading: Reading): Generator<FoundEvent> {
  const status = body.get('deployment_status');
  const at = reading.time(status, 'created_at');
  const outcome = outcomeOf(status.text('state'));
  yield {
    kind: 'deployment',
    row: {
      ...known(body, repository, reading),
      url: address(status.text('environment_url')) ?? address(status.text('target_url')) ?? address(status.text('log_url')),
      started_at: status.text('state') === 'in_progress' ? at : undefined,
      ...endedWith(outcome, at),
    },
  };
}

function known(body: JsonValue, repository: string, reading: Reading) {
  const deployed = body.get('deployment');
  const run = body.text('workflow_run.id') ?? /\/actions\/runs\/(\d+)/.exec(body.text('deployment_status.log_url') ?? '')?.[1];
  return {
    id: `${repository}/${deployed.text('id')}`,
    service: reading.service(undefined, repository.split('/').at(-1)),
    environment: reading.environment(deployed.text('environment')),
    production: isProduction(deployed),
    repository,
    sha: deployed.text('sha'),
    ref: deployed.text('ref'),
    kind:
      deployed
        .text('task')
        ?.split(/[:/]/)
        .map(deploymentKindOf)
        .find(kind => kind && kind !== 'normal') ?? 'normal',
    pipeline: run,
    created_at: reading.time(deployed, 'created_at'),
  };
}

/** `production_environment` is false for whatever is not called `production`, so that only its yes says something. */
function isProduction(deployed: JsonValue): boolean | undefined {
  if (deployed.flag('transient_environment') === true) return false;
  return deployed.flag('production_environment') === true ? true : undefined;
}

/** A re-run keeps the id and gets another attempt. The conclusion says how it ended; its status only that it did. */
export function* workflowRun(body: JsonValue, repository: string, reading: Reading): Generator<FoundEvent> {
  const run = body.get('workflow_run');
  yield* mainRun(body, repository, reading);
  if (!reading.deploys('workflow', run.text('name'), run.text('path')?.split('/').at(-1)?.replace(/@.*$/, ''))) return;
  yield {
    kind: 'deployment',
    row: {
      id: `${repository}/run/${run.text('id')}/${run.text('run_attempt') ?? '1'}`,
      service: reading.service(undefined, repository.split('/').at(-1)),
      environment: reading.environment(undefined),
      repository,
      sha: run.text('head_sha'),
      ref: run.text('head_branch'),
      kind: 'normal',
      pipeline: run.text('id'),
      url: run.text('html_url'),
      created_at: reading.time(run, 'created_at'),
      started_at: reading.time(run, 'run_started_at'),
      ...endOf(run, reading),
    },
  };
}

/** What a push to the default branch started. Runs by schedule or by hand, and those of forks, are not what a commit has to wait for. */
function* mainRun(body: JsonValue, repository: string, reading: Reading): Generator<FoundEvent> {
  const run = body.get('workflow_run');
  const branch = run.text('head_branch');
  if (run.text('event') !== 'push' || branch === undefined || branch !== body.text('repository.default_branch')) return;
  yield {
    kind: 'run',
    row: {
      id: `${repository}/run/${run.text('id')}/${run.text('run_attempt') ?? '1'}`,
      service: reading.service(undefined, repository.split('/').at(-1)),
      repository,
      sha: run.text('head_sha'),
      branch,
      main: true,
      name: run.text('name'),
      url: run.text('html_url'),
      created_at: reading.time(run, 'created_at'),
      ...endOf(run, reading),
      pipeline: run.text('id'),
    },
  };
}

function endOf(run: JsonValue, reading: Reading) {
  const outcome = run.text('conclusion') === 'startup_failure' ? 'failure' : outcomeOf(run.text('conclusion'));
  return endedWith(outcome, outcome === 'none' ? undefined : reading.time(run, 'updated_at'));
}

/** Up to four actions tell of one release. It usually names a branch, not a commit; that comes from the tags of the repository. */
export function* release(body: JsonValue, repository: string, reading: Reading): Generator<FoundEvent> {
  const published = body.get('release');
  const gone = ['deleted', 'unpublished'].includes(body.text('action') ?? '');
  if (gone || published.flag('draft') === true) return;
  const target = published.text('target_commitish');
  const isPreview = published.flag('prerelease') === true;
  yield {
    kind: 'deployment',
    row: {
      source: 'github-releases', // weaker evidence than deployments, whatever the source is called
      id: `${repository}/${published.text('id')}`,
      service: reading.service(undefined, repository.split('/').at(-1)),
      environment: isPreview ? 'pre-release' : 'production',
      production: !isPreview,
      repository,
      sha: target && /^[0-9a-f]{40}$/i.test(target) ? target : undefined,
      ref: published.text('tag_name'),
      kind: /hot-?fix/i.test(published.text('tag_name') ?? '') ? 'hotfix' : 'normal',
      url: published.text('html_url'),
      created_at: reading.time(published, 'created_at'),
      succeeded_at: reading.time(published, 'published_at'),
    },
  };
}

function address(text: string | undefined): string | undefined {
  return text?.startsWith('http') ? text : undefined;
}
