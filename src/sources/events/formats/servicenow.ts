import { instantOf } from '../../../lib/instant.ts';
import type { JsonValue } from '../../../lib/json-value.ts';
import { severityOf } from '../words.ts';
import type { EventFormat, FoundEvent } from './event-format.ts';
import type { Reading } from './reading.ts';

/**
 * Incidents of the Table API. With `sysparm_display_value=all` times are known to be UTC; else they are UTC, or the local time of whoever
 * asked, and nothing in the file tells which, so that the caller says it (`--zone`). CSV exports are tables.
 */
export const servicenow: EventFormat = {
  id: 'servicenow',
  title: 'ServiceNow incidents',
  docs: 'https://www.servicenow.com/docs/bundle/latest/page/integrate/inbound-rest/concept/c_TableAPI.html',
  recognises: ({ body }) => body.has('number') && body.has('opened_at') && (body.has('sys_id') || body.has('short_description')),
  unfold: body => [body.list('result'), body.list('records')].find(items => items.some(item => item.has('opened_at'))),
  messageKind: ({ body }) => actual(body, 'sys_class_name') ?? 'incident',

  *events({ body }, reading) {
    yield incident(body, reading);
  },
};

function incident(body: JsonValue, reading: Reading): FoundEvent {
  const opened = time(body, 'opened_at', reading);
  const updated = time(body, 'sys_updated_on', reading) ?? opened;
  return {
    kind: 'incident',
    row: {
      id: actual(body, 'number') ?? '',
      service: reading.service(shown(body, 'business_service') ?? shown(body, 'cmdb_ci')),
      service_at: updated,
      severity: severityOf(actual(body, 'priority') ?? actual(body, 'severity')),
      severity_at: updated,
      title: actual(body, 'short_description'),
      detected_at: opened,
      created_at: opened,
      acknowledged_at: time(body, 'work_start', reading),
      resolved_at: time(body, 'resolved_at', reading), // it is closed by itself days later
      reopened_at: time(body, 'reopened_time', reading),
      caused_by: shown(body, 'caused_by'),
    },
  };
}

function time(body: JsonValue, field: string, reading: Reading): string | undefined {
  const utc = body.text(`${field}.value`);
  return utc === undefined ? reading.time(body, field) : instantOf(utc, 'UTC');
}

function actual(body: JsonValue, field: string): string | undefined {
  return body.text(`${field}.value`) ?? body.text(field);
}

/** References are ids; what is shown is their name. */
function shown(body: JsonValue, field: string): string | undefined {
  return body.text(`${field}.display_value`) ?? body.text(field) ?? body.text(`${field}.value`);
}
