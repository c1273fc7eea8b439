import type { JsonValue } from '../../../../lib/json-value.ts';
import type { FoundEvent } from '../event-format.ts';
import { causeIn, serviceOfLabels, severityOfLabels } from '../issue-words.ts';
import type { Reading } from '../reading.ts';

/** An issue with a label of incidents. The label is often given late, so that the issue's own times count. */
export function* issue(body: JsonValue, repository: string, reading: Reading): Generator<FoundEvent> {
  const about = body.get('issue');
  const labels = about.list('labels').map(label => label.text('name') ?? label.text());
  if (!reading.isIncident(labels) || about.has('pull_request')) return;
  const action = body.text('action');
  const updated = reading.time(about, 'updated_at');
  const isClosed = about.text('state') === 'closed' && action !== 'reopened';
  yield {
    kind: 'incident',
    row: {
      id: `${repository}/${about.text('number')}`,
      service: reading.service(serviceOfLabels(labels), repository.split('/').at(-1)),
      service_at: updated,
      severity: severityOfLabels(labels),
      severity_at: updated,
      title: about.text('title'),
      detected_at: reading.time(about, 'created_at'),
      created_at: reading.time(about, 'created_at'),
      resolved_at: isClosed ? reading.time(about, 'closed_at') : undefined,
      reopened_at: action === 'reopened' ? updated : undefined,
      caused_by: causeIn(about.text('body')),
      url: about.text('html_url'),
    },
  };
}
