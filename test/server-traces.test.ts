import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { serverSettings } from '../src/server/settings.ts';
import { callersTrace } from '../src/server/watch/trace.ts';
import { statementFacts } from '../src/server/watch/traced-database.ts';
import { engines } from '../src/store/testing.ts';
import { type ServerProcess, serverProcess } from './server-process.ts';
import { newFile, secret } from './serving.ts';
import { type ToldSpan, traceCollector } from './trace-collector.ts';
import { deploymentMessage } from './webhook-load.ts';

const callers = { trace: 'ab'.repeat(16), span: 'cd'.repeat(8) };
const [server, client, internal] = [2, 3, 1];
const quick = { OPSEX_CDEVENTS_TOKEN: secret, OTEL_BSP_SCHEDULE_DELAY: '50' };

describe.each(engines)('%s', (engine, newAddress) => {
  test('spans of requests, statements and messages arrive, and belong together', async () => {
    const collector = await traceCollector();
    const running = await serverProcess(await newAddress(), {
      ...quick,
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_SERVICE_NAME: 'opsex-shop',
      OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment.name=production',
    });
    try {
      const { headers } = await ask(running, '/api/workloads/no-such-thing?x=secret', `00-${callers.trace}-${callers.span}-01`);
      expect(headers.get('x-trace-id')).toBe(callers.trace);
      await ask(running, '/api/tokens', 'nonsense');
      const sent = await sendMessage(running, 'm-1');
      expect(sent.status).toBe(202);
      const spans = await until(collector.spans, all => all.some(({ name }) => name === 'tell messages as events') && all.length > 8);

      const asked = spans.find(({ traceId, kind }) => traceId === callers.trace && kind === server);
      expect(asked).toMatchObject({
        name: 'GET /api/workloads/{workload}',
        parentSpanId: callers.span,
        facts: {
          'http.request.method': 'GET',
          'http.route': '/api/workloads/{workload}',
          'http.response.status_code': 400,
          'url.path': '/api/workloads/no-such-thing',
          'url.scheme': 'http',
        },
        failed: false,
        resource: { 'service.name': 'opsex-shop', 'service.version': '0.1.0', 'deployment.environment.name': 'production' },
      });
      const parts = spans.filter(({ kind }) => kind === client);
      expect(parts.map(({ facts }) => facts['db.system.name'])).toContain(engine);
      expect(parts.find(({ name }) => name === 'SELECT access_token')).toMatchObject({
        parentSpanId: spans.find(({ name }) => name === 'GET /api/tokens')?.spanId,
        facts: { 'db.operation.name': 'SELECT', 'db.collection.name': 'access_token' },
      });
      expect(JSON.stringify(spans)).not.toContain('secret');
      expect(JSON.stringify(spans)).not.toMatch(/\$1|where /);

      const message = spans.find(({ name }) => name === 'POST /webhooks/cdevents');
      const told = spans.find(({ name }) => name === 'tell messages as events');
      const accepted = spans.find(({ name }) => name === 'accept message');
      expect(accepted).toMatchObject({ traceId: message?.traceId, parentSpanId: message?.spanId });
      expect(told).toMatchObject({ kind: internal, links: [{ traceId: message?.traceId }], facts: { 'opsex.webhook.messages': 1 } });
      expect(told?.traceId).not.toBe(message?.traceId);
      expect(spans.some(({ parentSpanId, name }) => parentSpanId === told?.spanId && name === 'TRANSACTION')).toBe(true);
    } finally {
      running.child.kill('SIGTERM');
      expect(await running.gone).toBe(0);
      await collector.end();
    }
    const requests = linesOf(running).filter(({ msg }) => msg === 'request');
    const named = collector.spans.filter(({ kind }) => kind === server).map(({ traceId, spanId }) => `${traceId} ${spanId}`);
    expect(requests.map(({ trace_id, span_id }) => `${trace_id} ${span_id}`).sort()).toEqual(named.sort());
  });
});

test('what was not sent yet is sent before the server ends', async () => {
  const collector = await traceCollector();
  const running = await serverProcess(newFile(), {
    OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${collector.url}/v1/traces`,
    OTEL_BSP_SCHEDULE_DELAY: '600000',
  });
  await ask(running, '/healthz');
  expect(collector.spans).toEqual([]);
  running.child.kill('SIGTERM');
  expect(await running.gone).toBe(0);
  expect(collector.spans.map(({ name }) => name)).toEqual(['GET /healthz']);
  await collector.end();
});

test.each([
  ['that is down', async () => ({ url: 'http://127.0.0.1:9', end: async () => {} })],
  ['that never answers', () => traceCollector({ isDeaf: true })],
])('a collector %s fails and slows nothing', async (_, start) => {
  const collector = await start();
  const environment = {
    ...quick,
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    OTEL_BSP_MAX_QUEUE_SIZE: '300',
    OTEL_BSP_MAX_EXPORT_BATCH_SIZE: '100',
    OTEL_EXPORTER_OTLP_TIMEOUT: '60000',
  };
  const running = await serverProcess(newFile(), environment);
  const times: number[] = [];
  for (let count = 0; count < 400; count++) {
    const begun = performance.now();
    expect((await ask(running, '/healthz')).status).toBe(200);
    times.push(performance.now() - begun);
  }
  expect((await sendMessage(running, 'm-1')).status).toBe(202);
  times.sort((a, b) => a - b);
  expect(times[200]).toBeLessThan(50);
  const begun = performance.now();
  running.child.kill('SIGTERM');
  expect(await running.gone).toBe(0);
  expect(performance.now() - begun).toBeLessThan(15_000);
  expect(linesOf(running).filter(({ msg }) => String(msg).startsWith('traces cannot be sent')).length).toBeLessThanOrEqual(1);
  await collector.end();
});

test('the sampler decides for traces that begin here, and callers for theirs', async () => {
  const collector = await traceCollector();
  const running = await serverProcess(newFile(), {
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    OTEL_TRACES_SAMPLER: 'parentbased_traceidratio',
    OTEL_TRACES_SAMPLER_ARG: '0',
  });
  const { headers } = await ask(running, '/healthz');
  expect(headers.get('x-trace-id')).toMatch(/^[0-9a-f]{32}$/);
  await ask(running, '/readyz', `00-${callers.trace}-${callers.span}-01`);
  await ask(running, '/healthz', `00-${callers.trace}-${callers.span}-00`);
  running.child.kill('SIGTERM');
  expect(await running.gone).toBe(0);
  expect(collector.spans.filter(({ kind }) => kind === server).map(({ name }) => name)).toEqual(['GET /readyz']);
  await collector.end();
});

test('traces are told when a collector is named, and settings that do not hold are refused', () => {
  const tells = (environment: Record<string, string>) => serverSettings(environment).tellsTraces;
  const endpoint = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://localhost:4318' };
  expect(tells({})).toBe(false);
  expect(tells(endpoint)).toBe(true);
  expect(tells({ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'https://traces.example.org/v1/traces' })).toBe(true);
  expect(tells({ ...endpoint, OTEL_SDK_DISABLED: 'true' })).toBe(false);
  expect(tells({ ...endpoint, OTEL_TRACES_EXPORTER: 'none' })).toBe(false);
  expect(() => tells({ OTEL_EXPORTER_OTLP_ENDPOINT: 'localhost:4318' })).toThrow('OTEL_EXPORTER_OTLP_ENDPOINT is no address');
  expect(() => tells({ ...endpoint, OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' })).toThrow('http/json');
});

test.each([
  [`00-${callers.trace}-${callers.span}-01`, { ...callers, flags: 1 }],
  [`00-${callers.trace}-${callers.span}-00`, { ...callers, flags: 0 }],
  [`cc-${callers.trace}-${callers.span}-01-what-comes-later`, { ...callers, flags: 1 }],
  [`00-${callers.trace}-${callers.span}-01-more`, undefined],
  [`ff-${callers.trace}-${callers.span}-01`, undefined],
  [`00-${'0'.repeat(32)}-${callers.span}-01`, undefined],
  [`00-${callers.trace}-${'0'.repeat(16)}-01`, undefined],
  [`00-${callers.trace.toUpperCase()}-${callers.span}-01`, undefined],
  ['', undefined],
  [undefined, undefined],
])('the header traceparent: %s', (said, expected) => {
  expect(callersTrace(said)).toEqual(expected);
});

test.each([
  ['select a from assessment where id = $1', 'SELECT assessment'],
  ["\n  insert into audit_entry (id) values ('x')", 'INSERT audit_entry'],
  ['update access_token set revoked_at = $2', 'UPDATE access_token'],
  ['select 1 as one', 'SELECT'],
  ['transaction', 'TRANSACTION'],
])('what traces know of the statement %s', (sql, name) => {
  expect(statementFacts(sql, 'duckdb').name).toBe(name);
});

function linesOf({ log }: ServerProcess): readonly Readonly<Record<string, unknown>>[] {
  const lines = readFileSync(log, 'utf8').split('\n').filter(Boolean);
  return lines.map(line => JSON.parse(line) as Record<string, unknown>);
}

function ask({ url }: ServerProcess, path: string, traceparent?: string): Promise<Response> {
  return fetch(url + path, { headers: traceparent ? { traceparent } : {} });
}

function sendMessage({ url }: ServerProcess, id: string): Promise<Response> {
  const body = deploymentMessage(id, new Date(Date.UTC(2026, 0, 5)));
  return fetch(`${url}/webhooks/cdevents`, { method: 'POST', body, headers: { authorization: `Bearer ${secret}` } });
}

async function until(spans: readonly ToldSpan[], isEnough: (spans: readonly ToldSpan[]) => boolean): Promise<readonly ToldSpan[]> {
  for (let waited = 0; !isEnough(spans); waited += 50) {
    if (waited > 15_000) throw new Error(`only ${spans.map(({ name }) => name).join(', ')} arrived`);
    await new Promise(resolve => setTimeout(resolve, 50));
  }
  return spans;
}
