import * as z from 'zod';
import { modelTextSchema } from '../../report/web-contract.ts';
import { Refusal } from '../problem.ts';
import { type Route, route } from '../route.ts';
import { securityHeaders } from '../security-headers.ts';

export const operationRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/healthz',
    summary: 'Whether the process runs',
    access: { kind: 'public' },
    answer: z.strictObject({ status: z.literal('ok') }),
    handle: async () => ({ status: 'ok' }),
  }),
  route({
    method: 'GET',
    path: '/readyz',
    summary: 'Whether the server can take requests: the store answers, and it is not about to end',
    access: { kind: 'public' },
    answer: z.strictObject({ status: z.literal('ready') }),
    async handle(_, service) {
      if (!service.ready()) throw new Refusal(503, 'the server is about to end');
      await service.readiness.check();
      return { status: 'ready' };
    },
  }),
  route({
    method: 'GET',
    path: '/metrics',
    summary: 'Rate, errors and duration of each route, and how webhooks fare, for Prometheus',
    access: { kind: 'role', role: 'viewer', over: 'everything' },
    async handle({ reply }, { meters: { registry } }) {
      return reply.type(registry.contentType).send(await registry.metrics());
    },
  }),
  route({
    method: 'GET',
    path: '/api/model',
    summary: 'The model in words',
    access: { kind: 'role', role: 'viewer', over: 'own' },
    answer: modelTextSchema,
    handle: async (_, { modelText }) => modelText,
  }),
  route({
    method: 'GET',
    path: '/api/live',
    summary: 'Server-sent events that name what to ask for again: assessments, statements',
    access: { kind: 'role', role: 'viewer', over: 'own' },
    async handle({ reply, caller }, { live }) {
      if (!live.listen(reply.raw, securityHeaders, `${caller.kind} ${caller.name}`))
        throw new Refusal(503, 'too many listen already', 'Ask again from time to time instead');
      reply.hijack();
      return undefined;
    },
  }),
];
