import type { JsonValue } from '../../../lib/json-value.ts';
import { severityOf } from '../words.ts';
import type { EventFormat, FoundEvent } from './event-format.ts';
import { causeIn, serviceOfLabels, severityOfLabels } from './issue-words.ts';
import type { Reading } from './reading.ts';

/** What the API finds under /search (with `expand=changelog` reopenings are known too), and webhooks. CSV exports are tables. */
export const jira: EventFormat = {
  id: 'jira',
  title: 'Jira issues',
  docs: 'https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-search/',
  recognises: ({ body }) => isIssue(issueOf(body)),
  unfold: body => (body.list('issues').some(isIssue) ? body.list('issues') : undefined),
  messageKind: ({ body }) => body.text('webhookEvent') ?? 'issue',

  *events({ body }, reading) {
    yield* incident(issueOf(body), body, reading);
  },
};

function issueOf(body: JsonValue): JsonValue {
  return body.has('issue.fields') ? body.get('issue') : body;
}

function isIssue(body: JsonValue): boolean {
  return body.has('key') && body.has('fields.created');
}

/** Priorities are named by each organisation; those that Jira comes with are known. */
function* incident(issue: JsonValue, body: JsonValue, reading: Reading): Generator<FoundEvent> {
  const fields = issue.get('fields');
  const labels = fields.list('labels').map(label => label.text());
  const type = fields.text('issuetype.name') ?? '';
  if (!/\b(?:incident|outage|disruption)\b/i.test(type) && !reading.isIncident([type, ...labels])) {
    reading.skip(`issues of the type "${type}" are no incidents (--incident-label "${type}" takes them)`);
    return;
  }
  const updated = reading.time(fields, 'updated') ?? reading.time(fields, 'created');
  yield {
    kind: 'incident',
    row: {
      id: issue.text('key') ?? '',
      service: reading.service(serviceOfLabels(labels) ?? fields.list('components')[0]?.text('name')),
      service_at: updated,
      severity: severityOfLabels(labels) ?? severityOf(fields.text('priority.name')),
      severity_at: updated,
      title: fields.text('summary'),
      detected_at: reading.time(fields, 'created'),
      created_at: reading.time(fields, 'created'),
      resolved_at: reading.time(fields, 'resolutiondate'),
      reopened_at: reopenings(issue, body, reading).sort().at(-1),
      caused_by: causeIn(fields.text('description')),
      url: issue.text('self')?.replace(/\/rest\/api\/.*$/, `/browse/${issue.text('key')}`),
    },
  };
}

/** When the resolution was taken back. */
function reopenings(issue: JsonValue, body: JsonValue, reading: Reading): string[] {
  const isTakenBack = (items: readonly JsonValue[]) =>
    items.some(item => item.text('field') === 'resolution' && item.has('from') && !item.has('to'));
  const told = isTakenBack(body.list('changelog.items')) ? [reading.milliseconds(body.number('timestamp'))] : [];
  const listed = issue
    .list('changelog.histories')
    .filter(each => isTakenBack(each.list('items')))
    .map(each => reading.time(each, 'created'));
  return [...told, ...listed].filter(time => time !== undefined);
}
