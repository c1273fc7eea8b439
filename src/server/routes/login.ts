import * as z from 'zod';
import { createLogin, endLogin } from '../../store/server/logins.ts';
import { cookieOf } from '../access/caller.ts';
import { Refusal } from '../problem.ts';
import { type Route, route } from '../route.ts';
import type { Service } from '../service.ts';

const begunCookie = 'opsex-login';
const loginHours = 12;

export const loginRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/login',
    summary: 'Begin a login: the browser is sent to the identity provider',
    access: { kind: 'public' },
    async handle({ reply }, service) {
      const { address, begun } = await providerOf(service).begin();
      const value = Buffer.from(JSON.stringify(begun)).toString('base64url');
      reply.header('set-cookie', cookie(begunCookie, value, 600, service));
      return reply.redirect(address.href, 302);
    },
  }),
  route({
    method: 'GET',
    path: '/login/callback',
    summary: 'Where the identity provider sends the browser back to',
    access: { kind: 'public' },
    query: z.looseObject({}),
    async handle({ request, reply }, service) {
      const provider = providerOf(service);
      const begun = begunOf(cookieOf(request.headers.cookie, begunCookie));
      const query = request.url.includes('?') ? request.url.slice(request.url.indexOf('?')) : '';
      const { person, grants } = await provider.finish(query, begun);
      const now = service.now();
      const expiresAt = new Date(now.getTime() + loginHours * 3_600_000).toISOString();
      const secret = await service.writing.run(database => createLogin(database, { person, grants, expiresAt }, now));
      const cookies = [cookie(service.callers.cookieName, secret, loginHours * 3600, service), cookie(begunCookie, '', 0, service)];
      reply.header('set-cookie', cookies);
      return reply.redirect('/', 303);
    },
  }),
  route({
    method: 'POST',
    path: '/logout',
    summary: 'End the login of this browser, or all logins of the person',
    access: { kind: 'role', role: 'viewer', over: 'own' },
    query: z.strictObject({ everywhere: z.enum(['true', 'false']).default('false') }),
    answer: z.strictObject({ ended: z.literal(true) }),
    async handle({ query, request, reply }, service) {
      const secret = service.callers.cookie(request.headers);
      if (secret) await service.writing.run(database => endLogin(database, secret, query.everywhere === 'true', service.now()));
      service.callers.forget();
      reply.header('set-cookie', cookie(service.callers.cookieName, '', 0, service));
      return { ended: true };
    },
  }),
];

function providerOf({ oidc }: Service) {
  if (!oidc) throw new Refusal(404, 'no identity provider is set up here', 'Set OPSEX_OIDC_ISSUER, or use a token');
  return oidc;
}

const begunShape = z.strictObject({ state: z.string(), nonce: z.string(), verifier: z.string() });

function begunOf(value: string | undefined) {
  try {
    return begunShape.parse(JSON.parse(Buffer.from(value ?? '', 'base64url').toString('utf8')));
  } catch {
    throw new Refusal(400, 'this login was not begun in this browser, or more than ten minutes ago', 'Begin again: /login');
  }
}

function cookie(name: string, value: string, seconds: number, { settings }: Service): string {
  const secure = settings.publicUrl?.protocol === 'https:' ? '; Secure' : '';
  return `${name}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${seconds}${secure}`;
}
