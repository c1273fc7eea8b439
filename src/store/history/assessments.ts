import { createHash } from 'node:crypto';
import type { AssessmentJson, CriterionJson } from '../../report/contract.ts';
import type { Database } from '../database.ts';
import { changeKeyOf } from './change-key.ts';

/** A stored assessment without its criteria. */
export interface StoredAssessment {
  readonly workload: string;
  readonly id: string;
  readonly asOf: string;
  readonly commit: string | null;
  readonly model: string;
  readonly modelDigest: string;
  readonly tool: string;
  readonly proven: number | null;
  readonly possible: number | null;
}

type Row = Readonly<Record<string, string | number | null>>;

const columns = 'workload, id, assessed_at, commit_sha, model, model_digest, tool, proven, possible';
const order = 'assessed_at, id';

/**
 * Stores an assessment: a row of its own, and a row for each criterion that is another than in the assessment before. Storing it again changes
 * nothing, and so does the order in which assessments are stored.
 */
export async function saveAssessment(
  database: Database,
  json: AssessmentJson,
): Promise<{ readonly id: string; readonly isNew: boolean; readonly changes: number }> {
  const id = createHash('sha256').update(JSON.stringify(json)).digest('hex').slice(0, 12);
  const workload = json.workload.name;
  return database.transaction(async () => {
    const known = await database.query('select 1 as one from assessment where workload = $1 and id = $2', [workload, id]);
    if (known.length > 0) return { id, isNew: false, changes: 0 };
    const before = await neighbour(database, workload, json.asOf, id, 'before');
    const after = await neighbour(database, workload, json.asOf, id, 'after');
    const earlier = before ? await criteriaAt(database, before) : new Map<string, CriterionJson | null>();
    await database.run(`insert into assessment (${columns}, body) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`, [
      workload,
      id,
      json.asOf,
      json.workload.sources[0]?.commit ?? null,
      `${json.model.id} ${json.model.version}`,
      json.model.digest,
      json.opsex,
      json.overall.level?.proven ?? null,
      json.overall.level?.possible ?? null,
      bodyOf(json),
    ]);
    const changed = changedFrom(earlier, json.criteria);
    if (after) await keepWhatFollows(database, after, earlier, changed);
    for (const [criterion, state] of changed) await insertChange(database, { workload, id, asOf: json.asOf }, criterion, state);
    return { id, isNew: true, changes: changed.size };
  });
}

/** All but the criteria; of the way up only the next steps. */
function bodyOf({ criteria: _, roadmap, ...rest }: AssessmentJson): string {
  return JSON.stringify({ ...rest, roadmap: roadmap.slice(0, 5) });
}

type States = ReadonlyMap<string, CriterionJson | null>;

/** The criteria that are another than before; `null` for those that the model has no longer. */
function changedFrom(earlier: States, criteria: readonly CriterionJson[]): Map<string, CriterionJson | null> {
  const changed = new Map<string, CriterionJson | null>();
  for (const criterion of criteria) {
    const was = earlier.get(criterion.id);
    if (!was || changeKeyOf(was) !== changeKeyOf(criterion)) changed.set(criterion.id, criterion);
  }
  const now = new Set(criteria.map(each => each.id));
  for (const [id, was] of earlier) if (was && !now.has(id)) changed.set(id, null);
  return changed;
}

/** An assessment that comes late must not change what is known of the next one. */
async function keepWhatFollows(database: Database, after: Place, earlier: States, changed: States): Promise<void> {
  const own = await database.query<{ criterion: string }>('select criterion from verdict_change where workload = $1 and assessment = $2', [
    after.workload,
    after.id,
  ]);
  const told = new Set(own.map(row => row.criterion));
  for (const criterion of changed.keys())
    if (!told.has(criterion)) await insertChange(database, after, criterion, earlier.get(criterion) ?? null);
}

interface Place {
  readonly workload: string;
  readonly id: string;
  readonly asOf: string;
}

async function insertChange(
  database: Database,
  { workload, id, asOf }: Place,
  criterion: string,
  state: CriterionJson | null,
): Promise<void> {
  await database.run('insert into verdict_change values ($1, $2, $3, $4, $5, $6, $7, $8)', [
    workload,
    criterion,
    id,
    asOf,
    state?.verdict ?? 'removed',
    state?.cause ?? null,
    state?.reason ?? null,
    state ? JSON.stringify(state) : null,
  ]);
}

async function neighbour(
  database: Database,
  workload: string,
  asOf: string,
  id: string,
  side: 'before' | 'after',
): Promise<Place | undefined> {
  const [row] = await database.query<{ id: string; assessed_at: string }>(
    `select id, assessed_at from assessment where workload = $1 and (assessed_at, id) ${side === 'before' ? '<' : '>'} (cast($2 as timestamptz), $3)
     order by assessed_at ${side === 'before' ? 'desc' : ''}, id ${side === 'before' ? 'desc' : ''} limit 1`,
    [workload, asOf, id],
  );
  return row && { workload, id: row.id, asOf: row.assessed_at };
}

/** What is known of each criterion at an assessment: the last change up to it. */
async function criteriaAt(database: Database, { workload, id, asOf }: Place): Promise<States> {
  const rows = await database.query<{ criterion: string; evidence: string | null }>(
    `select distinct on (criterion) criterion, evidence from verdict_change
     where workload = $1 and (changed_at, assessment) <= (cast($2 as timestamptz), $3) order by criterion, changed_at desc, assessment desc`,
    [workload, asOf, id],
  );
  return new Map(rows.map(row => [row.criterion, row.evidence === null ? null : (JSON.parse(row.evidence) as CriterionJson)]));
}

/** Workloads with an assessment. */
export async function storedWorkloads(database: Database): Promise<readonly string[]> {
  return (await database.query<{ workload: string }>('select distinct workload from assessment order by workload')).map(
    row => row.workload,
  );
}

/** The assessments of a workload, oldest first. */
export async function storedAssessments(database: Database, workload: string): Promise<readonly StoredAssessment[]> {
  const rows = await database.query<Row>(`select ${columns} from assessment where workload = $1 order by ${order}`, [workload]);
  return rows.map(toStored);
}

function toStored(row: Row): StoredAssessment {
  return {
    workload: String(row.workload),
    id: String(row.id),
    asOf: String(row.assessed_at),
    commit: row.commit_sha === null ? null : String(row.commit_sha),
    model: String(row.model),
    modelDigest: String(row.model_digest),
    tool: String(row.tool),
    proven: row.proven as number | null,
    possible: row.possible as number | null,
  };
}

/** An assessment as it was stored: its criteria as they stood, of its way up the next steps. */
export async function readAssessment(database: Database, workload: string, id: string): Promise<AssessmentJson | undefined> {
  const [row] = await database.query<{ assessed_at: string; body: string }>(
    'select assessed_at, body from assessment where workload = $1 and id = $2',
    [workload, id],
  );
  if (!row) return undefined;
  const states = await criteriaAt(database, { workload, id, asOf: row.assessed_at });
  const { roadmap, ...body } = JSON.parse(row.body) as Omit<AssessmentJson, 'criteria'>;
  const criteria = [...states.values()].filter(state => state !== null);
  return { ...body, criteria, roadmap };
}

/** One change of one criterion. */
export interface StoredChange {
  readonly criterion: string;
  readonly assessment: string;
  readonly asOf: string;
  /** A verdict, or `removed`. */
  readonly verdict: string;
  readonly cause: string | null;
  readonly reason: string | null;
}

/** What changed, oldest first; for one criterion or all. */
export async function storedChanges(database: Database, workload: string, criterion?: string): Promise<readonly StoredChange[]> {
  const rows = await database.query<Row>(
    `select criterion, assessment, changed_at, verdict, cause, reason from verdict_change
     where workload = $1 and ($2 = '' or criterion = $2) order by changed_at, assessment, criterion`,
    [workload, criterion ?? ''],
  );
  return rows.map(row => ({
    criterion: String(row.criterion),
    assessment: String(row.assessment),
    asOf: String(row.changed_at),
    verdict: String(row.verdict),
    cause: row.cause as string | null,
    reason: row.reason as string | null,
  }));
}
