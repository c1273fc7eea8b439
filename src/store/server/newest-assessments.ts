import type { AssessmentJson } from '../../report/contract.ts';
import type { Database } from '../database.ts';

/** An assessment of which the criteria, the registers and the way up are left out. */
export interface AssessmentSummary {
  readonly id: string;
  readonly json: AssessmentJson;
}

/** Another text whenever assessments were added. */
export async function assessmentsMark(database: Database): Promise<string> {
  const [row] = await database.query(
    'select count(*) as n, max(assessed_at) as newest, count(distinct workload) as workloads from assessment',
  );
  return JSON.stringify(row ?? null);
}

/** The newest assessments of each workload, newest last. */
export async function newestAssessments(database: Database, each: number): Promise<readonly AssessmentSummary[]> {
  const rows = await database.query<{ id: string; body: string }>(
    `select id, body from (
       select id, body, workload, assessed_at, row_number() over (partition by workload order by assessed_at desc, id desc) as age from assessment) as aged
     where age <= ${each} order by workload, assessed_at, id`,
  );
  return rows.map(({ id, body }) => {
    const { registers: _, ...json } = JSON.parse(body) as AssessmentJson;
    return { id, json: { ...json, criteria: [], roadmap: [], unread: [], notes: [] } };
  });
}

/** The workload that an assessment is of. */
export async function workloadOf(database: Database, id: string): Promise<string | undefined> {
  const [row] = await database.query<{ workload: string }>('select workload from assessment where id = $1 order by workload limit 1', [id]);
  return row?.workload;
}

export async function workloadCount(database: Database): Promise<number> {
  const [row] = await database.query<{ n: number }>('select count(distinct workload) as n from assessment');
  return row?.n ?? 0;
}
