import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RunningServer } from '../src/server/start.ts';
import { serving } from './serving.ts';

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query';
  readonly required: boolean;
  readonly schema: Schema;
}
interface Schema {
  readonly [key: string]: unknown;
}
interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, { readonly schema: Schema }>> }>>;
}
interface Document {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

/** Values that lead to something; what the schemas allow besides them leads to 404. */
const known: Readonly<Record<string, readonly string[]>> = {
  workload: ['service-0000', 'service-0002'],
  service: ['service-0000'],
  key: ['000000000000'],
  criterion: ['pm-blameless', 'criterion-7'],
  zone: ['UTC', 'Europe/Berlin'],
  id: ['0123456789ab'],
};
const runs = Number(process.env.OPSEX_CONTRACT_RUNS ?? 25);
const endless = '/api/live';

let server: RunningServer;
let document: Document;
const ajv = new Ajv2020({ strict: false, allErrors: true });
formats.default(ajv);

beforeAll(async () => {
  server = await serving();
  document = (await (await fetch(`${server.url}/api/openapi.json`)).json()) as Document;
});
afterAll(() => server.end());

test('the document is OpenAPI 3.1, and its schemas are schemas', () => {
  expect(document.openapi).toMatch(/^3\.1\./);
  const operations = Object.values(document.paths).flatMap(path => Object.values(path));
  expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
  expect(operations.length).toBeGreaterThan(25);
  for (const operation of operations) {
    for (const { schema } of operation.parameters ?? []) ajv.compile(schema);
    const contents = [operation.requestBody, ...Object.values(operation.responses)].flatMap(each => Object.values(each?.content ?? {}));
    for (const { schema } of contents) if (!schema.$ref) ajv.compile(schema);
  }
});

test('requests that the document allows are answered as it says', { timeout: 120_000 }, async () => {
  for (const [path, method, operation] of operationsOf(document))
    await fc.assert(
      fc.asyncProperty(validRequest(operation), async ({ parameters, body }) => {
        const answer = await ask(path, method, operation, parameters, body);
        expect(answer.status, `${method} ${path} ${JSON.stringify([parameters, body])}: ${answer.text}`).toBeLessThan(500);
        expect(answer.status, `${method} ${path} ${JSON.stringify([parameters, body])}: ${answer.text}`).not.toBe(400);
        checkAnswer(operation, answer);
      }),
      { numRuns: runs },
    );
});

describe('requests that it does not allow are refused with a reason', () => {
  test('parameters and bodies of any shape', { timeout: 120_000 }, async () => {
    for (const [path, method, operation] of operationsOf(document)) {
      const schema = operation.requestBody?.content['application/json']?.schema;
      if (!operation.parameters && !schema) continue;
      await fc.assert(
        fc.asyncProperty(malformedRequest(operation), async ({ parameters, body }) => {
          const isAllowed = isAllowedRequest(operation, parameters, body, schema);
          const answer = await ask(path, method, operation, parameters, body);
          expect(answer.status, `${method} ${path} ${JSON.stringify([parameters, body])}: ${answer.text}`).toBeLessThan(500);
          if (!isAllowed)
            expect(answer.status, `${method} ${path} ${JSON.stringify([parameters, body])}: ${answer.text}`).toBeGreaterThanOrEqual(400);
          checkAnswer(operation, answer);
        }),
        { numRuns: runs },
      );
    }
  });

  test.each([
    ['a key that is not known', 'POST', '/api/tokens', '{"name":"ci","role":"viewer","rule":1}', 400],
    ['no JSON', 'POST', '/api/tokens', '{"name":', 400],
    ['a prototype', 'POST', '/api/tokens', '{"__proto__":{"role":"admin"},"name":"ci","role":"viewer"}', 400],
    ['a body that is too long', 'POST', '/api/tokens', `{"name":"${'x'.repeat(300_000)}"}`, 413],
    ['a query that is not known', 'GET', '/api/metrics?service=service-0000&sevrice=x', undefined, 400],
    ['a query twice', 'GET', '/api/metrics?service=a&service=b', undefined, 400],
    ['an address that cannot be read', 'GET', '/api/workloads/%E0%A4%A', undefined, 400],
    ['another method', 'PATCH', '/api/tokens', '{}', 404],
    ['a page that is not there', 'GET', '/../../etc/passwd', undefined, 404],
  ])('%s', async (_, method, path, body, status) => {
    const response = await server.app.inject({
      method: method as 'GET',
      url: path,
      headers: { host: 'localhost', ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { payload: body } : {}),
    });
    expect(response.statusCode).toBe(status);
    expect(response.headers['content-type']).toContain('application/problem+json');
    expect(response.json()).toMatchObject({ status, title: expect.any(String), trace: expect.stringMatching(/^[0-9a-f]{32}$/) });
  });

  test('another content than JSON', async () => {
    const response = await fetch(`${server.url}/api/tokens`, {
      method: 'POST',
      body: 'name=ci',
      headers: { 'content-type': 'text/plain' },
    });
    expect(response.status).toBe(415);
  });
});

test('no answer lets a script run or tells what is inside', async () => {
  const wicked = encodeURIComponent('<script>alert(1)</script>');
  for (const path of ['/', `/api/workloads/${wicked}`, '/nothing', '/api/portfolio']) {
    const { headers } = await fetch(server.url + path);
    expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*script-src 'self'/);
    expect(headers.get('content-security-policy')).not.toContain('unsafe');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-powered-by')).toBeNull();
    if (path !== '/') expect(headers.get('content-type')).toMatch(/json/);
  }
});

test('a trace goes on, and stands in the answer', async () => {
  const trace = 'ab'.repeat(16);
  const { headers } = await fetch(`${server.url}/healthz`, { headers: { traceparent: `00-${trace}-${'cd'.repeat(8)}-01` } });
  expect(headers.get('x-trace-id')).toBe(trace);
});

test('what does not change is not sent twice', async () => {
  const first = await fetch(`${server.url}/api/portfolio`);
  expect(first.headers.get('content-encoding')).toBe('gzip');
  const again = await fetch(`${server.url}/api/portfolio`, { headers: { 'if-none-match': first.headers.get('etag') ?? '' } });
  expect(again.status).toBe(304);
});

type Values = Readonly<Record<string, unknown>>;

/** Without those that go on and on, and without webhooks: what they take is not for this document to say. */
function operationsOf({ paths }: Document): readonly (readonly [path: string, method: string, operation: Operation])[] {
  return Object.entries(paths)
    .filter(([path]) => path !== endless && !path.startsWith('/webhooks/'))
    .flatMap(([path, operations]) =>
      Object.entries(operations).map(([method, operation]) => [path, method.toUpperCase(), operation] as const),
    );
}

function validRequest(operation: Operation): fc.Arbitrary<{ readonly parameters: Values; readonly body: unknown }> {
  const parameters = fc.record(
    Object.fromEntries(
      (operation.parameters ?? []).map(({ name, schema }) => [
        name,
        name === 'zone' ? knownOr(name, schema) : fc.oneof({ weight: 4, arbitrary: knownOr(name, schema) }, allowedBy(schema)),
      ]),
    ),
    { requiredKeys: (operation.parameters ?? []).filter(each => each.required).map(({ name }) => name) },
  );
  const schema = operation.requestBody?.content['application/json']?.schema;
  return fc.record({ parameters, body: schema ? allowedBy(schema) : fc.constant(undefined) }) as fc.Arbitrary<{
    parameters: Values;
    body: unknown;
  }>;
}

function malformedRequest(operation: Operation): fc.Arbitrary<{ readonly parameters: Values; readonly body: unknown }> {
  const names = (operation.parameters ?? []).map(({ name }) => name);
  const junk = fc.oneof(
    fc.string({ maxLength: 300 }),
    fc.integer().map(String),
    fc.constantFrom('../../etc/passwd', "' or 1=1 --", '\u202e', '%00'),
  );
  const parameters = fc.record(Object.fromEntries([...names, 'extra'].map(name => [name, junk])), {
    requiredKeys: names.filter(name => (operation.parameters ?? []).some(each => each.name === name && each.in === 'path')),
  });
  return fc.record({
    parameters,
    body: fc.oneof(fc.jsonValue(), fc.dictionary(fc.constantFrom('version', 'name', 'role', 'days', 'met', 'claim', 'x'), fc.jsonValue())),
  }) as fc.Arbitrary<{ parameters: Values; body: unknown }>;
}

function isAllowedRequest(operation: Operation, parameters: Values, body: unknown, schema: Schema | undefined): boolean {
  const list = operation.parameters ?? [];
  if (Object.keys(parameters).some(name => !list.some(each => each.name === name))) return false;
  if (list.some(({ name, required }) => required && parameters[name] === undefined)) return false;
  return schema === undefined || ajv.validate(schema, body) === true;
}

function knownOr(name: string, schema: Schema): fc.Arbitrary<unknown> {
  return known[name] !== undefined ? fc.constantFrom(...(known[name] ?? [])) : allowedBy(schema);
}

/** A value that a schema allows: the parts of JSON Schema that the document uses. */
function allowedBy(schema: Schema): fc.Arbitrary<unknown> {
  const { type, pattern, format } = schema as { type?: string; pattern?: string; format?: string };
  if (Array.isArray(schema.enum)) return fc.constantFrom(...schema.enum);
  if (schema.const !== undefined) return fc.constant(schema.const);
  const variants = (schema.anyOf ?? schema.oneOf) as readonly Schema[] | undefined;
  if (variants) return fc.oneof(...variants.map(allowedBy));
  if (type === 'boolean') return fc.boolean();
  if (type === 'null') return fc.constant(null);
  if (type === 'integer') return fc.integer({ min: Number(schema.minimum ?? 0), max: Math.min(Number(schema.maximum ?? 1000), 1000) });
  if (type === 'array') return fc.array(allowedBy(schema.items as Schema), { maxLength: 3 });
  if (type === 'object') {
    const required = (schema.required ?? []) as string[];
    const properties = Object.entries((schema.properties ?? {}) as Record<string, Schema>);
    return fc.record(Object.fromEntries(properties.map(([name, each]) => [name, allowedBy(each)])), { requiredKeys: required });
  }
  if (format === 'date') return fc.constantFrom('2030-01-31', '2028-02-29');
  if (format === 'date-time')
    return fc.date({ min: new Date('2000-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }).map(date => date.toISOString());
  if (format === 'uri') return fc.constantFrom('https://wiki.example.org/a', 'http://localhost/x?y=1');
  const length = { minLength: Number(schema.minLength ?? 0), maxLength: Math.min(Number(schema.maxLength ?? 60), 60) };
  if (pattern === undefined) return fc.string(length);
  const expression = new RegExp(pattern, 'u');
  if (/^\^\[[0-9a-z-]/.test(pattern))
    return fc.stringMatching(expression).filter(text => text.length >= length.minLength && text.length <= 100);
  return fc
    .string({ ...length, unit: 'grapheme' })
    .filter(
      text =>
        expression.test(text) &&
        text.length <= Number(schema.maxLength ?? 1000) &&
        text.length >= length.minLength &&
        text !== '.' &&
        text !== '..',
    );
}

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

async function ask(
  path: string,
  method: string,
  { parameters: list = [], requestBody }: Operation,
  parameters: Values,
  body: unknown,
): Promise<Answer> {
  const address = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(parameters[name] ?? '')));
  const inPath = new Set(list.filter(each => each.in === 'path').map(({ name }) => name));
  const query = Object.entries(parameters).filter(([name, value]) => !inPath.has(name) && value !== undefined);
  const search = query.length > 0 ? `?${new URLSearchParams(query.map(([name, value]) => [name, String(value)] as [string, string]))}` : '';
  const response = await server.app.inject({
    method: method as 'GET',
    url: address + search,
    headers: { host: 'localhost', ...(requestBody ? { 'content-type': 'application/json' } : {}) },
    ...(requestBody ? { payload: JSON.stringify(body ?? null) } : {}),
  });
  return { status: response.statusCode, type: String(response.headers['content-type'] ?? ''), text: response.body };
}

function checkAnswer({ responses }: Operation, { status, type, text }: Answer): void {
  const said = responses[status] ?? responses.default;
  const [media, content] = Object.entries(said?.content ?? {})[0] ?? [];
  if (!media || !content || status === 304) return;
  expect(type).toContain(media);
  const schema = content.schema.$ref ? document.components.schemas.Problem : content.schema;
  const value = JSON.parse(text) as unknown;
  if (!ajv.validate(schema ?? {}, value))
    throw new Error(`${status} is not as the document says: ${ajv.errorsText()}\n${text.slice(0, 400)}`);
}
