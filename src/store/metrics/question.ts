import type { PeriodUnit, Window } from '../../facts/metrics/periods.ts';
import type { ZoneOffset } from '../../facts/metrics/time-zone.ts';
import { bases } from '../../model/metric.ts';
import { sourceBases } from './source-bases.data.ts';
import type { Writer } from './statement.ts';

/** One row of a table of metrics: a service of its own name, a team with its services, a workload. */
export interface Subject {
  readonly name: string;
  /** Whose hours of toil count; the team of that name when left out. */
  readonly team?: string;
  readonly services: readonly string[];
}

/** Which deployments count. */
export interface Place {
  /** `production` is every environment that is production; any other name is that environment. */
  readonly environment: string;
  /** Names of environments that are production although no event says so. */
  readonly productionNames: readonly string[];
  /** Services with the sources that do not count for them, because a better one tells of the same deployments. */
  readonly outdone: readonly { readonly service: string; readonly source: string }[];
}

/** What is asked of the events. */
export interface Question extends Place {
  /** Each service for itself, or these. A service in two subjects counts in both, and twice in the total. */
  readonly subjects: 'services' | readonly Subject[];
  /** Those of `sourceBases` that the store holds. */
  readonly weakSources: readonly string[];
  readonly window: Window;
  readonly asOf: Date;
  readonly offsets: readonly ZoneOffset[];
  readonly unit: PeriodUnit;
  /** Whether rows over the whole window and over all subjects are asked for besides those of each subject and period. */
  readonly totals: boolean;
  /** How long after a deployment an incident or a remedy is put down to it when nothing says so. */
  readonly linkHours: number;
}

/** What rows of a total over all subjects, or over the whole window, carry instead of a name or a period. */
export const allSubjects = '';
export const wholeWindow = -1;

/** Whether the deployment `d` went where the question asks, and counts. */
export function goesWhereAsked(d: string, { environment, productionNames, outdone }: Place, write: Writer): string {
  const pairs = outdone.map(({ service, source }) => `(${write.text(service)}, ${write.text(source)})`);
  const counts = pairs.length === 0 ? '' : ` and (${d}.service, ${d}.source) not in (${pairs.join(', ')})`;
  if (environment !== 'production') return `${d}.environment = ${write.text(environment)}${counts}`;
  if (productionNames.length === 0) return `${d}.production${counts}`;
  return `(${d}.production or (${d}.production is null and ${d}.environment in ${write.texts(productionNames)}))${counts}`;
}

/** Whether a service is asked about. */
export function isAsked(service: string, { subjects }: Question, write: Writer): string {
  if (subjects === 'services') return `${service} is not null`;
  return `${service} in ${write.texts([...new Set(subjects.flatMap(each => each.services))])}`;
}

/** Joins the subjects of a service as `scope.subject`; nothing to join when each service is its own. */
export function joinSubjects(service: string, { subjects }: Question, write: Writer): { readonly join: string; readonly subject: string } {
  if (subjects === 'services') return { join: '', subject: service };
  const [only, ...others] = subjects;
  if (only && others.length === 0) return { join: '', subject: write.text(only.name) };
  const rows = subjects.flatMap(({ name, services }) => services.map(each => `(${write.text(each)}, ${write.text(name)})`));
  const values = rows.length === 0 ? '(cast(null as text), cast(null as text))' : rows.join(', ');
  return { join: `join (values ${values}) as scope(service, subject) on scope.service = ${service}`, subject: 'scope.subject' };
}

export function within(time: string, { from, to }: Window, write: Writer): string {
  return `${time} >= ${write.time(from)} and ${time} < ${write.time(to)}`;
}

export function secondsOf(time: string): string {
  return `cast(extract(epoch from ${time}) as double precision)`;
}

/**
 * The number of the local day of a time. The offsets of the zone are written into the statement: converting each row by the calendar takes
 * DuckDB ten times as long. The time lies in the window.
 */
export function localDayOf(time: string, { offsets, window }: Question): string {
  const last = offsets.at(-1)?.seconds ?? 0;
  const cases = offsets.flatMap(({ until, seconds }) =>
    until && until > window.from ? [`when ${time} < timestamptz '${until.toISOString()}' then ${seconds}`] : [],
  );
  const ahead = cases.length === 0 ? String(last) : `case ${cases.join(' ')} else ${last} end`;
  return `cast(floor((extract(epoch from ${time}) + ${ahead}) / 86400.0) as integer)`;
}

/** The number of the period that a local day lies in: the `key` of its `Period`. */
export function periodOf(day: string, { unit }: Question): string {
  if (unit === 'week') return `cast(floor((${day} + 3) / 7.0) as integer)`;
  const date = `(date '1970-01-01' + ${day})`;
  return unit === 'month'
    ? `cast(extract(year from ${date}) * 12 + extract(month from ${date}) - 1 as integer)`
    : `cast(extract(year from ${date}) * 4 + extract(quarter from ${date}) - 1 as integer)`;
}

/** Groups by subject and period in one pass, with rows over the whole window and over all subjects where they are asked for. */
export function bySubjectAndPeriod(question: Question): string {
  if (!question.totals) return 'group by subject, period';
  return `group by grouping sets ((subject, period), (subject)${hasTotal(question) ? ', (period), ()' : ''})`;
}

/** One subject is its own total. */
export function hasTotal({ subjects, totals }: Question): boolean {
  return totals && (subjects === 'services' || subjects.length !== 1);
}

/** The two columns that say what a row of such groups is about. */
export const subjectAndPeriod = `coalesce(subject, '${allSubjects}') as subject, coalesce(period, ${wholeWindow}) as period`;

/** How far down the ladder of `bases` a source stands. */
export function basisOf(source: string, { weakSources }: Question): string {
  const steps = weakSources.map(name => `when ${source} = '${name}' then ${bases.indexOf(sourceBases.get(name) ?? 'events')}`);
  return steps.length === 0 ? '0' : `case ${steps.join(' ')} else 0 end`;
}
