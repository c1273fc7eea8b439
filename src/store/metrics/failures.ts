import { goesWhereAsked, isAsked, type Question, secondsOf } from './question.ts';
import type { Writer } from './statement.ts';

const dayHours = 24;
/** How far before the window deployments and incidents are looked at: links reach over its edge. */
const leastMarginHours = 7 * dayHours;

/**
 * The tables `deployed` and `failed` for a `with` clause. `deployed` holds the successful deployments from a margin before the window on.
 * `failed` holds, by source and id, those to which an incident or a remedy (a rollback, a hotfix) is linked: when its incidents were resolved,
 * when it was remedied, and whether something names it (`named`) or only the time links it.
 */
export function failures(question: Question, write: Writer): string {
  const margin = new Date(question.window.from.getTime() - Math.max(question.linkHours, leastMarginHours) * 3_600_000);
  const few = question.subjects !== 'services'; // then it pays to look for them once
  return `deployed as ${few ? '' : 'not'} materialized (
    select d.source, d.id, d.service, d.sha, d.kind, d.remedies, d.succeeded_at
    from deployment d
    where d.succeeded_at >= ${write.time(margin)} and d.succeeded_at <= ${write.time(question.asOf)}
      and ${goesWhereAsked('d', question, write)} and ${isAsked('d.service', question, write)}),
  ${signs(question, margin, write)},
  ${named},
  ${timed(question)},
  failed as (
    select to_source as source, to_id as id, min(to_service) as service, min(succeeded_at) as succeeded_at,
      max(case when sign = 'incident' then ended end) as resolved_at, bool_or(sign = 'incident' and ended is null) as is_open,
      min(case when sign = 'remedy' then ended end) as remedied_at, max(precise) as named
    from (select * from named union all select * from timed) as link
    group by to_source, to_id)`;
}

/** What shows that a deployment failed: incidents, and the deployments that remedy one. `ended` is when the harm was over. */
function signs(question: Question, margin: Date, write: Writer): string {
  const started = 'coalesce(i.started_at, i.detected_at, i.created_at)';
  return `signs as materialized (
    select row_number() over () as number, sign, source, id, service, began, ended, cause,
      began - interval '${question.linkHours} hours' as earliest
    from (
      select 'incident' as sign, i.source, i.id, i.service, ${started} as began, ${resolvedAt('i')} as ended, nullif(i.caused_by, '') as cause
      from incident i
      where ${started} >= ${write.time(margin)} and ${started} <= ${write.time(question.asOf)}
        and (${isAsked('i.service', question, write)} or i.caused_by is not null)
      union all
      select 'remedy', d.source, d.id, d.service, d.succeeded_at, d.succeeded_at, nullif(d.remedies, '')
      from deployed d where d.kind in ('rollback', 'hotfix') or nullif(d.remedies, '') is not null) as sign)`;
}

/** The last time that an incident was resolved, unless it was opened again. */
export function resolvedAt(incident: string): string {
  return `case when ${incident}.reopened_at is null or ${incident}.reopened_at <= ${incident}.resolved_at then ${incident}.resolved_at end`;
}

const isEarlier = "(s.sign = 'incident' or (d.service = s.service and (d.succeeded_at, d.source, d.id) < (s.began, s.source, s.id)))";
const link = `s.number, s.sign, s.source, s.began, s.ended, d.source as to_source, d.id as to_id, d.service as to_service, d.succeeded_at`;

/**
 * Links by id or commit: confidence 1. Of several deployments the last one before the incident counts, one of each service that deployed the
 * commit. A short id may exist in several sources: it must be of the same source or service.
 */
const named = `named as materialized (
    select number, sign, ended, to_source, to_id, to_service, succeeded_at, 1 as precise
    from (
      select *, row_number() over (partition by number, to_service
        order by by_id desc, case when succeeded_at <= began then 0 else 1 end,
          abs(${secondsOf('succeeded_at')} - ${secondsOf('began')}), to_source, to_id) as place
      from (
        select ${link}, 1 as by_id from signs s join deployed d on d.id = s.cause
        where ${isEarlier} and (d.service = s.service or s.service is null or d.source = s.source or length(s.cause) >= 8)
        union all
        select ${link}, 0 as by_id from signs s join deployed d on d.sha = s.cause
        where ${isEarlier} and (d.service = s.service or s.service is null)) as candidate) as ordered
    where place = 1)`;

/**
 * Links by time: the last deployment of the service in the hours before, its very end included. Time is cut into slots to join by; first the
 * time of the last one is found, then the deployment itself.
 */
function timed({ linkHours }: Question): string {
  const slot = (time: string) => `floor(${secondsOf(time)} / ${linkHours * 3600})`;
  return `unnamed as materialized (
    select s.* from signs s where s.service is not null and not exists (select 1 from named where named.number = s.number)),
  latest as (
    select s.number, s.service, max(d.succeeded_at) as succeeded_at
    from (select unnamed.*, ${slot('began')} + back.step as slot from unnamed cross join (values (0), (-1)) as back(step)) as s
      join deployed d on d.service = s.service and ${slot('d.succeeded_at')} = s.slot
    where d.succeeded_at <= s.began and d.succeeded_at >= s.earliest and ${isEarlier}
    group by s.number, s.service),
  timed as (
    select number, sign, ended, to_source, to_id, to_service, succeeded_at, 0 as precise
    from (
      select ${link}, row_number() over (partition by s.number order by d.source desc, d.id desc) as place
      from latest l join unnamed s on s.number = l.number join deployed d on d.service = l.service and d.succeeded_at = l.succeeded_at
      where ${isEarlier}) as ordered
    where place = 1)`;
}
