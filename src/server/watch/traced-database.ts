import { ATTR_DB_COLLECTION_NAME, ATTR_DB_OPERATION_NAME, ATTR_DB_SYSTEM_NAME } from '@opentelemetry/semantic-conventions';
import type { Database, Row } from '../../store/database.ts';
import type { TraceFacts, Tracing } from './tracing.ts';

/**
 * Tells each statement by its verb and its first table, never by its text or values.
 * https://opentelemetry.io/docs/specs/semconv/database/database-spans/
 */
export function tracedDatabase(database: Database, part: Tracing['part']): Database {
  const { engine } = database;
  const told = <T>(sql: string, work: () => Promise<T>) => {
    const { name, facts } = statementFacts(sql, engine);
    return part(name, facts, work);
  };
  return {
    engine,
    query: <R extends Row>(sql: string, parameters?: Parameters<Database['query']>[1]) =>
      told(sql, () => database.query<R>(sql, parameters)),
    columns: (sql, parameters) => told(sql, () => database.columns(sql, parameters)),
    run: (sql, parameters) => told(sql, () => database.run(sql, parameters)),
    transaction: work => told('transaction', () => database.transaction(work)),
    append: (table, columns, rows) => told(`copy into ${table}`, () => database.append(table, columns, rows)),
    aside: read => database.aside(other => read(tracedDatabase(other, part))),
    close: () => database.close(),
  };
}

const known = new Map<string, { readonly name: string; readonly facts: TraceFacts }>();
const mostKnown = 500;

/** What traces may know of a statement; remembered, because the same statements come again and again. */
export function statementFacts(sql: string, engine: Database['engine']): { readonly name: string; readonly facts: TraceFacts } {
  const key = `${engine} ${sql}`;
  const found = known.get(key);
  if (found) return found;
  const operation = (/^\s*([a-z]+)/i.exec(sql)?.[1] ?? 'statement').toUpperCase();
  const table = /\b(?:from|into|update|table)\s+(?:if (?:not )?exists\s+)?([a-z_]\w*)/i.exec(sql)?.[1];
  const statement = {
    name: table ? `${operation} ${table}` : operation,
    facts: {
      [ATTR_DB_SYSTEM_NAME]: engine,
      [ATTR_DB_OPERATION_NAME]: operation,
      ...(table ? { [ATTR_DB_COLLECTION_NAME]: table } : {}),
    },
  };
  if (known.size >= mostKnown) known.clear();
  known.set(key, statement);
  return statement;
}
