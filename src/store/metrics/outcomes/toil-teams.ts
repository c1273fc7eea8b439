import type { Database } from '../../database.ts';

/** The teams whose hours are the workload's: the named one, or all where the store holds nothing of other workloads. */
export async function toilTeams(database: Database, team: string | undefined, alone: boolean): Promise<readonly string[]> {
  const rows = await database.query<{ team: string }>('select distinct team from toil where team is not null order by team');
  const teams = rows.map(row => row.team);
  if (team !== undefined) return teams.filter(each => each.toLowerCase() === team.toLowerCase());
  return alone ? teams : [];
}
