import type { Database } from '../database.ts';
import { forgetDerived } from './check-store.ts';

export type Pruned = Readonly<Record<'deliveries' | 'events' | 'authors' | 'imports' | 'assessments', number>>;

/** What is older than a day, by kind. An incident or a drift that is open is not over, whenever it began. */
const olderEvents: Readonly<Record<string, string>> = {
  deployment: 'greatest(created_at, started_at, succeeded_at, failed_at) < $1',
  incident: 'resolved_at < $1 and (reopened_at is null or reopened_at <= resolved_at)',
  page: 'paged_at < $1',
  toil: 'week < $1',
  drift: 'resolved_at < $1',
};

/**
 * Removes what is older than a moment: messages, events, authors of changes, imports that ended, and assessments but for milestones and the
 * newest of each workload. Changes stay without their authors: later deployments are told apart by the commits before them. All or nothing.
 */
export async function prune(database: Database, before: Date, isRehearsal: boolean): Promise<Pruned> {
  const at = before.toISOString();
  const act = (table: string, where: string) =>
    isRehearsal ? countWhere(database, table, where, at) : database.run(`delete from ${table} where ${where}`, [at]);
  return database.transaction(async () => {
    let events = 0;
    for (const [table, where] of Object.entries(olderEvents)) events += await act(table, where);
    const nameless = 'committed_at < $1 and author is not null';
    const pruned = {
      deliveries: await act('delivery', 'received_at < $1'),
      events,
      authors: isRehearsal
        ? await countWhere(database, 'change', nameless, at)
        : await database.run(`update change set author = null where ${nameless}`, [at]),
      imports: await act('import', 'finished_at < $1'),
      assessments: await pruneAssessments(database, at, isRehearsal),
    };
    if (!isRehearsal && events > 0) await forgetDerived(database);
    return pruned;
  });
}

async function countWhere(database: Database, table: string, where: string, at: string): Promise<number> {
  const [{ n } = { n: 0 }] = await database.query<{ n: number }>(`select count(*) as n from ${table} where ${where}`, [at]);
  return n;
}

async function pruneAssessments(database: Database, at: string, isRehearsal: boolean): Promise<number> {
  const old = await database.query<{ workload: string; id: string }>(
    `select a.workload, a.id from assessment a where a.assessed_at < $1
       and not exists (select 1 from milestone m where m.workload = a.workload and m.assessment = a.id)
       and exists (select 1 from assessment n where n.workload = a.workload and (n.assessed_at, n.id) > (a.assessed_at, a.id))
     order by a.workload, a.assessed_at, a.id`,
    [at],
  );
  if (!isRehearsal) for (const { workload, id } of old) await removeAssessment(database, workload, id);
  return old.length;
}

/** What changed with it becomes a change of the next one, unless that one changed it again. */
async function removeAssessment(database: Database, workload: string, id: string): Promise<void> {
  const [next] = await database.query<{ id: string; assessed_at: string }>(
    `select n.id, n.assessed_at from assessment a join assessment n on n.workload = a.workload and (n.assessed_at, n.id) > (a.assessed_at, a.id)
     where a.workload = $1 and a.id = $2 order by n.assessed_at, n.id limit 1`,
    [workload, id],
  );
  if (!next) return;
  await database.run(
    `insert into verdict_change select workload, criterion, cast($3 as text), cast($4 as timestamptz), verdict, cause, reason, evidence from verdict_change v
     where v.workload = $1 and v.assessment = $2
       and not exists (select 1 from verdict_change o where o.workload = v.workload and o.criterion = v.criterion and o.assessment = $3)`,
    [workload, id, next.id, next.assessed_at],
  );
  await database.run('delete from verdict_change where workload = $1 and assessment = $2', [workload, id]);
  await database.run('delete from assessment where workload = $1 and id = $2', [workload, id]);
}
