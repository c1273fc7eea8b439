import type { Value } from '../database.ts';

export interface Statement {
  readonly sql: string;
  readonly parameters: readonly Value[];
}

/** Writes values into a statement as parameters, with the type that PostgreSQL cannot guess. */
export interface Writer {
  text(value: string): string;
  texts(values: readonly string[]): string;
  time(value: Date): string;
}

export function statement(write: (writer: Writer) => string): Statement {
  const parameters: Value[] = [];
  const add = (value: Value, type: string) => `cast($${parameters.push(value)} as ${type})`;
  const text = (value: string) => add(value, 'text');
  const sql = write({
    text,
    texts: values => (values.length === 0 ? `(cast(null as text))` : `(${values.map(text).join(', ')})`),
    time: value => add(value.toISOString(), 'timestamptz'),
  });
  return { sql, parameters };
}
