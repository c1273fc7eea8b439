import type { Database } from '../database.ts';
import { note } from './audit.ts';

/** What a person states about a criterion of a workload. Days are in UTC. */
export interface StatementVersion {
  readonly workload: string;
  readonly criterion: string;
  /** 1 for the first; 0 stands for none. */
  readonly version: number;
  readonly met: boolean;
  readonly claim: string;
  readonly evidence: string;
  readonly author: string;
  readonly on: string;
  readonly until: string;
  readonly comment: string | null;
  readonly recordedAt: string;
}

const columns = 'workload, criterion, version, met, claim, evidence, author, said_on, until, comment, recorded_at';

/**
 * Adds a version after the one that its author has seen. When somebody else was faster, nothing is stored and theirs is returned.
 */
export async function addStatement(database: Database, statement: StatementVersion): Promise<{ readonly conflict?: StatementVersion }> {
  const { workload, criterion, version, met, claim, evidence, author, on, until, comment, recordedAt } = statement;
  return database.transaction(async () => {
    const theirs = await latestStatement(database, workload, criterion);
    if ((theirs?.version ?? 0) !== version - 1) return theirs ? { conflict: theirs } : { conflict: { ...statement, version: 0 } };
    const added = await database.run(
      `insert into statement_version (${columns}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
       on conflict (workload, criterion, version) do nothing`,
      [workload, criterion, version, met, claim, evidence, author, on, until, comment, recordedAt],
    );
    if (added === 0) return { conflict: (await latestStatement(database, workload, criterion)) ?? statement };
    const details = JSON.stringify({ version, met, claim, evidence, on, until, comment });
    await note(database, { at: recordedAt, actor: author, action: 'statement', subject: `${workload} ${criterion}`, details });
    return {};
  });
}

/** The newest version of each statement about a workload. */
export async function statementsOf(database: Database, workload: string): Promise<readonly StatementVersion[]> {
  const rows = await database.query<Record<string, string | number | boolean | null>>(
    `select distinct on (criterion) ${columns} from statement_version where workload = $1 order by criterion, version desc`,
    [workload],
  );
  return rows.map(toStatement);
}

async function latestStatement(database: Database, workload: string, criterion: string): Promise<StatementVersion | undefined> {
  const [row] = await database.query<Record<string, string | number | boolean | null>>(
    `select ${columns} from statement_version where workload = $1 and criterion = $2 order by version desc limit 1`,
    [workload, criterion],
  );
  return row && toStatement(row);
}

function toStatement(row: Readonly<Record<string, string | number | boolean | null>>): StatementVersion {
  return {
    workload: String(row.workload),
    criterion: String(row.criterion),
    version: Number(row.version),
    met: row.met === true,
    claim: String(row.claim),
    evidence: String(row.evidence),
    author: String(row.author),
    on: String(row.said_on),
    until: String(row.until),
    comment: row.comment === null || row.comment === undefined ? null : String(row.comment),
    recordedAt: String(row.recorded_at),
  };
}
