import type { IncomingHttpHeaders } from 'node:http';
import { allTeams, type Grant } from '../../model/access.ts';
import type { Database } from '../../store/database.ts';
import { loginOf } from '../../store/server/logins.ts';
import { tokenOf } from '../../store/server/tokens.ts';
import { Refusal } from '../problem.ts';

/** Who asks. The `owner` is whoever sits at the machine, where no login is needed. */
export interface Caller {
  readonly kind: 'owner' | 'token' | 'person' | 'nobody';
  readonly name: string;
  readonly grants: readonly Grant[];
}

export const nobody: Caller = { kind: 'nobody', name: 'nobody', grants: [] };
export const owner = (name: string): Caller => ({ kind: 'owner', name, grants: [{ role: 'admin', team: allTeams }] });

const rememberedFor = 10_000;
const mostRemembered = 1000;

/** Finds out who asks, by token or cookie. What was found is remembered for ten seconds: so long does a revoked token still work. */
export class Callers {
  readonly #known = new Map<string, { readonly caller: Caller; readonly until: number }>();

  constructor(
    readonly ask: <T>(work: (database: Database) => Promise<T>) => Promise<T>,
    readonly cookieName: string,
    readonly now: () => Date,
  ) {}

  async of(headers: IncomingHttpHeaders): Promise<Caller> {
    const { authorization } = headers;
    if (authorization !== undefined) {
      const [, text] = /^Bearer +(\S+)$/i.exec(authorization) ?? [];
      const caller = text && text.length < 200 ? await this.#remembered(`token ${text}`, () => this.#ofToken(text)) : nobody;
      if (caller.kind === 'nobody')
        throw new Refusal(401, 'the token is not known, has ended or was revoked', 'Ask an admin for a new one');
      return caller;
    }
    const secret = this.cookie(headers);
    return secret ? this.#remembered(`login ${secret}`, () => this.#ofLogin(secret)) : nobody;
  }

  cookie(headers: IncomingHttpHeaders): string | undefined {
    return cookieOf(headers.cookie, this.cookieName);
  }

  /** Nobody is remembered any more: what a caller may do has changed. */
  forget(): void {
    this.#known.clear();
  }

  async #remembered(key: string, find: () => Promise<Caller>): Promise<Caller> {
    const now = this.now().getTime();
    const known = this.#known.get(key);
    if (known && known.until > now) return known.caller;
    const caller = await find();
    if (caller.kind === 'nobody') return caller;
    if (this.#known.size >= mostRemembered) this.#known.clear();
    this.#known.set(key, { caller, until: now + rememberedFor });
    return caller;
  }

  async #ofToken(text: string): Promise<Caller> {
    const token = await this.ask(database => tokenOf(database, text, this.now()));
    return token ? { kind: 'token', name: `token ${token.name}`, grants: [{ role: token.role, team: token.team }] } : nobody;
  }

  async #ofLogin(secret: string): Promise<Caller> {
    const login = await this.ask(database => loginOf(database, secret, this.now()));
    return login ? { kind: 'person', name: login.person, grants: login.grants } : nobody;
  }
}

export function cookieOf(header: string | undefined, name: string): string | undefined {
  const found = (header ?? '')
    .split(';')
    .map(each => each.trim())
    .find(each => each.startsWith(`${name}=`));
  return found?.slice(name.length + 1) || undefined;
}
