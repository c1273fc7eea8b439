import { columnsOf, type EventField, type EventKindName, eventKinds } from '../../../model/events.ts';
import { naturalKeys, neededFields } from './columns.data.ts';
import type { ColumnMap } from './map-columns.ts';
import { type TimeNotation, timeProblemSql, timeSql, weekSql } from './sql-times.ts';
import { flagSql, literal, severitySql } from './sql-values.ts';

export interface CheckWishes {
  readonly names: readonly string[];
  readonly source: string;
  readonly times: TimeNotation;
  /** No event lies later than this: now and a day. */
  readonly latest: Date;
  /** Salt for the names of people; without it they are kept. */
  readonly salt?: string;
}

/** Tables of names and what they mean (`raw`, `value`): words in lower case, environments and repositories as they are written. */
export interface Lookups {
  readonly status: string;
  readonly kind: string;
  readonly environment: string;
  readonly repository: string;
}

const longestId = 500;
const longestText = 2000;
const longestTitle = 500;

/**
 * A query that gives, for each row of `rows` (`n`, whether it is `broken`, and the columns `c0`, `c1`, … as text), its number, what is wrong
 * with it (nothing when it can be stored), the columns of the event that differ from row to row, and a name whose meaning is not known yet,
 * field by field.
 */
export function checkSql(rows: string, map: ColumnMap, wishes: CheckWishes, lookups: Lookups): string {
  const given = new Set([...map.columns.keys(), ...map.constants.keys()]);
  const fields = [...given];
  const raws = fields.map(field => `${rawSql(map, field)} as r_${field}`);
  const looked = lookedUpFields(map);
  const joins = looked.map(field => `left join ${lookups[field]} as l_${field} on l_${field}.raw = ${nameSql(field)}`);
  const read = fields.map(field => `${readSql(map.kind, field, wishes)} as v_${field}`);
  const meanings = looked.map(
    field => `l_${field}.value as m_${field}, ${nameSql(field)} is not null and l_${field}.raw is null as new_${field}`,
  );
  const [, key] = eventKinds[map.kind].key;
  const problems = [{ bad: 'broken', says: literal('is not a JSON object') }, ...problemsOf(map, given, wishes)];
  problems.push({ bad: `key_${key} is null`, says: literal(`${key} is empty`) });
  const reasons = problems.map(({ bad, says }) => `case when ${bad} then ${says} end`);
  const columns = columnsOf(map.kind)
    .filter(column => !isSameInAllRows(map.kind, column, given))
    .map(column => `${column === key ? `key_${key}` : valueSql(map.kind, column, given, wishes)} as ${column}`);
  return `with raw as (select ${['n', 'broken', ...raws].join(', ')} from ${rows}),
    read as (select ${['raw.*', ...read, ...meanings].join(', ')} from raw ${joins.join(' ')}),
    keyed as (select *, ${valueSql(map.kind, key, given, wishes)} as key_${key} from read)
    select n, case when broken then 'is not a JSON object' when ${problems.map(({ bad }) => bad).join(' or ')}
        then concat_ws('; ', ${reasons.join(', ')}) end as reason,
      ${[...columns, ...openFields(map).map(field => `case when new_${field} then r_${field} end as open_${field}`)].join(', ')} from keyed`;
}

/** A query in parentheses that gives all columns of the event for the rows of `checked` that can be stored. */
export function goodSql(checked: string, map: ColumnMap, wishes: CheckWishes): string {
  const given = new Set([...map.columns.keys(), ...map.constants.keys()]);
  const columns = columnsOf(map.kind).map(column =>
    isSameInAllRows(map.kind, column, given) ? `${valueSql(map.kind, column, given, wishes)} as ${column}` : column,
  );
  return `(select ${columns.join(', ')} from ${checked} where reason is null)`;
}

/** Such values are not written row by row before they are stored. */
function isSameInAllRows(kind: EventKindName, column: string, given: ReadonlySet<string>): boolean {
  return !given.has(column) && (column === 'source' || valueSql(kind, column, given, anyWishes).startsWith('cast(null as '));
}

const anyWishes: CheckWishes = { names: [], source: '', times: {}, latest: new Date(0) };

/** Fields whose meaning is looked up, as far as a table has them. */
function lookedUpFields(map: ColumnMap): readonly (keyof Lookups)[] {
  const has = (field: string) => map.columns.has(field) || map.constants.has(field);
  if (map.kind === 'deployment') return (['status', 'kind', 'environment', 'repository'] as const).filter(has);
  if (map.kind === 'run') return (['status', 'repository'] as const).filter(has);
  return map.kind === 'change' ? ['repository'] : [];
}

/** Those of them whose names are asked for as they come; the words of the others are all known before. */
export function openFields(map: ColumnMap): readonly ('environment' | 'repository')[] {
  return (['environment', 'repository'] as const).filter(field => lookedUpFields(map).includes(field));
}

function nameSql(field: keyof Lookups): string {
  return field === 'status' || field === 'kind' ? `lower(r_${field})` : `r_${field}`;
}

function rawSql({ columns, constants }: ColumnMap, field: string): string {
  const at = columns.get(field);
  const constant = constants.get(field);
  const column = at === undefined ? undefined : trimmed(`c${at}`);
  if (column === undefined) return literal(constant ?? '');
  return constant === undefined ? column : `coalesce(${column}, ${literal(constant)})`;
}

/** To trim all would cost more than all other checks. */
function trimmed(column: string): string {
  return `nullif(case when starts_with(${column}, ' ') or ends_with(${column}, ' ') then trim(${column}) else ${column} end, '')`;
}

/** What a table says for a deployment that no pipeline made; an empty cell says nothing. */
const byHand = ['by hand', 'manual', 'none'] as const;

function readSql(kind: EventKindName, field: string, { times, salt }: CheckWishes): string {
  const raw = `r_${field}`;
  if (field === 'finished_at') return timeSql(raw, times);
  if (field === 'status' || field === 'kind') return `l_${field}.value`;
  if (field === 'week') return weekSql(raw, times);
  if (field === 'severity' && kind === 'incident') return severitySql(raw);
  if (field === 'sha') return `lower(${raw})`;
  if (field === 'pipeline') return `case when lower(${raw}) in (${byHand.map(literal).join(', ')}) then '' else ${raw} end`;
  if (field === 'author' || field === 'engineer') return salt === undefined ? raw : `left(sha256(${literal(salt)} || lower(${raw})), 16)`;
  switch (shapeOf(kind, field)) {
    case 'time':
      return timeSql(raw, times);
    case 'flag':
      return flagSql(raw);
    case 'whole':
      return `try_cast(${raw} as integer)`;
    case 'number':
      return `try_cast(${raw} as double)`;
    default:
      return field === 'title' ? `left(${raw}, ${longestTitle})` : raw;
  }
}

function shapeOf(kind: EventKindName, field: string): EventField['shape'] | undefined {
  if (field === 'finished_at') return 'time';
  return (eventKinds[kind].fields as Readonly<Record<string, EventField>>)[field]?.shape;
}

/** A condition under which a row cannot be stored, and the words for it. */
interface Problem {
  readonly bad: string;
  readonly says: string;
}

function problemsOf(map: ColumnMap, given: ReadonlySet<string>, wishes: CheckWishes): readonly Problem[] {
  const nameOf = (field: string) => wishes.names[map.columns.get(field) ?? -1] ?? field;
  const problems = [...given].flatMap(field => fieldProblems(map.kind, field, nameOf(field), wishes));
  if (given.has('finished_at') && given.has('status'))
    problems.push({
      bad: 'r_finished_at is not null and r_status is null',
      says: literal(`${nameOf('status')} is empty: did it succeed?`),
    });
  for (const group of neededFields[map.kind]) {
    const here = group.filter(field => given.has(field));
    const says = literal(`${here.map(nameOf).join(' and ')} ${here.length > 1 ? 'are' : 'is'} empty`);
    problems.push({ bad: `(${here.map(field => `r_${field} is null`).join(' and ')})`, says });
  }
  return problems;
}

function fieldProblems(kind: EventKindName, field: string, name: string, { times, latest }: CheckWishes): readonly Problem[] {
  const raw = `r_${field}`;
  const value = `v_${field}`;
  const unread = `(${raw} is not null and ${value} is null)`;
  if (field === 'status') return [{ bad: unread, says: literal(`${name} is no outcome that opsex knows (success, failure, canceled)`) }];
  if (field === 'kind' && kind === 'deployment') return [{ bad: unread, says: literal(`${name} is none of normal, rollback, hotfix`) }];
  if (field === 'severity' || field === 'title') return [];
  switch (shapeOf(kind, field)) {
    case 'time':
      return [
        { bad: unread, says: timeProblemSql(raw, name, times) },
        { bad: `coalesce(${value} > timestamptz ${literal(latest.toISOString())}, false)`, says: literal(`${name} lies in the future`) },
      ];
    case 'flag':
      return [{ bad: unread, says: literal(`${name} is neither yes nor no`) }];
    case 'whole':
      return [{ bad: unread, says: literal(`${name} is no whole number`) }];
    case 'number':
      return [
        { bad: unread, says: literal(`${name} is no number`) },
        { bad: `coalesce(${value} < 0 or isnan(${value}), false)`, says: literal(`${name} is below 0`) },
      ];
    default: {
      const longest = ['id', 'sha', 'source', 'repository'].includes(field) ? longestId : longestText;
      return [{ bad: `coalesce(strlen(${raw}) > ${longest}, false)`, says: literal(`${name} is longer than ${longest} characters`) }];
    }
  }
}

/** The value of a column of the event, from what was read. */
function valueSql(kind: EventKindName, column: string, given: ReadonlySet<string>, wishes: CheckWishes): string {
  if (column === 'source') return given.has('source') ? `coalesce(r_source, ${literal(wishes.source)})` : literal(wishes.source);
  if (column === 'id' && !given.has('id')) return naturalKeySql(kind, given, wishes.source);
  if (column === 'succeeded_at' || column === 'failed_at') return finishSql(column, given);
  const shape = shapeOf(kind, column);
  if (column === 'production')
    return given.has('environment')
      ? `coalesce(${given.has(column) ? 'v_production, ' : ''}m_environment)`
      : given.has(column)
        ? 'v_production'
        : 'cast(null as boolean)';
  if (column === 'repository' && given.has(column)) return 'coalesce(m_repository, r_repository)';
  if (given.has(column)) return shape === 'time' ? knownTime(`v_${column}`) : `v_${column}`;
  if (column === 'service_at' || column === 'severity_at') return saidAtSql(column.replace(/_at$/, ''), given);
  return `cast(null as ${sqlTypes[shape ?? 'text']})`;
}

const sqlTypes = { text: 'text', time: 'timestamptz', flag: 'boolean', whole: 'integer', number: 'double' } as const;

/** The year 1, and other times before computers, are how programs write that there is none. */
function knownTime(value: string): string {
  return `case when ${value} >= timestamptz '1980-01-01 00:00:00+00' then ${value} end`;
}

function finishSql(column: 'succeeded_at' | 'failed_at', given: ReadonlySet<string>): string {
  const values = given.has(column) ? [knownTime(`v_${column}`)] : [];
  if (given.has('finished_at')) {
    const outcome = column === 'succeeded_at' ? 'success' : 'failure';
    const finished = knownTime('v_finished_at');
    if (given.has('status')) values.push(`case when v_status = ${literal(outcome)} then ${finished} end`);
    else if (column === 'succeeded_at') values.push(finished);
  }
  return values.length === 0 ? 'cast(null as timestamptz)' : `coalesce(${values.join(', ')})`;
}

/** When a table says something of an incident: the last thing that it tells of it. */
function saidAtSql(subject: string, given: ReadonlySet<string>): string {
  const times = ['started_at', 'detected_at', 'created_at', 'acknowledged_at', 'resolved_at', 'reopened_at'].filter(each =>
    given.has(each),
  );
  const last = times.map(each => knownTime(`v_${each}`)).join(', ');
  return given.has(subject) && last ? `case when v_${subject} is not null then greatest(${last}) end` : 'cast(null as timestamptz)';
}

function naturalKeySql(kind: EventKindName, given: ReadonlySet<string>, source: string): string {
  if (kind === 'change') return 'null';
  const { texts, times } = naturalKeys[kind];
  const first = times.flatMap(time => {
    if (time === 'succeeded_at' || time === 'failed_at') return [finishSql(time, given)];
    return given.has(time) ? [knownTime(`v_${time}`)] : [];
  });
  const parts = [
    ...texts.filter(text => given.has(text)).map(text => `v_${text}`),
    `strftime(timezone('UTC', coalesce(${first.join(', ')})), '%Y-%m-%dT%H:%M:%SZ')`,
  ];
  return `left(concat_ws('/', ${parts.join(', ')}), ${longestId - source.length})`;
}
