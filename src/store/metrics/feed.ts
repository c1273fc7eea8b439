import { isProduction } from '../../facts/production.ts';
import { bases } from '../../model/metric.ts';
import type { Database } from '../database.ts';
import { goesWhereAsked, isAsked, joinSubjects, type Place, type Question, within } from './question.ts';
import { sourceBases } from './source-bases.data.ts';
import { statement } from './statement.ts';

/** What the store itself says about which deployments count; `since` is the earliest time that will be asked about, nothing for all. */
export async function placeOf(database: Database, environment: string, since?: Date): Promise<Place & Pick<Question, 'weakSources'>> {
  const weakSources = await weakSourcesOf(database, since);
  return {
    environment,
    productionNames: await productionNames(database),
    weakSources,
    outdone: weakSources.length === 0 ? [] : await outdoneSources(database),
  };
}

/** Names of environments that mean production, among those for which no event says whether they are. */
async function productionNames(database: Database): Promise<readonly string[]> {
  const rows = await database.query<{ environment: string }>(
    'select distinct environment from deployment where production is null and environment is not null order by environment',
  );
  return rows.map(row => row.environment).filter(name => isProduction(name) === 'yes');
}

/** Which of the sources that are less than events of a tool the store holds, as far back as anybody asks. */
async function weakSourcesOf(database: Database, since: Date | undefined): Promise<readonly string[]> {
  const { sql, parameters } = statement(write => {
    const recent = since ? `and succeeded_at >= ${write.time(since)}` : '';
    const one = (source: string) => `(select source from deployment where source = ${write.text(source)} ${recent} limit 1)`;
    return [...sourceBases.keys()].map(one).join(' union all '); // many times faster than one pass over all
  });
  return (await database.query<{ source: string }>(sql, parameters)).map(row => row.source).sort();
}

/** A release and the deployment of it are one delivery: of several sources only the best counts for a service. */
async function outdoneSources(database: Database): Promise<Place['outdone']> {
  const rows = await database.query<{ service: string; source: string }>(
    `select distinct service, source from deployment
      where succeeded_at is not null and service is not null and coalesce(production, true) order by service, source`,
  );
  const best = new Map<string, number>();
  for (const { service, source } of rows) best.set(service, Math.min(rankOf(source), best.get(service) ?? bases.length));
  return rows.filter(({ service, source }) => rankOf(source) > (best.get(service) ?? 0));
}

function rankOf(source: string): number {
  return bases.indexOf(sourceBases.get(source) ?? 'events');
}

/** Whether any service was deployed in the window: only then does none of one service mean that it was not deployed. */
export async function hasLife(database: Database, question: Question): Promise<boolean> {
  const { sql, parameters } = statement(
    write =>
      `select 1 as one from deployment d where ${within('d.succeeded_at', question.window, write)} and ${goesWhereAsked('d', question, write)} limit 1`,
  );
  return (await database.query(sql, parameters)).length > 0;
}

/** Subjects with a deployment in the year before the window: for them the window has no beginning. */
export async function knownBefore(database: Database, question: Question): Promise<ReadonlySet<string>> {
  const { window, subjects } = question;
  const yearBefore = { from: new Date(window.from.getTime() - 366 * 86_400_000), to: window.from };
  const { sql, parameters } = statement(write => {
    const { join, subject } = joinSubjects('d.service', question, write);
    const one = subjects !== 'services' && subjects.length === 1;
    return `select ${one ? '' : 'distinct'} ${subject} as subject from deployment d ${join}
      where ${within('d.succeeded_at', yearBefore, write)} and ${goesWhereAsked('d', question, write)}
        and ${isAsked('d.service', question, write)} ${one ? 'limit 1' : ''}`;
  });
  const rows = await database.query<{ subject: string }>(sql, parameters);
  return new Set(rows.map(row => row.subject));
}
