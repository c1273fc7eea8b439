import * as z from 'zod';
import { allTeams, roles } from '../../model/access.ts';
import { sessionSchema } from '../../report/web-contract.ts';
import { auditEntries } from '../../store/server/audit.ts';
import { createToken, revokeToken, tokens } from '../../store/server/tokens.ts';
import { Refusal } from '../problem.ts';
import { type Route, route } from '../route.ts';
import { name } from './shapes.ts';

const token = z.strictObject({
  id: z.string(),
  name: z.string(),
  role: z.enum(roles),
  team: z.string().describe('`*`: all teams'),
  createdBy: z.string(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  revokedAt: z.iso.datetime().nullable(),
});

const admin = { kind: 'role', role: 'admin', over: 'everything' } as const;

export const accessRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/session',
    summary: 'Who the caller is, and what they may do',
    access: { kind: 'role', role: 'viewer', over: 'own' },
    answer: sessionSchema,
    handle: async ({ caller: { name: person, kind, grants } }) => ({ name: person, kind, grants }),
  }),
  route({
    method: 'GET',
    path: '/api/tokens',
    summary: 'All tokens, without their secrets',
    access: admin,
    answer: z.strictObject({ tokens: z.array(token) }),
    handle: async (_, { reading }) => ({ tokens: await reading.run(tokens) }),
  }),
  route({
    method: 'POST',
    path: '/api/tokens',
    summary: 'Make a token; its text is answered once and kept nowhere',
    access: admin,
    status: 201,
    body: z.strictObject({
      name,
      role: z.enum(roles),
      team: name.default(allTeams),
      days: z.number().int().min(1).max(366).default(90),
    }),
    answer: z.strictObject({ token, text: z.string() }),
    async handle({ body, caller }, { writing, now }) {
      return writing.run(database => createToken(database, { ...body, createdBy: caller.name, now: now() }));
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/tokens/{id}',
    summary: 'Revoke a token',
    access: admin,
    params: z.strictObject({ id: z.string().regex(/^[0-9a-f]{12}$/, 'is no id of a token') }),
    answer: z.strictObject({ revoked: z.literal(true) }),
    async handle({ params: { id }, caller }, { writing, callers, now }) {
      const revoked = await writing.run(database => revokeToken(database, id, caller.name, now()));
      callers.forget();
      if (!revoked) throw new Refusal(404, `no token ${id} holds`, '/api/tokens lists all of them');
      return { revoked };
    },
  }),
  route({
    method: 'GET',
    path: '/api/audit',
    summary: 'Who changed what, the newest first',
    access: admin,
    query: z.strictObject({ before: z.iso.datetime().optional(), most: z.coerce.number().int().min(1).max(1000).default(200) }),
    answer: z.strictObject({
      entries: z.array(
        z.strictObject({
          at: z.iso.datetime(),
          actor: z.string(),
          action: z.string(),
          subject: z.string(),
          details: z.string().nullable(),
        }),
      ),
    }),
    async handle({ query: { before, most } }, { reading, now }) {
      const until = before ?? new Date(now().getTime() + 60_000).toISOString();
      return { entries: await reading.run(database => auditEntries(database, until, most)) };
    },
  }),
];
