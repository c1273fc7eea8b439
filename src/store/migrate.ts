import { UserError } from '../lib/user-error.ts';
import type { Database } from './database.ts';
import { type Migration, migrations } from './migrations.ts';

/** Any number that no other program is likely to lock by. */
const lock = 7_261_983;

/** Brings the schema up to date; each step is all or nothing, and what is stored is kept. Throws a `UserError` for a store of a newer opsex. */
export async function migrate(database: Database, steps: readonly Migration[] = migrations): Promise<void> {
  await database.transaction(async () => {
    if (database.engine === 'postgresql') await database.query(`select pg_advisory_xact_lock(${lock})`);
    await database.run(
      'create table if not exists schema_migration (id integer primary key, title text not null, applied_at timestamptz not null)',
    );
    const [{ newest } = { newest: 0 }] = await database.query<{ newest: number }>(
      'select coalesce(max(id), 0) as newest from schema_migration',
    );
    const known = steps.at(-1)?.id ?? 0;
    if (newest > known)
      throw new UserError(
        `the store has schema ${newest}, but this opsex knows schemas up to ${known}`,
        'Use the opsex that wrote it, or a newer one',
      );
    for (const { id, title, statements, postgresql = [] } of steps.filter(step => step.id > newest)) {
      const all = database.engine === 'postgresql' ? [...statements, ...postgresql] : statements;
      for (const statement of all) await database.run(statement);
      await database.run('insert into schema_migration values ($1, $2, now())', [id, title]);
    }
  });
}
