import type { TestProject } from 'vitest/node';
import { startPostgreSql } from './postgresql-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of a PostgreSQL server of the tests' own, without a database name. */
    readonly postgresql: string;
  }
}

/** Starts a PostgreSQL server for the tests, and ends it with them. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { url, stop } = await startPostgreSql(['fsync=off', 'max_connections=50']);
  project.provide('postgresql', url);
  return stop;
}
