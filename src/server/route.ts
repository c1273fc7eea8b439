import type { FastifyReply, FastifyRequest } from 'fastify';
import type * as z from 'zod';
import type { Role } from '../model/access.ts';
import type { Caller } from './access/caller.ts';
import type { Service } from './service.ts';
import type { SenderName } from './settings.ts';

/**
 * Who may use a route. `everything` asks for the role in all teams, `own` in any (what is shown is what the caller may see), `workload` in the
 * team of the workload that the address names, and `assessment` in that of the assessment's workload. `signed` routes take messages of a sender.
 */
export type Access =
  | { readonly kind: 'public' }
  | { readonly kind: 'signed'; readonly sender: SenderName }
  | { readonly kind: 'role'; readonly role: Role; readonly over: 'everything' | 'own' | 'workload' | 'assessment' };

export interface Asked<Params, Query, Body> {
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly caller: Caller;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** A route: its schemas check requests, are tested against answers, and are what the OpenAPI document shows. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** As OpenAPI writes it: `/api/workloads/{workload}`. */
  readonly path: string;
  readonly summary: string;
  readonly access: Access;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** Of a success; nothing where the answer is no JSON. */
  readonly answer?: z.ZodType;
  /** Of a 409. */
  readonly conflict?: z.ZodType;
  readonly status?: number;
  handle(asked: Asked<unknown, unknown, unknown>, service: Service): Promise<unknown>;
}

type Read<T> = T extends z.ZodType ? z.infer<T> : undefined;

/** A route whose handler knows the types that its schemas give. */
export function route<
  const P extends z.ZodObject | undefined = undefined,
  const Q extends z.ZodObject | undefined = undefined,
  const B extends z.ZodType | undefined = undefined,
>(
  wishes: Omit<Route, 'params' | 'query' | 'body' | 'handle'> & {
    readonly params?: P;
    readonly query?: Q;
    readonly body?: B;
    handle(asked: Asked<Read<P>, Read<Q>, Read<B>>, service: Service): Promise<unknown>;
  },
): Route {
  return wishes as unknown as Route;
}
