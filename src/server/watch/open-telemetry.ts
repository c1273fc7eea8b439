import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import {
  type Context,
  createTraceState,
  DiagLogLevel,
  diag,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { defaultResource, detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources';
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base';
import {
  ATTR_DB_SYSTEM_NAME,
  ATTR_ERROR_TYPE,
  ATTR_HTTP_REQUEST_METHOD,
  ATTR_HTTP_RESPONSE_STATUS_CODE,
  ATTR_HTTP_ROUTE,
  ATTR_SERVICE_NAME,
  ATTR_SERVICE_VERSION,
  ATTR_URL_PATH,
  ATTR_URL_SCHEME,
} from '@opentelemetry/semantic-conventions';
import type { Database } from '../../store/database.ts';
import { ReportingExporter } from './reporting-exporter.ts';
import { callersTrace } from './trace.ts';
import { tracedDatabase } from './traced-database.ts';
import type { BegunRequest, Origin, TracedRequest, TraceFacts, Tracing } from './tracing.ts';

interface Wishes {
  readonly version: string;
  /** Told when traces cannot be sent, and when they can again. */
  readonly log: (level: 'info' | 'warn', message: string) => void;
}

/** Sending the last spans may take so long, out of the time that a server has to end. */
const patience = 5000;
const longestPath = 300;
/** https://opentelemetry.io/docs/specs/semconv/http/http-spans/ */
const methods = new Set(['GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS', 'PATCH', 'TRACE', 'CONNECT', 'QUERY']);

/** Spans by OTLP over HTTP, as the variables `OTEL_…` say. They are sent in batches; those that find no room are dropped, and nobody waits. */
export class OpenTelemetry implements Tracing {
  readonly #provider: BasicTracerProvider;
  readonly #tracer: Tracer;
  readonly #current = new AsyncLocalStorage<Context>();

  constructor({ version, log }: Wishes) {
    const say = (message: string) => log('warn', `traces: ${message}`);
    diag.setLogger(
      { error: say, warn: say, info() {}, debug() {}, verbose() {} },
      { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true },
    );
    const resource = defaultResource()
      .merge(resourceFromAttributes({ [ATTR_SERVICE_NAME]: 'opsex', [ATTR_SERVICE_VERSION]: version, 'service.instance.id': randomUUID() }))
      .merge(detectResources({ detectors: [envDetector] }));
    const exporter = new ReportingExporter(new OTLPTraceExporter(), log);
    this.#provider = new BasicTracerProvider({ resource, spanProcessors: [new BatchSpanProcessor(exporter)] });
    this.#tracer = this.#provider.getTracer('opsex', version);
  }

  begin({ method, url, route, scheme, headers }: BegunRequest): TracedRequest {
    const verb = methods.has(method) ? method : '_OTHER';
    const callers = callersTrace(headers.traceparent);
    const attributes = {
      [ATTR_HTTP_REQUEST_METHOD]: verb,
      [ATTR_URL_SCHEME]: scheme,
      [ATTR_URL_PATH]: (url.split('?', 1)[0] ?? '').slice(0, longestPath),
      ...(route ? { [ATTR_HTTP_ROUTE]: route } : {}),
    };
    const name = `${verb === '_OTHER' ? 'HTTP' : verb}${route ? ` ${route}` : ''}`;
    const span = this.#tracer.startSpan(name, { kind: SpanKind.SERVER, attributes }, callersContext(headers));
    const { traceId, spanId } = span.spanContext();
    const context = trace.setSpan(ROOT_CONTEXT, span);
    return {
      trace: { trace: traceId, span: spanId, ...(callers ? { parent: callers.span } : {}) },
      within: work => this.#current.run(context, work),
      end: status => endRequest(span, status),
    };
  }

  async part<T>(name: string, facts: TraceFacts, work: () => Promise<T>): Promise<T> {
    const context = this.#current.getStore();
    if (!context) return work();
    const kind = ATTR_DB_SYSTEM_NAME in facts ? SpanKind.CLIENT : SpanKind.INTERNAL;
    const span = this.#tracer.startSpan(name, { kind, attributes: { ...facts } }, context);
    return this.#through(span, work);
  }

  async together<T>(name: string, facts: TraceFacts, origins: readonly Origin[], work: () => Promise<T>): Promise<T> {
    const links = origins.map(context => ({ context }));
    return this.#through(this.#tracer.startSpan(name, { kind: SpanKind.INTERNAL, attributes: { ...facts }, links }, ROOT_CONTEXT), work);
  }

  origin(): Origin | undefined {
    const context = this.#current.getStore();
    return context && trace.getSpanContext(context);
  }

  database(database: Database): Database {
    return tracedDatabase(database, (name, facts, work) => this.part(name, facts, work));
  }

  async end(): Promise<void> {
    const late = new Promise(resolve => setTimeout(resolve, patience).unref());
    await Promise.race([this.#provider.shutdown().catch(() => {}), late]);
  }

  async #through<T>(span: Span, work: () => Promise<T>): Promise<T> {
    try {
      return await this.#current.run(trace.setSpan(ROOT_CONTEXT, span), work);
    } catch (error) {
      const type = error instanceof Error ? error.constructor.name : 'unknown'; // messages may hold values
      span.setAttribute(ATTR_ERROR_TYPE, type).setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      span.end();
    }
  }
}

function endRequest(span: Span, status: number): void {
  span.setAttribute(ATTR_HTTP_RESPONSE_STATUS_CODE, status);
  if (status >= 500) span.setAttribute(ATTR_ERROR_TYPE, String(status)).setStatus({ code: SpanStatusCode.ERROR });
  span.end();
}

function callersContext({ traceparent, tracestate }: BegunRequest['headers']): Context {
  const callers = callersTrace(traceparent);
  if (!callers) return ROOT_CONTEXT;
  return trace.setSpanContext(ROOT_CONTEXT, {
    traceId: callers.trace,
    spanId: callers.span,
    traceFlags: callers.flags & 1,
    isRemote: true,
    ...(typeof tracestate === 'string' ? { traceState: createTraceState(tracestate) } : {}),
  });
}
