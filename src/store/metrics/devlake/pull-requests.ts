import type { DevlakeRequestRow } from '../../../facts/metrics/rows.ts';
import type { Database } from '../../database.ts';
import {
  bySubjectAndPeriod,
  goesWhereAsked,
  isAsked,
  localDayOf,
  periodOf,
  type Question,
  secondsOf,
  subjectAndPeriod,
  within,
} from '../question.ts';
import { type Statement, statement, type Writer } from '../statement.ts';
import { broughtCommits } from './brought-commits.ts';

/** The stages of a merged pull request, each in whole minutes rounded up; null where an end is missing or lies before its start. */
export interface RequestStages {
  readonly [column: string]: string | number | null;
  readonly subject: string;
  readonly repository: string;
  readonly number: number;
  readonly coding: number | null;
  readonly pickup: number | null;
  readonly review: number | null;
  readonly deploy: number | null;
  readonly cycle: number | null;
  /** The first deployment that brought its merge commit. */
  readonly deployment: string | null;
  readonly deployed_at: string | null;
}

/** The repositories of a subject; those that its services deploy from when they are not named. */
export type Repositories = ReadonlyMap<string, readonly string[]>;

/** Notes which deployment brought which merge commit, then reads the stages of each request. */
export async function pullRequestStages(
  database: Database,
  question: Question,
  repositories: Repositories,
): Promise<readonly RequestStages[]> {
  await noteBrought(database, question);
  const { sql, parameters } = statement(
    write => `with ${stages(question, repositories, write)} select * from stage order by subject, repository, number`,
  );
  return database.query<RequestStages>(sql, parameters);
}

/** Lower medians of the requests that were deployed in the period. */
export async function devlakeRequestRows(
  database: Database,
  question: Question,
  repositories: Repositories,
): Promise<readonly DevlakeRequestRow[]> {
  await noteBrought(database, question);
  const { sql, parameters } = requestStatement(question, repositories);
  return database.query<DevlakeRequestRow>(sql, parameters);
}

function requestStatement(question: Question, repositories: Repositories): Statement {
  return statement(
    write => `with ${stages(question, repositories, write)}
      select ${subjectAndPeriod}, count(*) as requests, percentile_disc(0.5) within group (order by cycle) as median
      from (
        select *, ${periodOf('day', question)} as period
        from (select subject, cycle, ${localDayOf('deployed_at', question)} as day from stage
          where ${within('deployed_at', question.window, write)}) as each_request) as placed
      ${bySubjectAndPeriod(question)} order by 1, 2`,
  );
}

/** The temporary table `brought`: commits by the deployments that brought them over the one before. The first deployment of a line brings none. */
async function noteBrought(database: Database, question: Question): Promise<void> {
  await database.run('drop table if exists brought');
  await database.run('create temp table brought (source text, id text, sha text)');
  const sets = await broughtCommits(database, question);
  const rows = sets.flatMap(({ deployment, commits }) =>
    deployment.previous === null ? [] : commits.map(sha => [deployment.source, deployment.id, sha]),
  );
  await database.append('brought', ['source', 'id', 'sha'], rows);
}

function stages(question: Question, repositories: Repositories, write: Writer): string {
  const ceiled = (from: string, to: string) => {
    const minutes = `ceil((${secondsOf(to)} - ${secondsOf(from)}) / 60)`;
    return `case when ${minutes} >= 0 then cast(${minutes} as integer) end`;
  };
  return `${scope(question, repositories, write)},
  request as (
    select scope.subject, c.repository, c.pull_request as number, min(c.opened_at) as opened_at, min(c.merged_at) as merged_at,
      min(c.first_review_at) as first_review_at, min(c.authored_at) as first_authored_at
    from change c join scope on scope.repository = c.repository
    where c.pull_request is not null group by 1, 2, 3 having min(c.merged_at) is not null),
  deployed as (
    select scope.subject, c.repository, c.pull_request as number, d.id, d.succeeded_at,
      row_number() over (partition by scope.subject, c.repository, c.pull_request order by d.started_at, d.id) as place
    from change c join scope on scope.repository = c.repository join brought b on b.sha = c.sha
      join deployment d on d.source = b.source and d.id = b.id and ${isOfSubject(question, write)}
    where c.merged_at is not null and ${goesWhereAsked('d', question, write)}),
  timed as (
    select r.*, d.id as deployment, d.succeeded_at as deployed_at, ${ceiled('first_authored_at', 'opened_at')} as coding,
      ${ceiled('opened_at', 'first_review_at')} as pickup, ${ceiled('first_review_at', 'merged_at')} as review,
      ${ceiled('merged_at', 'd.succeeded_at')} as deploy, ${ceiled('opened_at', 'merged_at')} as open
    from request r left join deployed d on d.subject = r.subject and d.repository = r.repository and d.number = r.number and d.place = 1),
  stage as (
    select subject, repository, number, coding, pickup, review, deploy, deployment, deployed_at,
      case when coalesce(coding, open, deploy) is not null then coalesce(coding, 0) + coalesce(open, 0) + coalesce(deploy, 0) end as cycle
    from timed)`;
}

/** Whether the deployment `d` is of the subject of `scope`. */
function isOfSubject({ subjects }: Question, write: Writer): string {
  if (subjects === 'services') return 'd.service = scope.subject';
  const pairs = subjects.flatMap(({ name, services }) => services.map(each => `(${write.text(each)}, ${write.text(name)})`));
  return pairs.length === 0 ? 'false' : `(d.service, scope.subject) in (${pairs.join(', ')})`;
}

function scope(question: Question, repositories: Repositories, write: Writer): string {
  const named = [...repositories].flatMap(([subject, names]) => names.map(name => `(${write.text(name)}, ${write.text(subject)})`));
  if (named.length > 0) return `scope as (select * from (values ${named.join(', ')}) as named(repository, subject))`;
  const deployed = `select distinct d.repository, d.service from deployment d where d.repository is not null and ${isAsked('d.service', question, write)}`;
  if (question.subjects === 'services') return `scope as (select repository, service as subject from (${deployed}) as deployed_from)`;
  const pairs = question.subjects.flatMap(({ name, services }) => services.map(each => `(${write.text(each)}, ${write.text(name)})`));
  return `scope as (select distinct f.repository, member.subject from (${deployed}) as f
    join (values ${pairs.join(', ')}) as member(service, subject) on member.service = f.service)`;
}
