import type { JsonValue } from '../../../lib/json-value.ts';
import { repositoryName } from '../../../lib/repository-name.ts';
import { severityOf } from '../words.ts';
import type { Delivery, EventFormat, FoundEvent } from './event-format.ts';
import type { Reading } from './reading.ts';

/** CDEvents 0.4 and 0.5, in structured or binary CloudEvents or as they are. */
export const cdevents: EventFormat = {
  id: 'cdevents',
  title: 'CDEvents',
  docs: 'https://cdevents.dev/docs/',
  recognises: delivery => typeOf(delivery).startsWith('dev.cdevents.'),
  deliveryKey: delivery => keyOf(eventOf(delivery)),
  messageKind: delivery => subjectOf(delivery),

  *events(delivery, reading) {
    const event = eventOf(delivery);
    const subject = subjectOf(delivery);
    if (['service.deployed', 'service.upgraded', 'service.rolledback'].includes(subject)) yield deployment(event, subject, reading);
    else if (subject.startsWith('incident.')) yield incident(event, subject, reading);
    else if (subject.startsWith('artifact.')) yield* artifact(event);
    else if (subject === 'change.merged') yield* change(event, reading);
    else reading.leave(subject);
  },
};

function eventOf({ body }: Delivery): JsonValue {
  return body.has('data.context') ? body.get('data') : body;
}

function typeOf(delivery: Delivery): string {
  return eventOf(delivery).text('context.type') ?? delivery.body.text('type') ?? delivery.headers.get('ce-type') ?? '';
}

/** `service.deployed` of `dev.cdevents.service.deployed.0.2.0`, whatever the version of the event. */
function subjectOf(delivery: Delivery): string {
  return /^dev\.cdevents\.([a-z]+\.[a-z]+)/.exec(typeOf(delivery))?.[1] ?? 'unknown';
}

function keyOf(event: JsonValue): string | undefined {
  const id = event.text('context.id');
  return id === undefined ? undefined : `${event.text('context.source') ?? ''} ${id}`;
}

/** The subject is the service; each event about it is a deployment of its own. No commit is told: it comes from the artifact. */
function deployment(event: JsonValue, subject: string, reading: Reading): FoundEvent {
  const at = reading.time(event, 'context.timestamp');
  const named = event.text('subject.content.artifactId');
  const built = named === undefined ? undefined : commitOf(named);
  return {
    kind: 'deployment',
    row: {
      id: keyOf(event) ?? '',
      service: reading.service(event.text('subject.id')),
      environment: reading.environment(event.text('subject.content.environment.name') ?? event.text('subject.content.environment.id')),
      artifact: named === undefined ? undefined : artifactName(named),
      repository: built?.repository ?? reading.repository(undefined),
      sha: built?.sha,
      kind: subject === 'service.rolledback' ? 'rollback' : 'normal',
      pipeline: event.text('context.chainId'),
      succeeded_at: at,
    },
  };
}

function incident(event: JsonValue, subject: string, reading: Reading): FoundEvent {
  const at = reading.time(event, 'context.timestamp');
  const severity = severityOf(event.text('customData.severity') ?? event.text('customData.priority'));
  return {
    kind: 'incident',
    row: {
      id: `${event.text('subject.source') ?? event.text('context.source') ?? ''} ${event.text('subject.id') ?? ''}`.trim(),
      service: reading.service(event.text('subject.content.service.id')),
      service_at: at,
      severity,
      severity_at: at,
      title: subject === 'incident.resolved' ? undefined : event.text('subject.content.description'),
      detected_at: subject === 'incident.detected' ? at : undefined,
      created_at: subject === 'incident.reported' ? at : undefined,
      resolved_at: subject === 'incident.resolved' ? at : undefined,
      url: event.text('subject.content.ticketURI'),
    },
  };
}

/** When an artifact is packaged, the change that it was made of is told: a commit, if it looks like one. */
function* artifact(event: JsonValue): Generator<FoundEvent> {
  const named = event.text('subject.id');
  const sha = event.text('subject.content.change.id');
  const repository = event.text('subject.content.change.source');
  if (named && sha && isCommit(sha))
    yield {
      kind: 'artifact',
      row: { id: artifactName(named), repository: repository && repositoryName(repository), sha: sha.toLowerCase() },
    };
}

function* change(event: JsonValue, reading: Reading): Generator<FoundEvent> {
  const sha = event.text('subject.id');
  const content = event.get('subject.content.repository');
  const address = content.text('url') ?? content.text('viewUrl') ?? repositoryAt(content.text('source'), content.text('id'));
  const repository = reading.repository(address && repositoryName(address));
  if (sha && isCommit(sha) && repository)
    yield { kind: 'change', row: { repository, sha: sha.toLowerCase(), merged_at: reading.time(event, 'context.timestamp') } };
}

function repositoryAt(source: string | undefined, id: string | undefined): string | undefined {
  if (id === undefined || source === undefined || id.includes('://')) return id;
  return `${source.replace(/\/+$/, '')}/${id}`;
}

function isCommit(text: string): boolean {
  return /^[0-9a-f]{7,40}$|^[0-9a-f]{64}$/i.test(text);
}

/** A package URL without its qualifiers and with its characters plain: the digest or version is what it is known by. */
function artifactName(id: string): string {
  const plain = id.replace(/[?#].*$/, '');
  try {
    return decodeURIComponent(plain);
  } catch {
    return plain;
  }
}

/** Some package URLs are commits: `pkg:github/acme/shop@<sha>`. https://github.com/package-url/purl-spec */
function commitOf(id: string): { readonly repository: string; readonly sha: string } | undefined {
  const [, host = '', path = '', sha = ''] = /^pkg:(github|bitbucket|gitlab)\/([^@]+)@([0-9a-f]{40})\b/i.exec(id) ?? [];
  if (!sha) return undefined;
  return {
    repository: `${host.toLowerCase()}.${host.toLowerCase() === 'bitbucket' ? 'org' : 'com'}/${path.toLowerCase()}`,
    sha: sha.toLowerCase(),
  };
}
