import { nearest } from '../../../lib/nearest.ts';
import { plainText } from '../../../lib/plain-text.ts';
import { UserError } from '../../../lib/user-error.ts';
import { type EventKindName, eventKindNames } from '../../../model/events.ts';
import { neededFields, tableFields, tellingColumns } from './columns.data.ts';

/** Which column of a table each field comes from; a field may also be said once for all rows. */
export interface ColumnMap {
  readonly kind: EventKindName;
  /** Field -> place of the column. */
  readonly columns: ReadonlyMap<string, number>;
  readonly constants: ReadonlyMap<string, string>;
  /** Columns that nothing was read from. */
  readonly unused: readonly string[];
}

export interface MapWishes {
  readonly kind?: EventKindName;
  /** Field -> column, as the caller says. */
  readonly map: ReadonlyMap<string, string>;
  /** Field -> value for rows without one. */
  readonly constants: ReadonlyMap<string, string>;
}

/** Finds the kind of a table and the column of each field. Throws a `UserError` when that is not clear. */
export function mapColumns(file: string, names: readonly string[], wishes: MapWishes): ColumnMap {
  const kind = wishes.kind ?? kindOf(file, names, wishes);
  const columns = columnsFor(kind, names, wishes);
  checkWishes(file, kind, names, wishes);
  const missing = missingGroups(kind, columns, wishes);
  if (missing.length > 0) throw missingColumn(file, kind, names, missing);
  const used = new Set(columns.values());
  return { kind, columns, constants: wishes.constants, unused: names.filter((_, at) => !used.has(at)) };
}

/** `serviceName`, `Service name` and `service-name` are the same column: `service_name`. */
function plainColumn(name: string): string {
  return name
    .trim()
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_|_$/g, '');
}

function columnsFor(kind: EventKindName, names: readonly string[], { map }: MapWishes): Map<string, number> {
  const columns = new Map<string, number>();
  for (const [field, wanted] of map) {
    const at = placeOf(names, wanted);
    if (at !== -1 && field in tableFields[kind]) columns.set(field, at);
  }
  const taken = new Set(columns.values());
  const plain = names.map(plainColumn);
  for (const [field, candidates] of Object.entries(tableFields[kind])) {
    if (columns.has(field)) continue;
    const at = candidates.map(each => plain.indexOf(each)).find(each => each !== -1 && !taken.has(each));
    if (at === undefined) continue;
    columns.set(field, at);
    taken.add(at);
  }
  return columns;
}

function placeOf(names: readonly string[], wanted: string): number {
  const exact = names.indexOf(wanted);
  return exact === -1 ? names.map(plainColumn).indexOf(plainColumn(wanted)) : exact;
}

function kindOf(file: string, names: readonly string[], wishes: MapWishes): EventKindName {
  const plain = new Set([...names.map(plainColumn), ...wishes.map.keys()]);
  const scores = eventKindNames
    .filter(kind => missingGroups(kind, columnsFor(kind, names, wishes), wishes).length === 0)
    .map(kind => ({ kind, score: tellingColumns[kind].filter(column => plain.has(column)).length }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score);
  const [best, second] = scores;
  if (best && best.score > (second?.score ?? 0)) return best.kind;
  const likely = best ? undefined : likeliestKind(names, wishes);
  if (likely) throw missingColumn(file, likely, names, missingGroups(likely, columnsFor(likely, names, wishes), wishes));
  const could = best ? `It could hold ${scores.map(({ kind }) => `${kind}s`).join(' or ')}: ` : '';
  throw new UserError(
    `${plainText(file)}: its columns do not tell what it holds: ${listed(names)}`,
    `${could}say --kind ${eventKindNames.join('|')}, and map columns with --map FIELD=COLUMN (--map finished_at=done)`,
  );
}

/** The kind that columns speak for, though some that it needs are missing. */
function likeliestKind(names: readonly string[], wishes: MapWishes): EventKindName | undefined {
  const plain = new Set([...names.map(plainColumn), ...wishes.map.keys()]);
  const [best, second] = eventKindNames
    .map(kind => ({ kind, score: tellingColumns[kind].filter(column => plain.has(column)).length }))
    .sort((a, b) => b.score - a.score);
  return best && best.score > (second?.score ?? 0) ? best.kind : undefined;
}

function missingGroups(
  kind: EventKindName,
  columns: ReadonlyMap<string, number>,
  { constants }: MapWishes,
): readonly (readonly string[])[] {
  return neededFields[kind].filter(group => !group.some(field => columns.has(field) || constants.has(field)));
}

function checkWishes(file: string, kind: EventKindName, names: readonly string[], { map }: MapWishes): void {
  for (const [field, column] of map) {
    if (!(field in tableFields[kind])) {
      const guess = nearest(field, Object.keys(tableFields[kind]));
      throw new UserError(
        `--map ${plainText(field)}=${plainText(column)}: a ${kind} has no field "${plainText(field)}"`,
        guess ? `The nearest is "${guess}"` : `It has ${Object.keys(tableFields[kind]).join(', ')}`,
      );
    }
    if (placeOf(names, column) === -1) {
      const guess = nearest(column, names);
      throw new UserError(
        `${plainText(file)} has no column "${plainText(column)}" (--map ${field}=${plainText(column)})`,
        guess ? `The nearest is "${plainText(guess)}"` : `Its columns are ${listed(names)}`,
      );
    }
  }
}

function missingColumn(file: string, kind: EventKindName, names: readonly string[], missing: readonly (readonly string[])[]): UserError {
  const [group = []] = missing;
  const candidates = group.flatMap(field => tableFields[kind][field] ?? []);
  const guess = names.find(name => nearest(plainColumn(name), candidates) !== undefined);
  const field = guess ? group.find(each => nearest(plainColumn(guess), tableFields[kind][each] ?? []) !== undefined) : group[0];
  const option = ['service', 'repository'].includes(group[0] ?? '') ? `, or say --${group[0]} NAME for all rows` : '';
  const says = missing.map(each => each.join(' or ')).join('; ');
  return new UserError(
    `${plainText(file)}: a ${kind} needs ${says}, and no column is called so: ${listed(names)}`,
    `Map it: --map ${field}=${guess ? plainText(guess) : 'COLUMN'}${option}`,
  );
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 30).map(name => plainText(name) || '(blank)');
  return names.length > 30 ? `${shown.join(', ')} and ${names.length - 30} more` : shown.join(', ');
}
