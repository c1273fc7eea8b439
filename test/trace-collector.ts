import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the tests look at of a span. https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding */
export interface ToldSpan {
  readonly name: string;
  readonly kind: number;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly links: readonly { readonly traceId: string; readonly spanId: string }[];
  readonly facts: Readonly<Record<string, unknown>>;
  readonly failed: boolean;
  /** Of what told it. */
  readonly resource: Readonly<Record<string, unknown>>;
}

export interface TraceCollector {
  readonly url: string;
  readonly spans: readonly ToldSpan[];
  end(): Promise<void>;
}

interface Attribute {
  readonly key: string;
  readonly value: Readonly<Record<string, unknown>>;
}
type Span = Omit<ToldSpan, 'facts' | 'links' | 'failed' | 'resource'> & {
  readonly attributes: readonly Attribute[];
  readonly links?: ToldSpan['links'];
  readonly status?: { readonly code?: number };
};
interface Message {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly Attribute[] };
    readonly scopeSpans: readonly { readonly spans: readonly Span[] }[];
  }[];
}

/** Takes spans by OTLP over HTTP, as a collector does; one that is deaf takes connections and never answers. */
export async function traceCollector({ isDeaf = false } = {}): Promise<TraceCollector> {
  const spans: ToldSpan[] = [];
  const server = createServer(async (request, response) => {
    if (isDeaf) return;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    if (request.url === '/v1/traces') spans.push(...spansOf(JSON.parse(Buffer.concat(chunks).toString('utf8')) as Message));
    response.setHeader('content-type', 'application/json').end('{}');
  }).listen(0, '127.0.0.1');
  await new Promise(resolve => server.once('listening', resolve));
  const end = () =>
    new Promise<void>(resolve => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, spans, end };
}

function spansOf({ resourceSpans }: Message): readonly ToldSpan[] {
  return resourceSpans.flatMap(({ resource, scopeSpans }) =>
    scopeSpans.flatMap(({ spans }) =>
      spans.map(({ attributes, links = [], status, ...span }) => ({
        ...span,
        links,
        facts: factsOf(attributes),
        failed: status?.code === 2,
        resource: factsOf(resource.attributes),
      })),
    ),
  );
}

function factsOf(attributes: readonly Attribute[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));
}
