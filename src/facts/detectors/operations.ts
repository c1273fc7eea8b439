import { wordsOf } from '../production.ts';

const operations = new Set(
  'restart restage scale drain restore rollback failover rotate reindex flush purge maintenance backup unlock seed migrate reboot resize'.split(
    ' ',
  ),
);

/** Whether a name is that of an action of running a service, not of building or releasing it. */
export function namesOperation(name: string): boolean {
  return wordsOf(name).some(word => operations.has(word));
}
