import type { Database } from '../database.ts';
import { derivedTables, keptTables } from './tables.ts';

export interface StoreProblem {
  readonly says: string;
  readonly remedy: string;
}

/** Reads everything once and looks whether what belongs together is there. */
export async function checkStore(database: Database): Promise<readonly StoreProblem[]> {
  return [...(await unreadable(database)), ...(await looseEnds(database)), ...(await imports(database))];
}

async function unreadable(database: Database): Promise<readonly StoreProblem[]> {
  const problems: StoreProblem[] = [];
  const read = database.engine === 'duckdb' ? 'bit_xor(hash(t))' : 'sum(hashtext(cast(t as text)))';
  for (const name of [...(await keptTables(database)).map(table => table.name), ...derivedTables]) {
    await database.query(`select cast(${read} as text) as content from ${name} t`).catch(error => {
      const why = (error as Error).message.split('\n')[0];
      problems.push({ says: `the table ${name} cannot be read: ${why}`, remedy: 'restore the last backup into a new store' });
    });
  }
  return problems;
}

const questions: readonly { readonly sql: string; readonly says: (n: number) => string; readonly remedy: string }[] = [
  {
    sql: `select count(*) as n from verdict_change v where not exists (
      select 1 from assessment a where a.workload = v.workload and a.id = v.assessment)`,
    says: n => `${n} changes of criteria belong to no assessment`,
    remedy: 'restore the last backup into a new store',
  },
  {
    sql: `select count(*) as n from milestone m where not exists (
      select 1 from assessment a where a.workload = m.workload and a.id = m.assessment)`,
    says: n => `${n} milestones name an assessment that is gone`,
    remedy: 'restore the last backup into a new store',
  },
  {
    sql: `select count(*) as n from assessment a where a.body is null or not exists (
      select 1 from verdict_change v where v.workload = a.workload and (v.changed_at, v.assessment) <= (a.assessed_at, a.id))`,
    says: n => `${n} assessments have no content`,
    remedy: 'restore the last backup into a new store',
  },
  {
    sql: `select count(*) as n from first_deployment f where not exists (
      select 1 from deployment d where d.source = f.source and d.id = f.id)`,
    says: n => `${n} commits are assigned to deployments that are gone`,
    remedy: 'opsex store check --repair computes the assignment anew',
  },
];

async function looseEnds(database: Database): Promise<readonly StoreProblem[]> {
  const problems: StoreProblem[] = [];
  for (const { sql, says, remedy } of questions) {
    const [{ n } = { n: 0 }] = await database.query<{ n: number }>(sql);
    if (n > 0) problems.push({ says: says(n), remedy });
  }
  return problems;
}

async function imports(database: Database): Promise<readonly StoreProblem[]> {
  const rows = await database.query<{ file: string }>('select file from import where finished_at is null order by started_at limit 20');
  return rows.map(({ file }) => ({
    says: `the import of ${file} was interrupted`,
    remedy: 'start it again: it goes on where it stopped',
  }));
}

/** Empties what is computed from the rest; it is computed again when it is asked for. */
export async function forgetDerived(database: Database): Promise<void> {
  for (const table of derivedTables) await database.run(`delete from ${table}`);
}
