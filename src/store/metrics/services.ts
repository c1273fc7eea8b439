import type { Database } from '../database.ts';

/** The names of all services that an event is about. */
export async function servicesKnown(database: Database): Promise<readonly string[]> {
  const rows = await database.query<{ service: string }>(
    `select service from deployment where service is not null group by 1
     union select service from incident where service is not null
     union select service from page where service is not null
     union select service from run where service is not null order by 1`,
  );
  return rows.map(row => row.service);
}
