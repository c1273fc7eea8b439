import { plainText } from '../lib/plain-text.ts';
import { Unavailable, UserError } from '../lib/user-error.ts';

/** What stands outside of opsex in the way, as far as the engine tells; nothing for all else. */
export function explained(path: string, { message }: Error): UserError | undefined {
  const [, what, hint] = obstacles.find(([pattern]) => pattern.test(message)) ?? [];
  return what === undefined || hint === undefined ? undefined : new Unavailable(`${plainText(path)} ${what} (${firstLine(message)})`, hint);
}

const obstacles: readonly (readonly [told: RegExp, what: string, hint: string])[] = [
  [
    /Could not set lock|being used by another process|Conflicting lock/,
    'is in use by another process',
    'Wait until it has ended, or use PostgreSQL (--database postgres://…) for several processes at once',
  ],
  [
    /No space left on device|Disk quota exceeded|File too large/i,
    'cannot grow',
    'Make room on the disk and start the command again: what was acknowledged is stored',
  ],
  [
    /not a valid DuckDB database|corrupt|checksum|Could not read enough bytes|has been invalidated|magic bytes/i,
    'is damaged or not a store of opsex',
    'Restore a backup, or name another file with --database',
  ],
];

export function notOpened(path: string, { message }: Error): UserError {
  return new UserError(`${plainText(path)} cannot be opened: ${firstLine(message)}`, 'Name a file that can be written with --database');
}

function firstLine(text: string): string {
  return plainText(text.split('\n')[0] ?? '').slice(0, 200);
}
