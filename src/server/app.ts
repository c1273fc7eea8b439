import type { IncomingHttpHeaders } from 'node:http';
import rateLimit from '@fastify/rate-limit';
import fastify, {
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify';
import * as z from 'zod';
import { UserError } from '../lib/user-error.ts';
import { type Caller, nobody, owner } from './access/caller.ts';
import { permit } from './access/permit.ts';
import { refuseForeignHosts, refuseOtherSites } from './access/same-site.ts';
import { openApi } from './openapi.ts';
import { servePages } from './pages.ts';
import { Refusal } from './problem.ts';
import type { Route } from './route.ts';
import { routes } from './routes/index.ts';
import { securityHeaders } from './security-headers.ts';
import type { Service } from './service.ts';
import { type Trace, traceOf } from './watch/trace.ts';
import type { TracedRequest } from './watch/tracing.ts';

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller;
    trace: Trace;
    traced: TracedRequest;
  }
  interface FastifyContextConfig {
    /** How the route is called in metrics and logs. */
    route?: string;
  }
}

const kilobyte = 1024;
const longestBody = 256 * kilobyte;
/** GitHub sends up to 25 MB. */
const longestMessage = 25 * 1024 * kilobyte;

interface Wishes {
  readonly service: Service;
  readonly logger: FastifyBaseLogger;
  /** Where the built user interface is. */
  readonly pages?: string;
  /** Also checks what is answered: for tests. */
  readonly checkAnswers?: boolean;
}

/** The server without a socket: everything that is done with a request, from its headers to its log line. */
export async function buildApp({ service, logger, pages, checkAnswers = false }: Wishes): Promise<FastifyInstance> {
  const app = fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: longestBody,
    requestTimeout: 30_000,
    connectionTimeout: 60_000,
    keepAliveTimeout: 30_000,
    http: { headersTimeout: 10_000, connectionsCheckingInterval: 5000 }, // who sends headers bit by bit holds no connection for long
    forceCloseConnections: 'idle',
    exposeHeadRoutes: false,
    trustProxy: service.settings.trustProxy,
    frameworkErrors: (error, request, reply) => void answerProblem(error, request, reply),
  });
  app.decorateRequest('caller', null as unknown as Caller);
  app.decorateRequest('trace', null as unknown as Trace);
  app.decorateRequest('traced', null as unknown as TracedRequest);
  app.removeContentTypeParser('text/plain');
  app.setValidatorCompiler(
    ({ schema }) =>
      value =>
        checked(schema as unknown as z.ZodType, value),
  );
  app.setSerializerCompiler(() => value => JSON.stringify(value));
  app.setErrorHandler((error, request, reply) => answerProblem(error as FastifyError, request, reply));
  app.setNotFoundHandler((request, reply) =>
    answerProblem(new Refusal(404, 'there is nothing at this address', '/api/openapi.json lists what there is'), request, reply),
  );
  app.addHook('onRequest', async (request, reply) => {
    beginTrace(request, reply, service);
    request.caller = nobody;
    reply.headers(securityHeaders).header('x-trace-id', request.trace.trace);
    if (!service.needsLogin) refuseForeignHosts(request.headers);
  });
  app.addHook('onResponse', async (request, reply) => noteRequest(request, reply, service));
  await app.register(rateLimit, {
    max: service.settings.requestsPerMinute,
    timeWindow: 60_000,
    errorResponseBuilder: (_, { ttl }) => new Refusal(429, 'too many requests', `Ask again in ${Math.ceil(ttl / 1000)} s`),
  });
  const document = openApi(routes, service.version);
  app.get('/api/openapi.json', { config: { route: '/api/openapi.json' } }, async () => document);
  for (const each of routes.filter(({ access }) => access.kind !== 'signed')) addRoute(app, each, service, checkAnswers);
  await app.register(async scope => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: longestMessage }, (_, body, done) => done(null, body));
    for (const each of routes.filter(({ access }) => access.kind === 'signed')) addRoute(scope, each, service, checkAnswers);
  });
  if (pages) servePages(app, pages, headers => loginAt(headers, service));
  return app;
}

const noQuery = z.strictObject({});

function addRoute(app: FastifyInstance, route: Route, service: Service, checkAnswers: boolean): void {
  const { method, path, access, params, query, body, status = 200 } = route;
  const isUnlimited = access.kind === 'signed' || path === '/healthz' || path === '/readyz';
  app.route({
    method,
    url: path.replace(/\{(\w+)\}/g, ':$1'),
    schema: {
      ...(params ? { params } : {}),
      querystring: query ?? noQuery,
      ...(body && access.kind !== 'signed' ? { body } : {}),
    },
    config: { route: path, ...(isUnlimited ? { rateLimit: false as const } : {}) },
    // before the body is read: whoever may not use the route sends nothing more
    preParsing: request =>
      request.traced.within(async () => {
        if (access.kind !== 'signed') {
          refuseOtherSites(method, request.headers, service.settings.publicUrl);
          request.caller =
            service.needsLogin || request.headers.authorization ? await service.callers.of(request.headers) : owner(service.ownerName);
        }
        await permit(access, request.caller, request, service);
      }),
    handler: (request, reply) =>
      request.traced.within(async () => {
        if (path.startsWith('/api/')) {
          reply.header('cache-control', 'no-store');
          await service.overview.look();
        }
        reply.code(status);
        const asked = { params: request.params, query: request.query, body: request.body, caller: request.caller, request, reply };
        const answer = await route.handle(asked, service);
        if (checkAnswers && route.answer && !reply.sent) route.answer.parse(answer);
        return reply.sent ? reply : answer;
      }),
  });
}

/** Where a browser without a login is sent to, when there is such a place. */
async function loginAt(headers: IncomingHttpHeaders, service: Service): Promise<string | undefined> {
  if (!service.needsLogin || !service.oidc) return undefined;
  const caller = await service.callers.of(headers).catch(() => nobody);
  return caller.kind === 'nobody' ? '/login' : undefined;
}

class Invalid extends Error {
  readonly statusCode = 400;

  constructor(readonly issues: readonly { readonly place: string; readonly says: string }[]) {
    super('the request is not as the OpenAPI document says');
  }
}

function checked(schema: z.ZodType, value: unknown): { readonly value: unknown } | { readonly error: Error } {
  const { success, data, error } = schema.safeParse(value);
  if (success) return { value: data };
  return { error: new Invalid(error.issues.slice(0, 20).map(({ path, message }) => ({ place: path.join('.'), says: message }))) };
}

function answerProblem(error: FastifyError | Refusal | Invalid | UserError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const trace = request.trace?.trace ?? traceOf(undefined).trace;
  const { status, title, detail, ...more } = problemOf(error);
  if (status >= 500) request.log.error({ trace_id: trace, err: error }, 'request failed');
  if (status === 503) reply.header('retry-after', '5');
  if (status === 401) reply.header('www-authenticate', 'Bearer');
  return reply
    .code(status)
    .headers(securityHeaders)
    .header('cache-control', 'no-store')
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify({ title, status, ...(detail ? { detail } : {}), ...more, trace }));
}

interface Problem {
  readonly status: number;
  readonly title: string;
  readonly detail?: string;
}

/** What is our own fault is told to the log alone. */
function problemOf(error: FastifyError | Refusal | Invalid | UserError): Problem & Readonly<Record<string, unknown>> {
  if (error instanceof Refusal)
    return { ...error.more, status: error.status, title: error.title, ...(error.detail ? { detail: error.detail } : {}) };
  if (error instanceof Invalid) return { status: 400, title: error.message, detail: '/api/openapi.json', problems: error.issues };
  if (error instanceof UserError)
    return { status: 503, title: 'the store does not answer as it should', detail: 'The log of the server says more' };
  const { statusCode = 500, message } = error;
  return statusCode >= 400 && statusCode < 500
    ? { status: statusCode, title: message }
    : {
        status: 500,
        title: 'this is a bug in opsex, or something outside of it is broken',
        detail: 'The log of the server says more, under this trace',
      };
}

function beginTrace(request: FastifyRequest, reply: FastifyReply, { tracing }: Service): void {
  const { method, url, headers, protocol: scheme, routeOptions } = request;
  request.traced = tracing.begin({ method, url, headers, scheme, route: routeOptions.config?.route?.replace(/^page /, '') });
  request.trace = request.traced.trace;
  reply.raw.once('close', () => request.traced.end(reply.raw.statusCode)); // also when the caller has gone
}

function noteRequest(request: FastifyRequest, reply: FastifyReply, { meters }: Service): void {
  const route = request.routeOptions.config?.route ?? 'none';
  const seconds = reply.elapsedTime / 1000;
  meters.requests.observe({ method: request.method, route, status: String(reply.statusCode) }, seconds);
  const { trace, span, parent } = request.trace;
  request.log.info(
    {
      trace_id: trace,
      span_id: span,
      ...(parent ? { parent_span_id: parent } : {}),
      method: request.method,
      route,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime * 10) / 10,
      caller: request.caller.name,
    },
    'request',
  );
}
