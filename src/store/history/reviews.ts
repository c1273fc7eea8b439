import type { Database } from '../database.ts';

/** A quarter that people went through. */
export interface HeldReview {
  readonly workload: string;
  /** `2026-Q3` */
  readonly quarter: string;
  readonly reviewedAt: string;
  readonly reviewer: string;
}

/** Notes that a review took place, with the document as it was; the same quarter again takes the place of the earlier one. */
export async function recordReview(
  database: Database,
  { workload, quarter, reviewedAt, reviewer }: HeldReview,
  document: string,
): Promise<void> {
  await database.run(
    `insert into review (workload, quarter, reviewed_at, reviewer, document) values ($1, $2, $3, $4, $5)
     on conflict (workload, quarter) do update set reviewed_at = excluded.reviewed_at, reviewer = excluded.reviewer, document = excluded.document`,
    [workload, quarter, reviewedAt, reviewer, document],
  );
}

export async function heldReviews(database: Database, workload: string): Promise<readonly HeldReview[]> {
  const rows = await database.query<{ quarter: string; reviewed_at: string; reviewer: string | null }>(
    'select quarter, reviewed_at, reviewer from review where workload = $1 order by quarter',
    [workload],
  );
  return rows.map(row => ({ workload, quarter: row.quarter, reviewedAt: row.reviewed_at, reviewer: row.reviewer ?? '' }));
}
