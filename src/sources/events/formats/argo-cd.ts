import { JsonValue } from '../../../lib/json-value.ts';
import { repositoryName } from '../../../lib/repository-name.ts';
import type { EventFormat, FoundEvent } from './event-format.ts';
import type { Reading } from './reading.ts';

/** Applications with their history: from the cluster, from `argocd app get -o json`, or in the body of a notification. */
export const argoCd: EventFormat = {
  id: 'argo-cd',
  title: 'Argo CD applications',
  docs: 'https://argo-cd.readthedocs.io/en/stable/operator-manual/application.yaml',
  recognises: ({ body }) => isApplication(applicationOf(body)) || isEntry(body),
  unfold: body => {
    const items = body.list('items');
    return items.length > 0 && items.every(isApplication) ? items : undefined;
  },
  messageKind: () => 'application',

  *events({ body }, reading) {
    const application = applicationOf(body);
    if (isApplication(application)) yield* history(application, reading);
    else yield synced(body, new JsonValue({}), [], reading);
  },
};

function applicationOf(body: JsonValue): JsonValue {
  return ['app', 'application', 'data.app'].map(path => body.get(path)).find(isApplication) ?? body;
}

function isApplication(body: JsonValue): boolean {
  return (
    (body.text('kind') === 'Application' && body.text('apiVersion')?.startsWith('argoproj.io/') === true) ||
    (body.has('spec.destination') && body.has('metadata.name') && (body.has('spec.source') || body.has('spec.sources')))
  );
}

/** An entry of the history without its application. */
function isEntry(body: JsonValue): boolean {
  return body.has('deployedAt') && (body.has('revision') || body.has('revisions'));
}

function* history(application: JsonValue, reading: Reading): Generator<FoundEvent> {
  const entries = application.list('status.history');
  const revisions: string[] = [];
  for (const entry of entries) {
    yield synced(entry, application, revisions, reading);
    revisions.push(revisionOf(entry));
  }
  yield* failed(application, reading);
}

/** The revision is one of the repository of configuration. An application of several sources has several. */
function synced(entry: JsonValue, application: JsonValue, before: readonly string[], reading: Reading): FoundEvent {
  const revision = revisionOf(entry);
  const isBack = before.includes(revision) && before.at(-1) !== revision;
  return {
    kind: 'deployment',
    row: {
      ...known(application, reading),
      ...sourceOf(entry, application),
      id: `${nameOf(application, reading)}/${entry.text('id')}`,
      kind: isBack ? 'rollback' : 'normal',
      started_at: reading.time(entry, 'deployStartedAt'),
      succeeded_at: reading.time(entry, 'deployedAt'),
    },
  };
}

/** Only successes get into the history; of failures the last is known. */
function* failed(application: JsonValue, reading: Reading): Generator<FoundEvent> {
  const operation = application.get('status.operationState');
  if (!['Failed', 'Error'].includes(operation.text('phase') ?? '') || !operation.has('finishedAt')) return;
  yield {
    kind: 'deployment',
    row: {
      ...known(application, reading),
      ...sourceOf(operation.get('syncResult'), application),
      id: `${nameOf(application, reading)}/failed/${operation.text('startedAt')}`,
      kind: 'normal',
      started_at: reading.time(operation, 'startedAt'),
      failed_at: reading.time(operation, 'finishedAt'),
    },
  };
}

function known(application: JsonValue, reading: Reading) {
  const labels = application.get('metadata.labels');
  const name = application.text('metadata.name');
  const environment =
    labels.text('environment') ??
    labels.text('env') ??
    application.text('spec.destination.name') ??
    application.text('spec.destination.namespace');
  return { service: reading.service(name), environment: reading.environment(environment) };
}

function nameOf(application: JsonValue, reading: Reading): string {
  const name = application.text('metadata.name') ?? reading.service(undefined) ?? 'application';
  return [application.text('metadata.namespace'), name].filter(Boolean).join('/');
}

function revisionOf(entry: JsonValue): string {
  return (
    entry.text('revision') ??
    entry
      .list('revisions')
      .map(each => each.text())
      .join(' ')
  );
}

/** The commit, or of charts the version, of the first source that is a repository of git. */
function sourceOf(entry: JsonValue, application: JsonValue) {
  const sources = [entry.list('sources'), application.list('spec.sources')].find(list => list.length > 0) ?? [];
  const revisions = entry.list('revisions').map(each => each.text());
  const pairs =
    sources.length > 0 && revisions.length > 0
      ? sources.map((source, at) => ({ source, revision: revisions[at] }))
      : [{ source: entry.has('source') ? entry.get('source') : application.get('spec.source'), revision: entry.text('revision') }];
  const git = pairs.find(({ source, revision }) => !source.has('chart') && /^[0-9a-f]{40}$/i.test(revision ?? '')) ?? pairs[0];
  const address = git?.source.text('repoURL');
  const isCommit = /^[0-9a-f]{40}$/i.test(git?.revision ?? '');
  return {
    repository: address && repositoryName(address),
    sha: isCommit ? git?.revision : undefined,
    ref: isCommit ? git?.source.text('targetRevision') : git?.revision,
  };
}
