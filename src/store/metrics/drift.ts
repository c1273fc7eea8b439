import type { DriftRow } from '../../facts/metrics/rows.ts';
import type { Database } from '../database.ts';
import type { Question } from './question.ts';
import { statement } from './statement.ts';

/** Drift that was open, or ended, in the window. There is little of it: the rows themselves are read. */
export function driftRows(database: Database, { window }: Question): Promise<readonly DriftRow[]> {
  const { sql, parameters } = statement(
    write => `select source, id, root, severity, detected_at, resolved_at from drift
      where detected_at < ${write.time(window.to)} and (resolved_at is null or resolved_at >= ${write.time(window.from)})
      order by detected_at, source, id`,
  );
  return database.query<DriftRow>(sql, parameters);
}

/** Whether any drift was ever recorded: only then does none mean that there is none. */
export async function hasDrift(database: Database): Promise<boolean> {
  return (await database.query('select 1 as one from drift limit 1')).length > 0;
}
