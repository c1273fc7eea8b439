import type { Database } from '../database.ts';
import type { Question } from './question.ts';
import { statement } from './statement.ts';

/** Drift of one root and severity: what is open at the end of the window, and how long what ended in it took. */
export interface DriftRow {
  readonly [column: string]: string | number | null;
  readonly id: string;
  readonly source: string;
  readonly root: string | null;
  readonly severity: string | null;
  readonly detected_at: string;
  readonly resolved_at: string | null;
}

/** Drift that was open, or ended, in the window. There is little of it: the rows themselves are read. */
export function driftRows(database: Database, { window }: Question): Promise<readonly DriftRow[]> {
  const { sql, parameters } = statement(
    write => `select source, id, root, severity, detected_at, resolved_at from drift
      where detected_at < ${write.time(window.to)} and (resolved_at is null or resolved_at >= ${write.time(window.from)})
      order by detected_at, source, id`,
  );
  return database.query<DriftRow>(sql, parameters);
}
