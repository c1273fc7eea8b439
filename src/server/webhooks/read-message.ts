import { createHash } from 'node:crypto';
import { JsonValue } from '../../lib/json-value.ts';
import { type RecordedDelivery, toStored, unfold } from '../../sources/events/deliveries.ts';
import type { EventFormat, FoundEvent } from '../../sources/events/formats/event-format.ts';
import { eventFormats } from '../../sources/events/formats/index.ts';
import type { ReadingRules } from '../../sources/events/formats/reading.ts';
import { projectOne } from '../../sources/events/project.ts';
import type { StoredDelivery } from '../../store/deliveries.ts';
import type { ReceivedMessage } from '../../store/server/webhook-batches.ts';
import { Refusal } from '../problem.ts';
import type { SenderName } from '../settings.ts';
import type { Origin } from '../watch/tracing.ts';

/** What a message tells. */
export interface Told {
  readonly source: string;
  readonly deliveries: readonly StoredDelivery[];
  readonly events: readonly FoundEvent[];
  /** The request that brought it, for traces. */
  readonly origin?: Origin;
}

export interface ReadMessage {
  readonly message: ReceivedMessage;
  readonly told: Told;
  /** The same when the message comes again. */
  readonly keys: readonly string[];
}

const day = 86_400_000;

/** Headers that tell what a message is; all others are forgotten, secrets among them. */
const tellingHeaders = /^(?:x-github-(?:event|delivery)|x-gitlab-(?:event|instance)|idempotency-key|ce-[a-z]+)$/;

/** Reads a message as the import reads it from a file. Throws a `Refusal` that says what cannot be taken. */
export function readMessage(
  sender: SenderName,
  headers: Readonly<Record<string, unknown>>,
  body: string,
  rules: ReadingRules,
  now: Date,
): ReadMessage {
  const kept = Object.fromEntries(
    Object.entries(headers).filter((entry): entry is [string, string] => tellingHeaders.test(entry[0]) && typeof entry[1] === 'string'),
  );
  const message = { sender, receivedAt: now.toISOString(), headers: kept, body };
  const format = formatOf(sender);
  const deliveries = deliveriesOf(message, format);
  const told = deliveries.map(delivery => projectOne(format, delivery, rules, new Date(now.getTime() + day).toISOString()));
  const problems = [...new Set(told.flatMap(each => each.problems))];
  if (problems.length > 0) throw new Refusal(422, `the message cannot be taken: ${problems.join('; ')}`);
  return {
    message,
    told: {
      source: rules.source,
      deliveries: deliveries.map(each => toStored(each, format, rules.source, now)),
      events: told.flatMap(each => each.events),
    },
    keys: [...deliveryKeys(sender, deliveries, format), `${sender} sha256:${createHash('sha256').update(body).digest('hex')}`],
  };
}

/** What an acknowledged message tells, read again after the server was ended before it was told as events. */
export function readAgain(message: ReceivedMessage, rules: ReadingRules): Told {
  const format = formatOf(message.sender as SenderName);
  const deliveries = deliveriesOf(message, format);
  const received = new Date(message.receivedAt);
  const latest = new Date(received.getTime() + day).toISOString();
  return {
    source: rules.source,
    deliveries: deliveries.map(each => toStored(each, format, rules.source, received)),
    events: deliveries.flatMap(each => projectOne(format, each, rules, latest).events),
  };
}

function formatOf(sender: SenderName): EventFormat {
  const format = eventFormats.find(({ id }) => id === sender);
  if (!format) throw new Error(`no format ${sender}`);
  return format;
}

function deliveriesOf({ headers, body, receivedAt }: ReceivedMessage, format: EventFormat): readonly RecordedDelivery[] {
  const value = parsed(body);
  const named = new Map(Object.entries(headers));
  const records = (Array.isArray(value) ? value : [value]).map(each => ({ headers: named, body: new JsonValue(each), receivedAt }));
  const deliveries = records.flatMap(record => unfold(record, [format]));
  if (deliveries.length === 0) throw new Refusal(422, 'the message is empty');
  for (const delivery of deliveries)
    if (!delivery.body.isMap || !format.recognises(delivery)) throw new Refusal(422, `this is no message of ${format.title}`);
  return deliveries;
}

function deliveryKeys(sender: SenderName, deliveries: readonly RecordedDelivery[], format: EventFormat): readonly string[] {
  const [only, ...more] = deliveries;
  const key = only && more.length === 0 ? format.deliveryKey?.(only) : undefined;
  return key === undefined ? [] : [`${sender} ${key.slice(0, 500)}`];
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new Refusal(400, 'the body is not JSON');
  }
}
