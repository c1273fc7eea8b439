import { isProduction } from '../../facts/production.ts';
import { type EventKindName, eventKindNames, eventKinds } from '../../model/events.ts';
import type { Value } from '../../store/database.ts';
import type { Delivery, EventFormat, FoundArtifact, FoundEvent } from './formats/event-format.ts';
import { Reading, type ReadingRules } from './formats/reading.ts';

type EventValues = Readonly<Record<string, Value | undefined>>;

/** The parts of events that messages tell, kind by kind. */
export interface Projection {
  readonly rows: ReadonlyMap<EventKindName, readonly EventValues[]>;
  readonly artifacts: readonly FoundArtifact[];
}

/** What one message gave. */
export interface Projected {
  readonly events: readonly FoundEvent[];
  /** Why the message cannot be taken. */
  readonly problems: readonly string[];
  /** Why it is no event, though nothing is wrong with it. */
  readonly skipped: readonly string[];
  readonly left: readonly string[];
}

const longestId = 500;
const longestText = 2000;

/** Reads a message. A time later than `latest` is a problem, and so is an event without a key. */
export function projectOne(format: EventFormat, delivery: Delivery, rules: ReadingRules, latest: string): Projected {
  const reading = new Reading(rules);
  const events = [...format.events(delivery, reading)];
  const problems = [...reading.problems, ...events.flatMap(event => (event.kind === 'artifact' ? [] : problemsOf(event, latest)))];
  return { events: problems.length > 0 ? [] : events, problems: [...new Set(problems)], skipped: reading.skipped, left: reading.left };
}

/** Puts together what messages gave, with the source and the meaning of environments. */
export function gather(events: Iterable<FoundEvent>, source: string): Projection {
  const rows = new Map<EventKindName, EventValues[]>(eventKindNames.map(kind => [kind, []]));
  const artifacts: FoundArtifact[] = [];
  for (const event of events) {
    if (event.kind === 'artifact') artifacts.push(event.row);
    else rows.get(event.kind)?.push(completed(event.kind, event.row, source));
  }
  return { rows, artifacts };
}

function completed(kind: EventKindName, row: EventValues, source: string): EventValues {
  const values: Record<string, Value | undefined> = { ...row };
  if (eventKinds[kind].key[0] === 'source') values.source ??= source;
  if (typeof values.sha === 'string') values.sha = values.sha.toLowerCase();
  if (kind === 'deployment' && typeof values.environment === 'string') values.production ??= meanings[isProduction(values.environment)];
  for (const [name, value] of Object.entries(values))
    if (typeof value === 'string' && value.length > longestText) values[name] = value.slice(0, longestText);
  return values;
}

const meanings = { yes: true, no: false, unknown: undefined } as const;

function problemsOf({ kind, row }: Exclude<FoundEvent, { kind: 'artifact' }>, latest: string): readonly string[] {
  const values: EventValues = row;
  const fields = eventKinds[kind].fields as Readonly<Record<string, { readonly shape: string }>>;
  const late = Object.keys(fields).filter(name => fields[name]?.shape === 'time' && String(values[name] ?? '') > latest);
  const [, key] = eventKinds[kind].key;
  const keyValue = String(values[key] ?? '');
  const keyless = keyValue === '' || /(?:^|\/)undefined(?:\/|$)/.test(keyValue);
  return [
    ...late.map(name => `${name} lies in the future`),
    ...(keyless ? [`the ${kind} has no ${key}`] : []),
    ...(keyValue.length > longestId ? [`the ${key} of the ${kind} is longer than ${longestId} characters`] : []),
  ];
}
