import { createHash } from 'node:crypto';
import { instantOf } from '../../lib/instant.ts';
import { JsonValue } from '../../lib/json-value.ts';
import type { StoredDelivery } from '../../store/deliveries.ts';
import type { Delivery, EventFormat } from './formats/event-format.ts';
import { eventFormats } from './formats/index.ts';

/** A message and what was written around it when it was recorded. */
export interface RecordedDelivery extends Delivery {
  readonly receivedAt?: string;
}

/**
 * A message from its record: `{ headers, body }` of a proxy or recorder, GitHub's `{ request: { headers, payload } }` of a delivery, GitLab's
 * `{ request_headers, request_data }` of a hook event, or the bare body. A body may be JSON within a text.
 */
export function openRecord(value: unknown): RecordedDelivery {
  const record = new JsonValue(value);
  const envelope = envelopes.find(each => record.get(each.headers).isMap && record.has(each.body));
  if (!envelope) return { headers: new Map(), body: record };
  const body = record.get(envelope.body);
  const receivedAt = ['delivered_at', 'received_at', 'receivedAt', 'created_at', 'timestamp'].map(path => record.text(path)).find(Boolean);
  return { headers: headersOf(record.get(envelope.headers)), body: typeof body.value === 'string' ? parsed(body.value) : body, receivedAt };
}

const envelopes = [
  { headers: 'headers', body: 'body' },
  { headers: 'headers', body: 'payload' },
  { headers: 'request.headers', body: 'request.payload' },
  { headers: 'request.headers', body: 'request.body' },
  { headers: 'request_headers', body: 'request_data' },
] as const;

/** The messages of a record that holds several: an export of an API. */
export function unfold(record: RecordedDelivery, formats: readonly EventFormat[] = eventFormats): readonly RecordedDelivery[] {
  for (const format of formats) {
    const items = format.unfold?.(record.body);
    if (items) return items.map(body => ({ ...record, body }));
  }
  return [record];
}

export function formatOf(delivery: Delivery, formats: readonly EventFormat[] = eventFormats): EventFormat | undefined {
  return formats.find(format => format.recognises(delivery));
}

/** As it goes into the store: what comes again has the same key. */
export function toStored(delivery: RecordedDelivery, format: EventFormat, source: string, now: Date): StoredDelivery {
  const body = JSON.stringify(delivery.body.value);
  const key = format.deliveryKey?.(delivery) ?? `sha256:${createHash('sha256').update(body).digest('hex')}`;
  return {
    source,
    key: key.slice(0, 500),
    kind: format.messageKind(delivery),
    receivedAt: instantOf(delivery.receivedAt ?? '') ?? now.toISOString(),
    body,
  };
}

function headersOf(headers: JsonValue): ReadonlyMap<string, string> {
  return new Map(
    headers.keys.flatMap(name => {
      const value = headers.get(name);
      const text = value.text() ?? value.list()[0]?.text();
      return text === undefined ? [] : [[name.toLowerCase(), text] as const];
    }),
  );
}

function parsed(text: string): JsonValue {
  try {
    return new JsonValue(JSON.parse(text));
  } catch {
    return new JsonValue(undefined);
  }
}
