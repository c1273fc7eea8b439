import type { Database } from '../../database.ts';
import { servicesKnown } from '../services.ts';
import { statement } from '../statement.ts';

/** Which services of the store are those of a workload, and how that was told. */
export interface WorkloadServices {
  readonly services: readonly string[];
  readonly by: 'named' | 'repository' | 'name' | 'none';
  /** All services that the store knows. */
  readonly known: readonly string[];
}

/** What a workload is called, surest first. */
export interface WorkloadNames {
  /** By the caller. */
  readonly asked: readonly string[];
  /** Addresses of its repositories: `github.com/acme/shop`. */
  readonly repositories: readonly string[];
  /** What people and files call it and its services. */
  readonly names: readonly string[];
}

/** Finds the services of a workload: the named ones, else those deployed from its repositories, else those called as it is. */
export async function workloadServices(database: Database, { asked, repositories, names }: WorkloadNames): Promise<WorkloadServices> {
  const known = await servicesKnown(database);
  const among = (wanted: readonly string[]) => {
    const keys = new Set(wanted.map(keyOf));
    return known.filter(service => keys.has(keyOf(service)));
  };
  if (asked.length > 0) return { services: among(asked), by: 'named', known };
  const deployed = await servicesFrom(database, repositories);
  if (deployed.length > 0) return { services: deployed, by: 'repository', known };
  const called = among(names);
  return { services: called, by: called.length > 0 ? 'name' : 'none', known };
}

function keyOf(name: string): string {
  return name.trim().toLowerCase();
}

async function servicesFrom(database: Database, repositories: readonly string[]): Promise<readonly string[]> {
  if (repositories.length === 0) return [];
  const { sql, parameters } = statement(
    write =>
      `select distinct service from deployment where service is not null and repository in ${write.texts(repositories)} order by service`,
  );
  return (await database.query<{ service: string }>(sql, parameters)).map(row => row.service);
}
