import type { JsonValue } from '../../../../lib/json-value.ts';
import { repositoryName } from '../../../../lib/repository-name.ts';
import type { Delivery, EventFormat, FoundEvent } from '../event-format.ts';
import type { Reading } from '../reading.ts';
import { pullRequest, push } from './changes.ts';
import { deployment, deploymentStatus, release, workflowRun } from './deployments.ts';
import { issue } from './incidents.ts';

type Reader = (body: JsonValue, repository: string, reading: Reading) => Iterable<FoundEvent>;

/** Event -> its reader and the fields by which its body is known where the headers were not kept; the more telling first. */
const readers: Readonly<Record<string, { readonly read: Reader; readonly has: readonly string[] }>> = {
  deployment_status: { read: deploymentStatus, has: ['deployment_status', 'deployment'] },
  deployment: { read: deployment, has: ['deployment', 'deployment.sha'] },
  workflow_run: { read: workflowRun, has: ['workflow_run.id', 'workflow_run.head_sha'] },
  pull_request: { read: pullRequest, has: ['pull_request.head', 'number'] },
  release: { read: release, has: ['release.tag_name'] },
  issues: { read: issue, has: ['issue.number', 'action'] },
  push: { read: push, has: ['ref', 'after', 'pusher'] },
};

export const github: EventFormat = {
  id: 'github',
  title: 'GitHub webhooks',
  docs: 'https://docs.github.com/en/webhooks/webhook-events-and-payloads',
  recognises: ({ headers, body }) =>
    headers.has('x-github-event') ||
    (body.has('sender') && (body.has('sender.node_id') || (body.has('repository.full_name') && nameOf({ headers, body }) !== undefined))),
  deliveryKey: ({ headers }) => headers.get('x-github-delivery'),
  messageKind: delivery => nameOf(delivery) ?? 'unknown',

  *events(delivery, reading) {
    const name = nameOf(delivery) ?? '';
    const reader = readers[name];
    const address = delivery.body.text('repository.html_url') ?? delivery.body.text('repository.full_name');
    if (reader && address && !(name === 'issues' && delivery.body.has('comment')))
      yield* reader.read(delivery.body, repositoryName(address), reading);
    else if (!reader) reading.leave(name);
  },
};

function nameOf({ headers, body }: Delivery): string | undefined {
  const said = headers.get('x-github-event');
  return said ?? Object.entries(readers).find(([, { has }]) => has.every(path => body.has(path)))?.[0];
}
