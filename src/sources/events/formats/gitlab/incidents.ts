import type { JsonValue } from '../../../../lib/json-value.ts';
import { severityOf } from '../../words.ts';
import type { FoundEvent } from '../event-format.ts';
import { causeIn, serviceOfLabels, severityOfLabels } from '../issue-words.ts';
import type { Reading } from '../reading.ts';
import type { Project } from './gitlab.ts';

/** An incident, or an issue with a label of incidents. */
export function* issue(body: JsonValue, project: Project, reading: Reading): Generator<FoundEvent> {
  const about = body.get('object_attributes');
  const labels = [...body.list('labels'), ...about.list('labels')].map(label => label.text('title'));
  const isIncident = body.text('object_kind') === 'incident' || about.text('type')?.toLowerCase() === 'incident';
  if (!isIncident && !reading.isIncident(labels)) return;
  const updated = reading.time(about, 'updated_at');
  const action = about.text('action');
  const isClosed = about.text('state') === 'closed' && action !== 'reopen';
  const acknowledged =
    body.text('changes.escalation_status.current') === 'acknowledged' || about.text('escalation_status') === 'acknowledged';
  yield {
    kind: 'incident',
    row: {
      id: `${project.key}/${about.text('iid')}`,
      service: reading.service(serviceOfLabels(labels), project.name),
      service_at: updated,
      severity: severityOfLabels(labels) ?? severityOf(about.text('severity')),
      severity_at: updated,
      title: about.text('title'),
      detected_at: reading.time(about, 'created_at'),
      created_at: reading.time(about, 'created_at'),
      acknowledged_at: acknowledged ? updated : undefined,
      resolved_at: isClosed ? (reading.time(about, 'closed_at') ?? (action === 'close' ? updated : undefined)) : undefined,
      reopened_at: action === 'reopen' ? updated : undefined,
      caused_by: causeIn(about.text('description')),
      url: about.text('url'),
    },
  };
}
