import type { DevlakeDeploymentRow, DevlakeIncidentRow } from '../../../facts/metrics/rows.ts';
import type { Database } from '../../database.ts';
import { bySubjectAndPeriod, localDayOf, periodOf, type Question, secondsOf, subjectAndPeriod, within } from '../question.ts';
import { statement } from '../statement.ts';
import { devlakeDeployments } from './deployments.ts';
import { devlakeLinks } from './incidents.ts';

/** Deployments of the period and how many of them any incident followed, not how many incidents followed. */
export function devlakeDeploymentRows(database: Database, question: Question): Promise<readonly DevlakeDeploymentRow[]> {
  const { sql, parameters } = statement(
    write => `with ${devlakeDeployments(question, write)}, ${devlakeLinks(question, write)}
      select ${subjectAndPeriod}, count(*) as deployments, count(distinct day) as days, sum(failed) as failed, max(basis) as basis
      from (
        select *, ${periodOf('day', question)} as period
        from (
          select w.subject, w.basis, ${localDayOf('w.succeeded_at', question)} as day,
            case when exists (select 1 from link where link.subject = w.subject and link.deployment_source = w.source
              and link.deployment = w.whole) then 1 else 0 end as failed
          from whole w where ${within('w.succeeded_at', question.window, write)}) as each_deployment) as placed
      ${bySubjectAndPeriod(question)} order by 1, 2`,
  );
  return database.query<DevlakeDeploymentRow>(sql, parameters);
}

/** Of incidents that were resolved in the period: seconds from the end of their deployment, and from their own beginning. Lower medians. */
export function devlakeIncidentRows(database: Database, question: Question): Promise<readonly DevlakeIncidentRow[]> {
  const { sql, parameters } = statement(
    write => `with ${devlakeDeployments(question, write)}, ${devlakeLinks(question, write)}
      select ${subjectAndPeriod}, count(recovery) as linked, percentile_disc(0.5) within group (order by recovery) as recovery,
        count(duration) as incidents, percentile_disc(0.5) within group (order by duration) as median
      from (
        select *, ${periodOf('day', question)} as period
        from (
          select m.subject, ${localDayOf('m.resolved_at', question)} as day, ${secondsOf('m.resolved_at')} - ${secondsOf('m.happened_at')} as duration,
            ${secondsOf('m.resolved_at')} - ${secondsOf('link.finished_at')} as recovery
          from moment m left join link on link.subject = m.subject and link.source = m.source and link.id = m.id
          where m.kind = 0 and ${within('m.resolved_at', question.window, write)}) as each_incident) as placed
      ${bySubjectAndPeriod(question)} order by 1, 2`,
  );
  return database.query<DevlakeIncidentRow>(sql, parameters);
}
