import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EventsJson, MetricsJson } from '../src/report/web-contract.ts';
import type { RunningServer } from '../src/server/start.ts';
import { openStore } from '../src/store/open-store.ts';
import { createToken } from '../src/store/server/tokens.ts';
import { measuredService } from './browser/measured-service.ts';
import { serving, tokenFor } from './serving.ts';

let server: RunningServer;
let tokens: { readonly own: string; readonly other: string; readonly all: string };

beforeAll(async () => {
  const { address } = measuredService();
  const store = await openStore(address);
  const { text } = await createToken(store, { name: 'all', role: 'admin', team: '*', createdBy: 'tests', now: new Date(), days: 1 });
  await store.close();
  server = await serving({ address, services: 0, environment: { OPSEX_ALWAYS_LOGIN: '1' } });
  const viewer = (team: string) => tokenFor(server, { role: 'viewer', team });
  tokens = { own: await viewer('orders'), other: await viewer('billing'), all: text };
}, 120_000);
afterAll(() => server?.end());

test('a workload is measured by the services that its assessment was made with', async () => {
  const { subjects } = (await ask('own', '/api/metrics?service=checkout')).body as MetricsJson;
  expect(subjects).toMatchObject([{ subject: 'checkout', services: ['shop'] }]);
  expect(subjects[0]?.values.find(({ name }) => name === 'deployments')).toMatchObject({
    value: expect.any(Number),
    means: 'Successful production deployments',
  });
});

test('toil is that of its team', async () => {
  const { subjects } = (await ask('own', '/api/metrics?service=checkout')).body as MetricsJson;
  const share = expect.closeTo(0.25, 1);
  expect(subjects[0]?.values.find(({ name }) => name === 'toil-share')).toMatchObject({ value: share, n: expect.any(Number) });
  expect(subjects[0]?.periods[2]?.values.find(({ name }) => name === 'toil-share')).toMatchObject({ value: share, n: 1 });
});

test("its events are its team's, and nobody else's", async () => {
  for (const path of ['/api/metrics?service=', '/api/events?kind=page&service=']) {
    expect((await ask('own', `${path}checkout`)).status).toBe(200);
    expect((await ask('own', `${path}shop`)).status).toBe(403);
    expect((await ask('other', `${path}checkout`)).status).toBe(403);
    expect((await ask('other', `${path}shop`)).status).toBe(403);
    expect((await ask('all', `${path}shop`)).status).toBe(200);
  }
});

test('events come page by page, and none is lost between two pages', async () => {
  const found: unknown[] = [];
  let before: string | null = new Date(Date.now() + 86_400_000).toISOString();
  for (let pages = 0; before !== null && pages < 30; pages++) {
    const path: string = `/api/events?kind=incident&service=checkout&most=2&from=2020-01-01T00:00:00Z&before=${before}`;
    const { events, next } = (await ask('own', path)).body as EventsJson;
    found.push(...events.map(({ id }) => id));
    before = next;
  }
  expect(found).toEqual(Array.from({ length: 9 }, (_, at) => `inc-${at}`));
});

async function ask(who: keyof typeof tokens, path: string): Promise<{ readonly status: number; readonly body: unknown }> {
  const response = await fetch(`${server.url}${path}`, { headers: { authorization: `Bearer ${tokens[who]}` } });
  return { status: response.status, body: await response.json() };
}
