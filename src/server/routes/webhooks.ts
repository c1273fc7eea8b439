import * as z from 'zod';
import { type Route, route } from '../route.ts';
import { senderNames } from '../settings.ts';

export const webhookRoutes: readonly Route[] = senderNames.map(sender =>
  route({
    method: 'POST',
    path: `/webhooks/${sender}`,
    summary: `Messages of ${sender}: an answer of 202 means that the message is stored`,
    access: { kind: 'signed', sender },
    status: 202,
    body: z.unknown().describe('as the sender writes it'),
    answer: z.strictObject({ result: z.enum(['accepted', 'known']).describe('known: it came before, and is stored') }),
    async handle({ body, request }, { webhooks }) {
      return { result: await webhooks.receive(sender, request.headers, Buffer.isBuffer(body) ? body : Buffer.alloc(0)) };
    },
  }),
);
