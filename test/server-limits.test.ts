import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openStore } from '../src/store/open-store.ts';
import { auditEntries } from '../src/store/server/audit.ts';
import { createToken } from '../src/store/server/tokens.ts';
import { serverProcess } from './server-process.ts';
import { newFile, secret, serving, tokenFor } from './serving.ts';
import { deploymentMessage } from './webhook-load.ts';

const command = process.env.OPSEX_COMMAND ?? join(import.meta.dirname, '../dist/opsex.js');

test('who sends headers bit by bit is sent away, and others are answered meanwhile', { timeout: 60_000 }, async () => {
  const server = await serving({ services: 0 });
  try {
    const { port } = new URL(server.url);
    const slow = Array.from({ length: 20 }, () => dripping(Number(port)));
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    await Promise.all(slow);
    expect(server.app.server.requestTimeout).toBe(30_000);
  } finally {
    await server.end();
  }
});

test('one caller listens only so often, and leaves room for others', async () => {
  const server = await serving({ services: 0, environment: { OPSEX_ALWAYS_LOGIN: '1' }, address: await withToken() });
  const ended = new AbortController();
  try {
    const [one, other] = [await tokenFor(server, { role: 'viewer', team: 'a' }), await tokenFor(server, { role: 'viewer', team: 'b' })];
    const listen = async (token: string) => {
      const headers = { authorization: `Bearer ${token}` };
      return (await fetch(`${server.url}/api/live`, { headers, signal: ended.signal })).status;
    };
    const answered = await Promise.all(Array.from({ length: 32 }, () => listen(one)));
    expect(answered.filter(status => status === 200)).toHaveLength(30);
    expect(answered.filter(status => status === 503)).toHaveLength(2);
    expect(await listen(other)).toBe(200);
  } finally {
    ended.abort();
    await server.end();
  }
});

test('a stranger is refused before 25 MB are read, and nobody sends more', async () => {
  const server = await serving({ services: 0 });
  try {
    const answered = async (sender: string, token: string, length: number) => {
      const headers = { 'x-opsex-token': token, 'x-gitlab-token': token, 'content-length': length };
      const sending = request(`${server.url}/webhooks/${sender}`, { method: 'POST', headers }).on('error', () => {});
      sending.flushHeaders();
      const [{ statusCode }] = (await once(sending, 'response')) as [{ statusCode: number }];
      sending.destroy();
      return statusCode;
    };
    const megabytes = 1024 * 1024;
    for (const sender of ['gitlab', 'opsgenie', 'cdevents']) expect(await answered(sender, `${secret}x`, 25 * megabytes)).toBe(401);
    for (const sender of ['gitlab', 'opsgenie', 'cdevents', 'github', 'pagerduty'])
      expect(await answered(sender, secret, 26 * megabytes)).toBe(413);
  } finally {
    await server.end();
  }
});

test('a message under way is stored and answered before the server ends', async () => {
  const address = newFile();
  const { url, child, gone } = await serverProcess(address, { OPSEX_CDEVENTS_TOKEN: secret });
  const body = deploymentMessage('under-way', new Date(Date.UTC(2026, 0, 5)));
  const headers = { authorization: `Bearer ${secret}`, 'content-length': Buffer.byteLength(body) };
  const sending = request(`${url}/webhooks/cdevents`, { method: 'POST', headers });
  sending.write(body.slice(0, 20));
  await new Promise(resolve => setTimeout(resolve, 300));
  child.kill('SIGTERM');
  await new Promise(resolve => setTimeout(resolve, 300));
  await expect(fetch(`${url}/healthz`)).rejects.toThrow();
  sending.end(body.slice(20));
  const [response] = (await once(sending, 'response')) as [{ statusCode: number; resume(): void }];
  response.resume();
  expect(response.statusCode).toBe(202);
  expect(await gone).toBe(0);
  const store = await openStore(address);
  expect(await store.query('select count(*) as n from deployment')).toEqual([{ n: 1 }]);
  await store.close();
});

test('where others can reach it, it does not start without a login', () => {
  for (const host of ['0.0.0.0', '::', '127.0.0.1.example.org']) {
    const { status, stderr } = opsex('serve', '--host', host, '--port', '0', '--no-open', '--database', newFile());
    expect(status).toBe(2);
    expect(stderr).toContain('nobody has to log in');
  }
});

test('tokens of the command line stand in the audit log, and nowhere is their text', async () => {
  const address = newFile();
  const { stdout, status } = opsex(
    'token',
    'create',
    'ci',
    '--role',
    'contributor',
    '--team',
    'shop',
    '--days',
    '7',
    '--database',
    address,
  );
  expect(status).toBe(0);
  const [, id = '', random = ''] = /^opsex_([0-9a-f]{12})_(\S+)\n$/.exec(stdout) ?? [];
  expect(opsex('token', 'revoke', id, '--database', address).status).toBe(0);
  const store = await openStore(address);
  const entries = await auditEntries(store, '2100-01-01T00:00:00.000Z', 10);
  const rows = await store.query('select * from access_token');
  await store.close();
  expect(entries.map(({ action, subject }) => `${action} ${subject}`).sort()).toEqual([`token created ${id}`, `token revoked ${id}`]);
  expect(random).toHaveLength(43);
  expect(JSON.stringify([entries, rows])).not.toContain(random);
  expect(rows).toMatchObject([{ role: 'contributor', team: 'shop', digest: expect.stringMatching(/^[0-9a-f]{64}$/) }]);
});

test('settings stand in the audit log when they change, without secrets', async () => {
  const address = newFile();
  const start = async (environment: Record<string, string>) => {
    const server = await serving({ address, services: 0, environment });
    await server.end();
  };
  await start({});
  await start({});
  await start({ OPSEX_DEPLOYS: 'release', OPSEX_GITHUB_SECRET: `${secret},${secret}-new` });
  const store = await openStore(address);
  const entries = (await auditEntries(store, '2100-01-01T00:00:00.000Z', 10)).filter(({ action }) => action === 'settings');
  await store.close();
  expect(entries).toHaveLength(2);
  expect(entries[0]).toMatchObject({ actor: 'ann', subject: 'server' });
  expect(JSON.parse(entries[0]?.details ?? '')).toMatchObject({
    deploys: ['release'],
    needsLogin: false,
    secrets: { github: 2, gitlab: 1 },
  });
  expect(JSON.stringify(entries)).not.toContain(secret);
});

test('readiness asks the store once for many who ask at the same time', async () => {
  const server = await serving({ services: 0 });
  try {
    const statuses = await Promise.all(Array.from({ length: 200 }, async () => (await fetch(`${server.url}/readyz`)).status));
    expect(new Set(statuses)).toEqual(new Set([200]));
  } finally {
    await server.end();
  }
});

/** Returns when the server has closed the connection. */
async function dripping(port: number): Promise<void> {
  const socket = connect(port, '127.0.0.1').on('error', () => {});
  socket.write('GET /healthz HTTP/1.1\r\nhost: localhost\r\n');
  const drip = setInterval(() => socket.write('x-more: 1\r\n'), 500);
  await new Promise(resolve => socket.once('close', resolve));
  clearInterval(drip);
}

function opsex(...args: string[]) {
  return spawnSync('node', [command, ...args], { encoding: 'utf8', timeout: 20_000, env: { ...process.env, NO_COLOR: '1' } });
}

async function withToken(): Promise<string> {
  const address = newFile();
  const store = await openStore(address);
  await createToken(store, { name: 'first', role: 'admin', team: '*', createdBy: 'tests', now: new Date(), days: 1 });
  await store.close();
  return address;
}
