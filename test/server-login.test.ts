import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { grantsOf, serverSettings } from '../src/server/settings.ts';
import type { RunningServer } from '../src/server/start.ts';
import { auditEntries } from '../src/store/server/audit.ts';
import { secret, serving } from './serving.ts';

const people: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  ada: { email: 'ada@example.org', email_verified: true, groups: ['platform'] },
  bob: { email: 'bob@example.org', email_verified: true, groups: ['team-0-devs', 'other'] },
  eve: { email: 'eve@example.org', email_verified: true, groups: ['strangers'] },
};

let provider: Server;
let server: RunningServer;

beforeAll(async () => {
  provider = await startProvider();
  const { port } = provider.address() as AddressInfo;
  server = await serving({ environment: oidcEnvironment(port) });
});

afterAll(async () => {
  await server.end();
  provider.close();
});

test('a login ends in the roles of the groups, and a logout ends them', async () => {
  const browser = new Browser();
  const start = await browser.open(`${server.url}/`);
  expect(start.headers.get('location')).toBe('/login');
  expect(await login(browser, 'bob')).toMatchObject({ status: 303 });
  expect(await (await browser.open(`${server.url}/api/session`)).json()).toEqual({
    name: 'bob@example.org',
    kind: 'person',
    grants: [{ role: 'contributor', team: 'team-0' }],
  });
  expect((await browser.open(`${server.url}/api/workloads/service-0000`)).status).toBe(200);
  expect((await browser.open(`${server.url}/api/workloads/service-0001`)).status).toBe(403);
  const logout = (headers: Record<string, string>) => browser.open(`${server.url}/logout`, { method: 'POST', headers });
  expect((await logout({ 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  expect((await logout({ 'sec-fetch-site': 'same-origin' })).status).toBe(200);
  expect((await browser.open(`${server.url}/api/session`)).status).toBe(401);
});

test('a logout ends the login wherever its cookie was taken to, and all of the person when they say so', async () => {
  const [one, copy, other] = [new Browser(), new Browser(), new Browser()];
  await login(one, 'bob');
  await login(other, 'bob');
  const session = (browser: Browser) => browser.open(`${server.url}/api/session`).then(({ status }) => status);
  const logout = (browser: Browser, query: string) =>
    browser.open(`${server.url}/logout${query}`, { method: 'POST', headers: { 'sec-fetch-site': 'same-origin' } });
  copy.take(one);
  expect([await session(one), await session(copy), await session(other)]).toEqual([200, 200, 200]);
  await logout(one, '');
  expect([await session(one), await session(copy), await session(other)]).toEqual([401, 401, 200]);
  await login(one, 'bob');
  await logout(other, '?everywhere=true');
  expect([await session(one), await session(other)]).toEqual([401, 401]);
  const entries = await server.service.reading.run(database => auditEntries(database, '2100-01-01T00:00:00.000Z', 50));
  expect(entries.find(({ action }) => action === 'logout')).toMatchObject({ actor: 'bob@example.org', details: 'everywhere' });
});

test('the cookie cannot be read by scripts, nor sent by other sites', async () => {
  const browser = new Browser();
  await login(browser, 'ada');
  expect(browser.said.find(each => each.startsWith('opsex='))).toMatch(/; HttpOnly; SameSite=Lax; Max-Age=43200/);
});

test('somebody without a group that has a role gets nothing', async () => {
  const browser = new Browser();
  expect(await login(browser, 'eve')).toMatchObject({ status: 403 });
  expect((await browser.open(`${server.url}/api/session`)).status).toBe(401);
});

test('an answer that was not asked for in this browser is refused', async () => {
  const [mine, theirs] = [new Browser(), new Browser()];
  const callback = await callbackOf(theirs, 'ada');
  expect((await mine.open(callback)).status).toBe(400);
  await mine.open(`${server.url}/login`);
  expect((await mine.open(callback)).status).toBe(401);
  expect((await theirs.open(callback.replace(/state=[^&]+/, 'state=x'))).status).toBe(401);
});

test('settings that do not hold together are named', () => {
  expect(() => serverSettings({ OPSEX_OIDC_ISSUER: 'https://id.example.org' })).toThrow('OPSEX_OIDC_CLIENT_ID');
  expect(() => serverSettings({ OPSEX_OIDC_ISSUER: 'http://id.example.org' })).toThrow('not reached by TLS');
  expect(() => serverSettings({ OPSEX_GITHUB_SECRET: 'short' })).toThrow('OPSEX_GITHUB_SECRET is shorter');
  expect(() => serverSettings({ OPSEX_ALWAYS_LOGIN: 'perhaps' })).toThrow('OPSEX_ALWAYS_LOGIN');
  expect(() => grantsOf('platform=root')).toThrow('"platform=root"');
  expect(grantsOf('a=viewer, b=admin:shop, a=contributor:web')).toEqual(
    new Map([
      [
        'a',
        [
          { role: 'viewer', team: '*' },
          { role: 'contributor', team: 'web' },
        ],
      ],
      ['b', [{ role: 'admin', team: 'shop' }]],
    ]),
  );
});

function oidcEnvironment(port: number): Record<string, string> {
  return {
    OPSEX_OIDC_ISSUER: `http://127.0.0.1:${port}`,
    OPSEX_OIDC_CLIENT_ID: 'opsex',
    OPSEX_OIDC_CLIENT_SECRET: secret,
    OPSEX_OIDC_ROLES: 'platform=admin, team-0-devs=contributor:team-0',
    OPSEX_PUBLIC_URL: 'http://localhost:8790',
  };
}

/** Follows nothing by itself, and keeps cookies for each origin. */
class Browser {
  readonly said: string[] = [];
  readonly #cookies = new Map<string, Map<string, string>>();

  /** The cookies of another browser, as a thief would. */
  take(other: Browser): void {
    for (const [origin, cookies] of other.#cookies) this.#cookies.set(origin, new Map(cookies));
  }

  async open(address: string, options: RequestInit = {}): Promise<Response> {
    const { origin } = new URL(address);
    const own = this.#cookies.get(origin) ?? new Map<string, string>();
    this.#cookies.set(origin, own);
    const cookie = [...own].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(address, {
      ...options,
      redirect: 'manual',
      headers: { ...options.headers, ...(cookie ? { cookie } : {}) },
    });
    for (const line of response.headers.getSetCookie()) {
      this.said.push(line);
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '' || /max-age=0/i.test(line)) own.delete(name);
      else own.set(name, value);
    }
    return response;
  }
}

async function login(browser: Browser, person: string): Promise<Response> {
  return browser.open(await callbackOf(browser, person));
}

/** Where the provider sends the browser back to once the person has logged in there. */
async function callbackOf(browser: Browser, person: string): Promise<string> {
  let address = `${server.url}/login`;
  for (let steps = 0; steps < 12; steps++) {
    let response = await browser.open(address);
    if (new URL(address).pathname.startsWith('/interaction/')) response = await browser.open(`${address}?person=${person}`);
    const next = response.headers.get('location');
    if (!next) throw new Error(`${address}: ${response.status} ${await response.text()}`);
    address = new URL(next, address).href;
    if (new URL(address).pathname === '/login/callback') return `${server.url}/login/callback${new URL(address).search}`;
  }
  throw new Error('the login comes to no end');
}

/** A small identity provider of the tests' own: whoever is named is logged in. */
async function startProvider(): Promise<Server> {
  const http = createServer().listen(0, '127.0.0.1');
  await new Promise(resolve => http.once('listening', resolve));
  const issuer = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const oidc = new Provider(issuer, {
    clients: [
      {
        client_id: 'opsex',
        client_secret: secret,
        redirect_uris: [`${issuer}/login/callback`],
        response_types: ['code'],
        grant_types: ['authorization_code'],
      },
    ],
    claims: { openid: ['sub', 'email', 'email_verified', 'groups'] },
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false } },
    pkce: { required: () => true },
    interactions: { url: (_: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
    findAccount: (_: unknown, id: string) => ({ accountId: id, claims: () => ({ sub: id, ...people[id] }) }),
    loadExistingGrant: async (context: { oidc: { client: { clientId: string }; session: { accountId: string }; provider: Provider } }) => {
      const grant = new oidc.Grant({ clientId: context.oidc.client.clientId, accountId: context.oidc.session.accountId });
      grant.addOIDCScope('openid profile email groups');
      await grant.save();
      return grant;
    },
    scopes: ['openid', 'profile', 'email', 'groups'],
  });
  // whichever port the server gets, the provider knows it by its path alone
  oidc.Client.prototype.redirectUriAllowed = (address: string) => address.endsWith('/login/callback');
  const answer = oidc.callback();
  http.on('request', async (request, response) => {
    const [, person] = /^\/interaction\/[\w-]+\?person=(\w+)/.exec(request.url ?? '') ?? [];
    if (person) await oidc.interactionFinished(request, response, { login: { accountId: person } });
    else if (request.url?.startsWith('/interaction/')) response.end('who are you?');
    else answer(request, response);
  });
  return http;
}
