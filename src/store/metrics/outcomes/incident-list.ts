import type { IncidentEntry } from '../../../facts/metrics/incident-entries.ts';
import type { Database } from '../../database.ts';
import { resolvedAt } from '../failures.ts';
import { isAsked, type Question } from '../question.ts';
import { statement } from '../statement.ts';

/** The incidents of the services that began in the days before the end of the window, oldest first. */
export function incidentList(database: Database, question: Question, days: number): Promise<readonly IncidentEntry[]> {
  const from = new Date(question.window.to.getTime() - days * 86_400_000);
  const { sql, parameters } = statement(
    write => `select * from (
      select i.source, i.id, i.service, i.severity, i.title, coalesce(i.started_at, i.detected_at, i.created_at) as began,
        ${resolvedAt('i')} as resolved, i.postmortem, i.url
      from incident i where ${isAsked('i.service', question, write)}) as incident_entry
    where began >= ${write.time(from)} and began < ${write.time(question.window.to)} order by began, source, id`,
  );
  return database.query<IncidentEntry>(sql, parameters);
}
