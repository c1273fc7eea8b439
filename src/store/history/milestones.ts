import type { Database } from '../database.ts';

/** A named assessment that is kept as it is. */
export interface Milestone {
  readonly workload: string;
  readonly name: string;
  readonly assessment: string;
  readonly setAt: string;
}

/** Names an assessment; a name that is taken stays where it is. Tells whether the name was free. */
export async function addMilestone(database: Database, { workload, name, assessment, setAt }: Milestone): Promise<boolean> {
  const added = await database.run('insert into milestone values ($1, $2, $3, $4) on conflict (workload, name) do nothing', [
    workload,
    name,
    assessment,
    setAt,
  ]);
  return added > 0;
}

export async function milestones(database: Database, workload: string): Promise<readonly Milestone[]> {
  const rows = await database.query<{ workload: string; name: string; assessment: string; set_at: string }>(
    'select workload, name, assessment, set_at from milestone where workload = $1 order by set_at, name',
    [workload],
  );
  return rows.map(({ set_at, ...rest }) => ({ ...rest, setAt: set_at }));
}
