import type { Database } from '../database.ts';
import { note } from './audit.ts';

const action = 'settings';

/** Notes with which settings a server runs, when they are others than the last time. Tells whether they are. */
export async function noteSettings(database: Database, actor: string, settings: object, now: Date): Promise<boolean> {
  const details = JSON.stringify(settings);
  return database.transaction(async () => {
    const [last] = await database.query<{ details: string | null }>(
      'select details from audit_entry where action = $1 order by noted_at desc, id limit 1',
      [action],
    );
    if (last?.details === details) return false;
    await note(database, { at: now.toISOString(), actor, action, subject: 'server', details });
    return true;
  });
}
