import { randomBytes } from 'node:crypto';
import type { Grant } from '../../model/access.ts';
import type { Database } from '../database.ts';
import { note } from './audit.ts';
import { digestOf } from './tokens.ts';

/** Somebody who has logged in. */
export interface Login {
  readonly person: string;
  readonly grants: readonly Grant[];
  readonly expiresAt: string;
}

/** Remembers a login and returns the secret of its cookie. Logins that have ended are forgotten. */
export async function createLogin(database: Database, { person, grants, expiresAt }: Login, now: Date): Promise<string> {
  const secret = randomBytes(32).toString('base64url');
  const at = now.toISOString();
  await database.transaction(async () => {
    await database.run('delete from login where expires_at < cast($1 as timestamptz)', [at]);
    await database.run('insert into login (digest, person, grants, created_at, expires_at) values ($1, $2, $3, $4, $5)', [
      digestOf(secret),
      person,
      JSON.stringify(grants),
      at,
      expiresAt,
    ]);
    await note(database, { at, actor: person, action: 'login', subject: person, details: JSON.stringify(grants) });
  });
  return secret;
}

export async function loginOf(database: Database, secret: string, now: Date): Promise<Login | undefined> {
  const [row] = await database.query<{ person: string; grants: string; expires_at: string }>(
    'select person, grants, expires_at from login where digest = $1',
    [digestOf(secret)],
  );
  if (!row || row.expires_at <= now.toISOString()) return undefined;
  return { person: row.person, grants: JSON.parse(row.grants) as readonly Grant[], expiresAt: row.expires_at };
}

/** Ends one login, or all that its person has. */
export async function endLogin(database: Database, secret: string, everywhere: boolean, now: Date): Promise<void> {
  const at = now.toISOString();
  const digest = digestOf(secret);
  await database.transaction(async () => {
    const [login] = await database.query<{ person: string }>('select person from login where digest = $1', [digest]);
    if (!login) return;
    const { person } = login;
    if (everywhere) await database.run('delete from login where person = $1', [person]);
    else await database.run('delete from login where digest = $1', [digest]);
    await note(database, { at, actor: person, action: 'logout', subject: person, details: everywhere ? 'everywhere' : null });
  });
}
