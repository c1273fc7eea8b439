import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Grant, Role } from '../../model/access.ts';
import type { Database } from '../database.ts';
import { note } from './audit.ts';

/** A token as it is kept: its secret part only as a digest. */
export interface AccessToken extends Grant {
  readonly id: string;
  readonly name: string;
  readonly createdBy: string;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly revokedAt: string | null;
}

export interface NewToken extends Grant {
  readonly name: string;
  readonly createdBy: string;
  readonly now: Date;
  readonly days: number;
}

const columns = 'id, name, role, team, created_by, created_at, expires_at, revoked_at';

/** Makes a token and returns its text, which is kept nowhere: `opsex_<id>_<secret>`. */
export async function createToken(database: Database, wish: NewToken): Promise<{ readonly token: AccessToken; readonly text: string }> {
  const id = randomBytes(6).toString('hex');
  const secret = randomBytes(32).toString('base64url');
  const createdAt = wish.now.toISOString();
  const token: AccessToken = {
    id,
    name: wish.name,
    role: wish.role,
    team: wish.team,
    createdBy: wish.createdBy,
    createdAt,
    expiresAt: new Date(wish.now.getTime() + wish.days * 86_400_000).toISOString(),
    revokedAt: null,
  };
  await database.transaction(async () => {
    await database.run(
      `insert into access_token (id, name, digest, role, team, created_by, created_at, expires_at) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [id, token.name, digestOf(secret), token.role, token.team, token.createdBy, createdAt, token.expiresAt],
    );
    const details = JSON.stringify({ name: token.name, role: token.role, team: token.team, expiresAt: token.expiresAt });
    await note(database, { at: createdAt, actor: wish.createdBy, action: 'token created', subject: id, details });
  });
  return { token, text: `opsex_${id}_${secret}` };
}

export async function tokens(database: Database): Promise<readonly AccessToken[]> {
  const rows = await database.query<Record<string, string | null>>(`select ${columns} from access_token order by created_at, id`);
  return rows.map(toToken);
}

/** Ends a token. Tells whether there was one that still held. */
export async function revokeToken(database: Database, id: string, actor: string, now: Date): Promise<boolean> {
  const at = now.toISOString();
  return database.transaction(async () => {
    const revoked = await database.run('update access_token set revoked_at = $2 where id = $1 and revoked_at is null', [id, at]);
    if (revoked > 0) await note(database, { at, actor, action: 'token revoked', subject: id, details: null });
    return revoked > 0;
  });
}

/** The token that a text is, while it holds. */
export async function tokenOf(database: Database, text: string, now: Date): Promise<AccessToken | undefined> {
  const [, id, secret] = /^opsex_([0-9a-f]{12})_([\w-]{43})$/.exec(text) ?? [];
  if (id === undefined || secret === undefined) return undefined;
  const [row] = await database.query<Record<string, string | null>>(`select ${columns}, digest from access_token where id = $1`, [id]);
  if (!row || !equal(String(row.digest), digestOf(secret))) return undefined;
  const token = toToken(row);
  return token.revokedAt === null && token.expiresAt > now.toISOString() ? token : undefined;
}

/** The secret is 256 random bits: nobody guesses it, so that a fast digest is enough. */
export function digestOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

function equal(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
}

function toToken(row: Readonly<Record<string, string | null>>): AccessToken {
  return {
    id: String(row.id),
    name: String(row.name),
    role: row.role as Role,
    team: String(row.team),
    createdBy: String(row.created_by),
    createdAt: String(row.created_at),
    expiresAt: String(row.expires_at),
    revokedAt: row.revoked_at ?? null,
  };
}
