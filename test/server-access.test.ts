import { afterAll, beforeAll, expect, test } from 'vitest';
import type { roles } from '../src/model/access.ts';
import { routes } from '../src/server/routes/index.ts';
import { serverSettings } from '../src/server/settings.ts';
import { isOwnMachine, type RunningServer } from '../src/server/start.ts';
import { openStore } from '../src/store/open-store.ts';
import { createToken } from '../src/store/server/tokens.ts';
import { newFile, serving, tokenFor } from './serving.ts';

/**
 * Route -> what is answered to nobody, to a viewer of the team, to a contributor of another team, to an admin of the team only, and to an admin
 * of all teams. The workload asked for is `service-0000` of `team-0`. A route that has no line here fails the test.
 */
const rules: Readonly<Record<string, readonly [nobody: number, viewer: number, otherTeam: number, teamAdmin: number, admin: number]>> = {
  'GET /healthz': [200, 200, 200, 200, 200],
  'GET /readyz': [200, 200, 200, 200, 200],
  'GET /metrics': [401, 403, 403, 403, 200],
  'GET /api/model': [401, 200, 200, 200, 200],
  'GET /api/live': [401, 200, 200, 200, 200],
  'GET /api/portfolio': [401, 200, 200, 200, 200],
  'GET /api/workloads': [401, 200, 200, 200, 200],
  'GET /api/workloads/{workload}': [401, 200, 403, 200, 200],
  'GET /api/workloads/{workload}/history': [401, 200, 403, 200, 200],
  'GET /api/workloads/{workload}/changes': [401, 200, 403, 200, 200],
  'GET /api/assessments/{key}': [401, 200, 403, 200, 200],
  'GET /api/workloads/{workload}/statements': [401, 200, 403, 200, 200],
  'PUT /api/workloads/{workload}/statements/{criterion}': [401, 403, 403, 200, 409],
  'GET /api/metrics': [401, 200, 403, 200, 200],
  'GET /api/events': [401, 200, 403, 200, 200],
  'GET /api/session': [401, 200, 200, 200, 200],
  'GET /api/tokens': [401, 403, 403, 403, 200],
  'POST /api/tokens': [401, 403, 403, 403, 201],
  'DELETE /api/tokens/{id}': [401, 403, 403, 403, 404],
  'GET /api/audit': [401, 403, 403, 403, 200],
  'GET /login': [404, 404, 404, 404, 404], // no identity provider is set up
  'GET /login/callback': [404, 404, 404, 404, 404],
  'POST /logout': [401, 200, 200, 200, 200],
  // signatures, not tokens: a token of opsex opens nothing here
  'POST /webhooks/github': [401, 401, 401, 401, 401],
  'POST /webhooks/gitlab': [401, 401, 401, 401, 401],
  'POST /webhooks/pagerduty': [401, 401, 401, 401, 401],
  'POST /webhooks/opsgenie': [401, 401, 401, 401, 401],
  'POST /webhooks/cdevents': [401, 401, 401, 401, 401],
};

const statement = { version: 0, met: true, claim: 'Reviews name no culprits', evidence: 'https://wiki.example.org/review' };
const filled: Readonly<Record<string, string>> = {
  workload: 'service-0000',
  key: '000000000000',
  criterion: 'pm-blameless',
  id: '0123456789ab',
};
const queries: Readonly<Record<string, string>> = {
  '/api/metrics': '?service=service-0000',
  '/api/events': '?kind=deployment&service=service-0000',
};
const bodies: Readonly<Record<string, unknown>> = { PUT: statement, '/api/tokens': { name: 'ci', role: 'viewer' } };

let server: RunningServer;
let tokens: readonly (string | undefined)[];

beforeAll(async () => {
  const address = newFile();
  const store = await openStore(address);
  const { text } = await createToken(store, { name: 'all', role: 'admin', team: '*', createdBy: 'tests', now: new Date(), days: 1 });
  await store.close();
  server = await serving({ address, environment: { OPSEX_ALWAYS_LOGIN: '1' } });
  const own = (role: (typeof roles)[number], team: string) => tokenFor(server, { role, team });
  tokens = [undefined, await own('viewer', 'team-0'), await own('contributor', 'team-1'), await own('admin', 'team-0'), text];
});

afterAll(() => server.end());

test('each route has a rule', () => {
  expect(routes.map(({ method, path }) => `${method} ${path}`).sort()).toEqual(Object.keys(rules).sort());
});

test.each(Object.entries(rules))('%s', async (route, expected) => {
  const [method = '', path = ''] = route.split(' ');
  const answered: number[] = [];
  for (const token of tokens) answered.push(await ask(method, path, token));
  expect(answered).toEqual(expected);
});

test('lists show what the caller may see, and no more', async () => {
  const names = async (token: string | undefined) => {
    const response = await fetch(`${server.url}/api/workloads`, { headers: { authorization: `Bearer ${token}` } });
    return ((await response.json()) as { workloads: { name: string }[] }).workloads.map(({ name }) => name);
  };
  const rows = async (token: string | undefined) => {
    const response = await fetch(`${server.url}/api/portfolio`, { headers: { authorization: `Bearer ${token}` } });
    return ((await response.json()) as { rows: { name: string }[] }).rows.map(({ name }) => name);
  };
  expect(await names(tokens[1])).toEqual(['service-0000']);
  expect(await rows(tokens[1])).toEqual(['service-0000']);
  expect(await names(tokens[2])).toEqual(['service-0001']);
  expect(await rows(tokens[4])).toEqual(['service-0000', 'service-0001', 'service-0002']);
});

test('a token that was revoked, has ended or was changed opens nothing', async () => {
  const { service } = server;
  const wish = { name: 'short', role: 'viewer', team: '*', createdBy: 'tests', days: 1 } as const;
  const ended = await service.writing.run(database => createToken(database, { ...wish, now: new Date(Date.now() - 2 * 86_400_000) }));
  const held = await service.writing.run(database => createToken(database, { ...wish, now: new Date() }));
  expect(await ask('GET', '/api/model', held.text)).toBe(200);
  expect(await ask('GET', '/api/model', ended.text)).toBe(401);
  expect(await ask('GET', '/api/model', `${held.text.slice(0, -1)}${held.text.endsWith('A') ? 'B' : 'A'}`)).toBe(401);
  const revoked = await fetch(`${server.url}/api/tokens/${held.token.id}`, {
    method: 'DELETE',
    headers: { authorization: `Bearer ${tokens[4]}` },
  });
  expect(revoked.status).toBe(200);
  expect(await ask('GET', '/api/model', held.text)).toBe(401);
});

test('what others may reach needs a login', async () => {
  expect(['127.0.0.1', '127.1.2.3', 'localhost', '::1'].map(isOwnMachine)).toEqual([true, true, true, true]);
  expect(['0.0.0.0', '::', '10.0.0.1', 'localhost.example.org', '127.0.0.1.example.org'].some(isOwnMachine)).toBe(false);
  await expect(serving({ services: 0, environment: { OPSEX_ALWAYS_LOGIN: '1' } })).rejects.toThrow('nobody could log in');
});

test('without a login only this machine is answered, and no other site', async () => {
  const open = await serving({ services: 0 });
  try {
    const status = async (headers: Record<string, string>, method = 'GET') => {
      const { statusCode } = await open.app.inject({ method: method as 'GET', url: method === 'GET' ? '/api/model' : '/logout', headers });
      return statusCode;
    };
    expect(await status({ host: 'localhost:8790' })).toBe(200);
    expect(await status({ host: 'evil.example' })).toBe(421);
    expect(await status({ host: 'localhost', 'x-forwarded-for': '10.0.0.1' })).toBe(421);
    expect(await status({ host: 'localhost' }, 'POST')).toBe(200);
    expect(await status({ host: 'localhost', origin: 'http://localhost' }, 'POST')).toBe(200);
    expect(await status({ host: 'localhost', 'sec-fetch-site': 'same-origin' }, 'POST')).toBe(200);
    expect(await status({ host: 'localhost', origin: 'http://evil.example' }, 'POST')).toBe(403);
    expect(await status({ host: 'localhost', origin: 'null' }, 'POST')).toBe(403);
    expect(await status({ host: 'localhost', 'sec-fetch-site': 'cross-site' }, 'POST')).toBe(403);
    expect(await status({ host: 'localhost', 'sec-fetch-site': 'same-site' }, 'POST')).toBe(403);
    expect(await status({ host: 'localhost', cookie: 'opsex=x' }, 'POST')).toBe(403);
  } finally {
    await open.end();
  }
});

test('many requests are slowed down', async () => {
  const slow = await serving({ services: 0, settings: { ...serverSettings({}), requestsPerMinute: 3 } });
  try {
    const statuses = [];
    for (let count = 0; count < 5; count++) statuses.push((await fetch(`${slow.url}/api/session`)).status);
    expect(statuses).toEqual([200, 200, 200, 429, 429]);
    expect((await fetch(`${slow.url}/healthz`)).status).toBe(200);
  } finally {
    await slow.end();
  }
});

test('statements and tokens stand in the audit log', async () => {
  const response = await fetch(`${server.url}/api/audit`, { headers: { authorization: `Bearer ${tokens[4]}` } });
  const { entries } = (await response.json()) as { entries: { actor: string; action: string; subject: string }[] };
  expect(entries).toContainEqual(
    expect.objectContaining({ actor: 'token admin team-0', action: 'statement', subject: 'service-0000 pm-blameless' }),
  );
  expect(entries).toContainEqual(expect.objectContaining({ actor: 'token all', action: 'token created' }));
  expect(entries).toContainEqual(expect.objectContaining({ actor: 'token all', action: 'token revoked' }));
});

async function ask(method: string, path: string, token: string | undefined): Promise<number> {
  const address = path.replace(/\{(\w+)\}/g, (_, name: string) => filled[name] ?? '') + (queries[path] ?? '');
  const body = bodies[method] ?? (method === 'POST' ? bodies[path] : undefined);
  const ended = new AbortController();
  const response = await fetch(server.url + address, {
    method,
    redirect: 'manual',
    signal: ended.signal,
    headers: { ...(token ? { authorization: `Bearer ${token}` } : {}), ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  ended.abort(); // an answer that goes on and on is left
  return response.status;
}
