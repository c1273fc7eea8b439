import type { JsonValue } from '../../../lib/json-value.ts';
import { severityOf } from '../words.ts';
import type { EventFormat, FoundEvent } from './event-format.ts';
import type { Reading } from './reading.ts';

/** Webhooks (V3) and what the API lists under /incidents. */
export const pagerduty: EventFormat = {
  id: 'pagerduty',
  title: 'PagerDuty webhooks and incidents',
  docs: 'https://developer.pagerduty.com/docs/webhooks-overview',
  recognises: ({ headers, body }) =>
    headers.has('x-pagerduty-signature') ||
    body.text('event.event_type')?.startsWith('incident.') === true ||
    (body.has('incident_number') && body.text('html_url')?.includes('pagerduty.com') === true),
  unfold: body => (body.list('incidents').some(each => each.has('incident_number')) ? body.list('incidents') : undefined),
  deliveryKey: ({ body }) => body.text('event.id'),
  messageKind: ({ body }) => body.text('event.event_type') ?? 'incident',

  *events({ body }, reading) {
    if (!body.has('event')) yield* listed(body, reading);
    else if (body.text('event.data.type') === 'incident') yield* told(body.get('event'), reading);
    else reading.leave(body.text('event.event_type'));
  },
};

/** Deliveries come at least once, and in order for one incident only. */
function* told(event: JsonValue, reading: Reading): Generator<FoundEvent> {
  const incident = event.get('data');
  const at = reading.time(event, 'occurred_at');
  const type = event.text('event_type');
  yield {
    kind: 'incident',
    row: {
      ...known(incident, at, reading),
      acknowledged_at: type === 'incident.acknowledged' ? at : undefined,
      resolved_at: type === 'incident.resolved' ? at : undefined,
      reopened_at: type === 'incident.reopened' ? at : undefined,
    },
  };
  if (type === 'incident.triggered' && incident.text('urgency') !== 'low') yield page(incident, at, reading);
}

function* listed(incident: JsonValue, reading: Reading): Generator<FoundEvent> {
  const changed = reading.time(incident, 'last_status_change_at');
  const acknowledged = incident.list('acknowledgements').flatMap(each => reading.time(each, 'at') ?? []);
  const resolved = incident.text('status') === 'resolved' ? (reading.time(incident, 'resolved_at') ?? changed) : undefined;
  const at = changed ?? reading.time(incident, 'created_at');
  yield { kind: 'incident', row: { ...known(incident, at, reading), acknowledged_at: acknowledged.sort()[0], resolved_at: resolved } };
  if (incident.text('urgency') !== 'low') yield page(incident, reading.time(incident, 'created_at'), reading);
}

function known(incident: JsonValue, at: string | undefined, reading: Reading) {
  const created = reading.time(incident, 'created_at');
  return {
    id: incident.text('id') ?? '',
    service: reading.service(incident.text('service.summary') ?? incident.text('service.id')),
    service_at: at,
    severity: severityOf(incident.text('priority.summary')),
    severity_at: at,
    title: incident.text('title'),
    detected_at: created,
    created_at: created,
    url: incident.text('html_url'),
  };
}

function page(incident: JsonValue, at: string | undefined, reading: Reading): FoundEvent {
  return {
    kind: 'page',
    row: {
      id: incident.text('id') ?? '',
      service: reading.service(incident.text('service.summary') ?? incident.text('service.id')),
      alert: incident.text('title'),
      engineer: reading.person(incident.text('assignees.summary') ?? incident.text('assignments.assignee.summary')),
      paged_at: at,
    },
  };
}
