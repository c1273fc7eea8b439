import { columnsOf, type EventField, type EventKindName, eventKinds } from '../model/events.ts';
import type { Database, Value } from './database.ts';

/** The table that rows of a kind wait in before they are merged; it lives as long as the connection. */
export function incomingTable(kind: EventKindName): string {
  return `incoming_${kind}`;
}

/** Makes the waiting table, empty. */
export async function prepareIncoming(database: Database, kind: EventKindName): Promise<void> {
  await database.run(`drop table if exists ${incomingTable(kind)}`);
  await database.run(`create temp table ${incomingTable(kind)} as select ${columnsOf(kind).join(', ')} from ${kind} where 1 = 0`);
}

/**
 * Merges the rows that wait into those that are stored. Which delivery came first, or twice, makes no difference. Returns the keys touched.
 * The rows may also wait elsewhere: `from` is a table, or a query in parentheses, with the columns of the kind.
 */
export async function mergeIncoming(database: Database, kind: EventKindName, from = incomingTable(kind)): Promise<number> {
  if (await areManyAndNew(database, kind, from)) return database.run(insertStatement(kind, from));
  // rows in the order of their keys are locked in this order, so that two processes never wait for each other
  const order = database.engine === 'postgresql' ? `order by ${eventKinds[kind].key.join(', ')}` : '';
  return database.run(mergeStatement(kind, from, order));
}

const many = 10_000;

/** Many rows that need no merging are stored by DuckDB in half the time when it does not have to look for conflicts one by one. */
async function areManyAndNew(database: Database, kind: EventKindName, from: string): Promise<boolean> {
  if (database.engine !== 'duckdb') return false;
  const keys = eventKinds[kind].key.join(', ');
  const [{ n, repeated } = { n: 0, repeated: 0 }] = await database.query<{ n: number; repeated: number }>(
    `select count(*) as n, count(*) - (select count(*) from (select distinct ${keys} from ${from} as waiting) as keys) as repeated
     from ${from} as waiting`,
  );
  if (n < many || repeated > 0) return false;
  const same = eventKinds[kind].key.map(key => `stored.${key} = waiting.${key}`).join(' and ');
  const known = await database.query(`select 1 from ${from} as waiting join ${kind} as stored on ${same} limit 1`);
  return known.length === 0;
}

/** The columns as they are, except that a time at which nothing was said does not count. */
function insertStatement(kind: EventKindName, from: string): string {
  const { key } = eventKinds[kind];
  const fields = Object.entries(eventKinds[kind].fields as Readonly<Record<string, EventField>>);
  const newest = fields.filter(([, field]) => field.merge === 'newest').map(([name]) => name);
  const values = fields.map(([name]) => {
    const subject = newest.find(each => name === `${each}_at`);
    return subject ? `case when ${subject} is not null then ${name} end` : name;
  });
  return `insert into ${kind} (${columnsOf(kind).join(', ')}) select ${[...key, ...values].join(', ')} from ${from} as waiting`;
}

/** Stores a few rows at once: waiting table, append, merge. */
export async function storeEvents(
  database: Database,
  kind: EventKindName,
  rows: readonly Readonly<Record<string, Value | undefined>>[],
): Promise<void> {
  const columns = columnsOf(kind);
  await prepareIncoming(database, kind);
  await database.append(
    incomingTable(kind),
    columns,
    rows.map(row => columns.map(column => row[column] ?? null)),
  );
  await mergeIncoming(database, kind);
}

function mergeStatement(kind: EventKindName, from: string, order: string): string {
  const { key } = eventKinds[kind];
  const fields = Object.entries(eventKinds[kind].fields as Readonly<Record<string, EventField>>);
  const keys = key.join(', ');
  const newest = fields.filter(([, field]) => field.merge === 'newest').map(([name]) => name);
  const within = fields.map(([name, field]) => `${aggregate(name, field, newest)} as ${name}`);
  const ranks = newest.map(
    name =>
      `row_number() over (partition by ${keys} order by case when ${name} is null then 1 else 0 end, ${name}_at desc nulls last, ${name} desc) as ${name}_rank`,
  );
  return `insert into ${kind} (${columnsOf(kind).join(', ')})
    select ${keys}, ${within.join(', ')}
    from (select ${['*', ...ranks].join(', ')} from ${from} as waiting) as ranked
    group by ${keys}
    ${order}
    on conflict (${keys}) do update set ${fields.map(([name, field]) => `${name} = ${merged(kind, name, field)}`).join(', ')}`;
}

/** One value from several that wait; a time at which nothing was said does not count. */
function aggregate(name: string, { merge }: EventField, newest: readonly string[]): string {
  const subject = newest.find(each => name === `${each}_at`);
  if (subject) return `max(case when ${subject} is not null then ${name} end)`;
  if (merge === 'earliest') return `min(${name})`;
  if (merge === 'any') return `bool_or(${name})`;
  return merge === 'newest' ? `max(case when ${name}_rank = 1 then ${name} end)` : `max(${name})`;
}

/** One value from that which is stored and that which comes. */
function merged(kind: string, name: string, { merge }: EventField): string {
  const stored = `${kind}.${name}`;
  const comes = `excluded.${name}`;
  if (merge === 'earliest') return `least(${stored}, ${comes})`;
  if (merge === 'any') return `coalesce(${stored} or ${comes}, ${stored}, ${comes})`;
  if (merge !== 'newest') return `greatest(${stored}, ${comes})`;
  const never = `timestamptz '0001-01-01 00:00:00+00'`;
  const at = (side: string) => `coalesce(${side}.${name}_at, ${never})`;
  const isNewer = `${at('excluded')} > ${at(kind)} or (${at('excluded')} = ${at(kind)} and ${comes} > ${stored})`;
  return `case when ${comes} is null then ${stored} when ${stored} is null or ${isNewer} then ${comes} else ${stored} end`;
}
