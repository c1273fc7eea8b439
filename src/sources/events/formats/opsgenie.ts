import type { JsonValue } from '../../../lib/json-value.ts';
import { severityOf } from '../words.ts';
import type { EventFormat, FoundEvent } from './event-format.ts';
import type { Reading } from './reading.ts';

/** What the API lists under /incidents and /alerts, and what the webhook integration sends about alerts. */
export const opsgenie: EventFormat = {
  id: 'opsgenie',
  title: 'Opsgenie incidents and alerts',
  docs: 'https://docs.opsgenie.com/docs/incident-api',
  recognises: ({ body }) => isHook(body) || (body.has('tinyId') && body.has('createdAt') && body.has('message')),
  unfold: body => [body.list('data'), [body.get('data')]].find(items => items.some(item => item.has('tinyId'))),
  messageKind: ({ body }) => (isHook(body) || isAlert(body) ? 'alert' : 'incident'),

  *events({ body }, reading) {
    if (isHook(body)) yield* told(body, reading);
    else yield isAlert(body) ? alert(body, reading) : incident(body, reading);
  },
};

/** https://support.atlassian.com/opsgenie/docs/opsgenie-edge-connector-alert-action-data/ */
function isHook(body: JsonValue): boolean {
  return body.has('action') && body.has('alert.alertId');
}

/** Of what happens to an alert, its beginning and who took it are of use; times are in milliseconds. */
function* told(body: JsonValue, reading: Reading): Generator<FoundEvent> {
  const action = body.text('action') ?? '';
  if (action !== 'Create' && action !== 'Acknowledge') return reading.skip(`${action} messages are of no use`);
  yield {
    kind: 'page',
    row: {
      id: body.text('alert.alertId') ?? '',
      service: reading.service(tagged(body.get('alert')) ?? body.text('alert.entity')),
      alert: body.text('alert.message'),
      engineer: reading.person(action === 'Acknowledge' ? body.text('alert.username') : undefined),
      paged_at: reading.milliseconds(body.number('alert.createdAt')),
    },
  };
}

function isAlert(body: JsonValue): boolean {
  return body.has('alias') || body.has('acknowledged');
}

/** When it was updated is not when it was resolved: the impact has an end of its own. */
function incident(body: JsonValue, reading: Reading): FoundEvent {
  const updated = reading.time(body, 'updatedAt');
  const isOver = ['resolved', 'closed'].includes(body.text('status') ?? '');
  const resolved = isOver ? reading.time(body, 'impactEndDate') : undefined;
  if (isOver && !resolved) reading.skip('incidents that are resolved without an end of their impact: when they were is not known');
  return {
    kind: 'incident',
    row: {
      id: body.text('id') ?? '',
      service: reading.service(tagged(body) ?? body.list('impactedServices')[0]?.text()),
      service_at: updated,
      severity: severityOf(body.text('priority')),
      severity_at: updated,
      title: body.text('message'),
      started_at: reading.time(body, 'impactStartDate'),
      detected_at: reading.time(body, 'impactDetectDate') ?? reading.time(body, 'createdAt'),
      created_at: reading.time(body, 'createdAt'),
      resolved_at: resolved,
      url: body.text('links.web'),
    },
  };
}

function alert(body: JsonValue, reading: Reading): FoundEvent {
  return {
    kind: 'page',
    row: {
      id: body.text('id') ?? '',
      service: reading.service(tagged(body) ?? body.text('entity')),
      alert: body.text('message'),
      engineer: reading.person(body.text('report.acknowledgedBy') ?? body.text('owner')),
      paged_at: reading.time(body, 'createdAt'),
    },
  };
}

/** A tag or property that names the service. */
function tagged(body: JsonValue): string | undefined {
  const tag = body
    .list('tags')
    .map(each => /^service[:=]\s*(\S.*)$/i.exec(each.text() ?? '')?.[1])
    .find(Boolean);
  return body.text('extraProperties.service') ?? body.text('details.service') ?? tag;
}
