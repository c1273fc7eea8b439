import type { JsonValue } from '../../../../lib/json-value.ts';
import { repositoryName } from '../../../../lib/repository-name.ts';
import type { EventFormat, FoundEvent } from '../event-format.ts';
import type { Reading } from '../reading.ts';
import { mergeRequest, push } from './changes.ts';
import { deployment, pipeline } from './deployments.ts';
import { issue } from './incidents.ts';

/** The project of a message. */
export interface Project {
  readonly repository: string;
  readonly name: string;
  /** Host and number: they stay when the project is renamed. */
  readonly key: string;
}

type Reader = (body: JsonValue, project: Project, reading: Reading) => Iterable<FoundEvent>;

const readers: Readonly<Record<string, Reader>> = {
  deployment,
  pipeline,
  issue,
  incident: issue,
  work_item: issue, // other work items than issues, since GitLab 17.2
  merge_request: mergeRequest,
  push,
};

export const gitlab: EventFormat = {
  id: 'gitlab',
  title: 'GitLab webhooks',
  docs: 'https://docs.gitlab.com/user/project/integrations/webhook_events/',
  recognises: ({ headers, body }) => headers.has('x-gitlab-event') || (body.has('object_kind') && body.has('project')),
  // X-Gitlab-Event-UUID is the same for all messages that one event has caused, so that it tells no deliveries apart
  deliveryKey: ({ headers }) => headers.get('idempotency-key'),
  messageKind: ({ body }) => body.text('object_kind') ?? 'unknown',

  *events({ body }, reading) {
    const kind = body.text('object_kind') ?? '';
    const reader = readers[kind];
    const address = body.text('project.web_url') ?? body.text('project.path_with_namespace');
    if (reader && address) yield* reader(body, projectOf(body, address), reading);
    else reading.leave(kind);
  },
};

function projectOf(body: JsonValue, address: string): Project {
  const repository = repositoryName(address);
  const host = repository.split('/')[0];
  const name = body.text('project.path_with_namespace')?.split('/').at(-1)?.toLowerCase() ?? repository.split('/').at(-1) ?? repository;
  return { repository, name, key: `${host}/${body.text('project.id') ?? repository}` };
}
