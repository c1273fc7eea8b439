import type { JsonValue } from '../../../lib/json-value.ts';
import type { EventKindName, EventRow } from '../../../model/events.ts';
import type { Reading } from './reading.ts';

/** A message as a tool has delivered or exported it. */
export interface Delivery {
  /** Names in lower case; none in exports. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: JsonValue;
}

/** A part of an event; the source is that of the import when absent. Fields that are absent are not known. */
export type FoundRow<K extends EventKindName> = Omit<EventRow<K>, 'source'> & { readonly source?: string };

/** Which commit an artifact was built from: deployments that name the artifact only get it from there. */
export interface FoundArtifact {
  readonly id: string;
  readonly repository?: string;
  readonly sha: string;
}

export type FoundEvent =
  | { readonly [K in EventKindName]: { readonly kind: K; readonly row: FoundRow<K> } }[EventKindName]
  | { readonly kind: 'artifact'; readonly row: FoundArtifact };

/** How one tool tells of events. Formats do no I/O and know no clock: files and webhooks are read by the same. */
export interface EventFormat {
  readonly id: string;
  readonly title: string;
  readonly docs: string;
  recognises(delivery: Delivery): boolean;
  /** The messages within an export; nothing when the body is a message itself. */
  unfold?(body: JsonValue): readonly JsonValue[] | undefined;
  /** What the sender calls the delivery, the same when it is sent again; without it, deliveries are told apart by their content. */
  deliveryKey?(delivery: Delivery): string | undefined;
  /** What the message is about, in the sender's words. */
  messageKind(delivery: Delivery): string;
  events(delivery: Delivery, reading: Reading): Iterable<FoundEvent>;
}
