import type { JsonValue } from '../../../../lib/json-value.ts';
import { endedWith, outcomeOf } from '../../words.ts';
import type { FoundEvent } from '../event-format.ts';
import type { Reading } from '../reading.ts';
import type { Project } from './gitlab.ts';

/** Canceled and blocked are no finish; `approved` and `rejected` tell of an approval, not of the deployment. */
export function* deployment(body: JsonValue, project: Project, reading: Reading): Generator<FoundEvent> {
  const status = body.text('status');
  const at = reading.time(body, 'status_changed_at');
  const tier = body.text('environment_tier');
  const fullSha = /\/commits?\/([0-9a-f]{40,64})\b/.exec(body.text('commit_url') ?? '')?.[1];
  yield {
    kind: 'deployment',
    row: {
      id: `${project.key}/${body.text('deployment_id') ?? body.text('deployable_id')}`,
      service: reading.service(undefined, project.name),
      environment: reading.environment(body.text('environment')),
      production: tier === undefined ? undefined : tier === 'production',
      repository: project.repository,
      sha: fullSha ?? body.text('short_sha'),
      ref: body.text('ref'),
      kind: 'normal',
      pipeline: body.text('deployable_id'),
      url: body.text('deployable_url') ?? body.text('environment_external_url'),
      created_at: status === 'created' ? at : undefined,
      started_at: status === 'running' ? at : undefined,
      succeeded_at: status === 'success' ? at : undefined,
      failed_at: status === 'failed' ? at : undefined,
    },
  };
}

/** A pipeline is no deployment, unless the caller says that pipelines of this name (or ref) are. */
export function* pipeline(body: JsonValue, project: Project, reading: Reading): Generator<FoundEvent> {
  const run = body.get('object_attributes');
  yield* mainRun(body, project, reading);
  if (!reading.deploys('pipeline', run.text('name') ?? run.text('ref'), run.text('ref'), project.repository)) return;
  yield {
    kind: 'deployment',
    row: {
      id: `${project.key}/pipeline/${run.text('id')}`,
      service: reading.service(undefined, project.name),
      environment: reading.environment(undefined),
      repository: project.repository,
      sha: run.text('sha'),
      ref: run.text('ref'),
      kind: 'normal',
      pipeline: run.text('id'),
      url: run.text('url'),
      created_at: reading.time(run, 'created_at'),
      ...endOf(run, reading),
    },
  };
}

/** What a push to the default branch started. */
function* mainRun(body: JsonValue, project: Project, reading: Reading): Generator<FoundEvent> {
  const run = body.get('object_attributes');
  const branch = run.text('ref');
  const isPush = run.text('source') === 'push' && run.flag('tag') !== true;
  if (!isPush || branch === undefined || branch !== body.text('project.default_branch')) return;
  const duration = run.number('duration'); // the time in which jobs ran: waits for manual jobs are not in it
  yield {
    kind: 'run',
    row: {
      id: `${project.key}/pipeline/${run.text('id')}`,
      service: reading.service(undefined, project.name),
      repository: project.repository,
      sha: run.text('sha'),
      branch,
      main: true,
      name: run.text('name'),
      url: run.text('url'),
      created_at: reading.time(run, 'created_at'),
      ...endOf(run, reading),
      seconds: duration === undefined ? undefined : duration + (run.number('queued_duration') ?? 0),
    },
  };
}

function endOf(run: JsonValue, reading: Reading) {
  const outcome = outcomeOf(run.text('status'));
  return endedWith(outcome, outcome === 'none' ? undefined : reading.time(run, 'finished_at'));
}
