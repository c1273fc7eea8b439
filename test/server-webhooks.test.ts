import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RunningServer } from '../src/server/start.ts';
import { openStore } from '../src/store/open-store.ts';
import { storeBatch } from '../src/store/server/webhook-batches.ts';
import { engines } from '../src/store/testing.ts';
import { secret, serving } from './serving.ts';
import { deploymentMessage } from './webhook-load.ts';

const at = new Date(Date.UTC(2026, 0, 5));
const repository = { full_name: 'acme/shop', html_url: 'https://github.com/acme/shop', name: 'shop', default_branch: 'main' };
const messages = {
  github: {
    action: 'created',
    deployment: { id: 7, sha: 'a'.repeat(40), environment: 'production', created_at: '2026-01-05T00:00:00Z' },
    repository,
    sender: {},
  },
  gitlab: {
    object_kind: 'deployment',
    status: 'success',
    status_changed_at: '2026-01-05 00:00:00 +0000',
    deployment_id: 9,
    environment: 'production',
    short_sha: 'abcdef12',
    project: { id: 3, web_url: 'https://gitlab.com/acme/shop', path_with_namespace: 'acme/shop' },
  },
  pagerduty: {
    event: {
      id: '01',
      event_type: 'incident.triggered',
      occurred_at: '2026-01-05T00:00:00Z',
      data: { id: 'P1', type: 'incident', title: 'shop is down', created_at: '2026-01-05T00:00:00Z', service: { summary: 'shop' } },
    },
  },
  opsgenie: { action: 'Create', alert: { alertId: 'a1', tinyId: '9', message: 'CPU high', entity: 'shop', createdAt: at.getTime() } },
  cdevents: JSON.parse(deploymentMessage('1', at)) as unknown,
};
type Sender = keyof typeof messages;

const signed: Readonly<Record<Sender, (body: string, secret: string) => Record<string, string>>> = {
  github: (body, key) => ({
    'x-github-event': 'deployment',
    'x-github-delivery': 'd-1',
    'x-hub-signature-256': `sha256=${hmac(body, key)}`,
  }),
  gitlab: (_, key) => ({ 'x-gitlab-event': 'Deployment Hook', 'x-gitlab-token': key }),
  pagerduty: (body, key) => ({ 'x-pagerduty-signature': `v1=${'0'.repeat(64)},v1=${hmac(body, key)}` }),
  opsgenie: (_, key) => ({ 'x-opsex-token': key }),
  cdevents: (_, key) => ({ authorization: `Bearer ${key}`, 'content-type': 'application/cloudevents+json' }),
};

let server: RunningServer;
beforeAll(async () => {
  server = await serving({ services: 0 });
});
afterAll(() => server.end());

describe.each(Object.keys(messages) as Sender[])('%s', sender => {
  const body = JSON.stringify(messages[sender]);

  test('a wrong signature, another body or none is refused', async () => {
    expect((await send(server, sender, body, {})).status).toBe(401);
    expect((await send(server, sender, body, signed[sender](body, `${secret}x`))).status).toBe(401);
    if (sender === 'github' || sender === 'pagerduty')
      expect((await send(server, sender, `${body} `, signed[sender](body, secret))).status).toBe(401);
  });

  test('what is no message of the sender is refused, and not stored', async () => {
    for (const [wrong, status] of [
      ['{', 400],
      ['', 400],
      ['[]', 422],
      ['7', 422],
      ['null', 422],
      ['{"deep":'.repeat(5000), 400],
    ] as const) {
      const { status: answered } = await send(server, sender, wrong, signed[sender](wrong, secret));
      expect([wrong.slice(0, 9), answered]).toEqual([wrong.slice(0, 9), status]);
    }
  });

  test('a message is told as an event, and known when it comes again', async () => {
    expect(await send(server, sender, body, signed[sender](body, secret))).toEqual({ status: 202, result: 'accepted' });
    expect(await send(server, sender, body, signed[sender](body, secret))).toEqual({ status: 202, result: 'known' });
    await server.service.webhooks.projector.finish();
    const kept = await server.service.reading.run(database =>
      database.query('select count(*) as n, min(body) as body from delivery where source = $1', [sender]),
    );
    expect(kept).toEqual([{ n: 1, body }]);
    const tables = { github: 'deployment', gitlab: 'deployment', cdevents: 'deployment', pagerduty: 'incident', opsgenie: 'page' };
    const events = await server.service.reading.run(database =>
      database.query(`select 1 as one from ${tables[sender]} where source = $1`, [sender]),
    );
    expect(events).toHaveLength(1);
  });
});

test('a message replayed under another delivery id is known', async () => {
  const body = JSON.stringify(messages.github);
  const headers = { ...signed.github(body, secret), 'x-github-delivery': 'd-2' };
  await send(server, 'github', body, signed.github(body, secret));
  expect(await send(server, 'github', body, headers)).toEqual({ status: 202, result: 'known' });
});

test('a time that lies in the future is refused with a reason', async () => {
  const body = deploymentMessage('late', new Date(Date.now() + 3 * 86_400_000));
  const response = await fetch(`${server.url}/webhooks/cdevents`, { method: 'POST', body, headers: signed.cdevents(body, secret) });
  expect(response.status).toBe(422);
  expect(await response.json()).toMatchObject({ title: 'the message cannot be taken: succeeded_at lies in the future' });
});

test('a sender that is not set up is refused, and the answer says how', async () => {
  const bare = await serving({ services: 0, environment: { OPSEX_GITLAB_TOKEN: '' } });
  try {
    const response = await fetch(`${bare.url}/webhooks/gitlab`, { method: 'POST', body: '{}', headers: { 'x-gitlab-token': '' } });
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ detail: expect.stringContaining('OPSEX_GITLAB_TOKEN') });
  } finally {
    await bare.end();
  }
});

describe.each(engines)('%s', (_, newAddress) => {
  test('what was acknowledged and not told is taken up by the next start', async () => {
    const address = await newAddress();
    const store = await openStore(address);
    const receivedAt = at.toISOString();
    const left = ['2', '3'].map(id => ({ sender: 'cdevents', receivedAt, headers: {}, body: deploymentMessage(id, at) }));
    await storeBatch(store, 'left', receivedAt, left);
    await store.close();
    const again = await serving({ address, services: 0 });
    try {
      await again.service.webhooks.projector.finish();
      const [row] = await again.service.reading.run(database =>
        database.query('select (select count(*) from deployment) as events, (select count(*) from webhook_batch) as waiting'),
      );
      expect(row).toEqual({ events: 2, waiting: 0 });
    } finally {
      await again.end();
    }
  });

  test('many at once share commits, and each is stored once', async () => {
    const many = await serving({ address: await newAddress(), services: 0 });
    try {
      const sent = await Promise.all(
        Array.from({ length: 300 }, (_, number) => {
          const body = deploymentMessage(`many-${number % 200}`, at);
          return send(many, 'cdevents', body, signed.cdevents(body, secret));
        }),
      );
      expect(sent.filter(({ result }) => result === 'accepted')).toHaveLength(200);
      expect(sent.filter(({ result }) => result === 'known')).toHaveLength(100);
      await many.service.webhooks.projector.finish();
      const [row] = await many.service.reading.run(database => database.query('select count(*) as n from deployment'));
      expect(row).toEqual({ n: 200 });
    } finally {
      await many.end();
    }
  });

  test('of two who edit at once the second is shown both', async () => {
    const shared = await serving({ address: await newAddress(), services: 1 });
    try {
      const events = await fetch(`${shared.url}/api/live`);
      const put = (claim: string, version: number) =>
        fetch(`${shared.url}/api/workloads/service-0000/statements/pm-blameless`, {
          method: 'PUT',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ version, met: true, claim, evidence: 'https://wiki.example.org/review' }),
        });
      const both = await Promise.all([put('Reviews name no culprits', 0), put('We never name culprits', 0)]);
      expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
      const lost = await both.find(({ status }) => status === 409)?.json();
      expect(lost).toMatchObject({ yours: { version: 0 }, theirs: { version: 1, author: 'ann' } });
      expect((await put('Reviews name no culprits at all', 1)).status).toBe(200);
      expect((await put('too late', 1)).status).toBe(409);
      expect((await put('too early', 7)).status).toBe(409);
      const { value } = (await events.body?.getReader().read()) ?? {};
      expect(new TextDecoder().decode(value)).toContain('retry: 3000');
    } finally {
      await shared.end();
    }
  });
});

async function send({ url }: RunningServer, sender: Sender, body: string, headers: Record<string, string>) {
  const response = await fetch(`${url}/webhooks/${sender}`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...headers },
  });
  const { result } = (await response.json()) as { result?: string };
  return { status: response.status, ...(result ? { result } : {}) };
}

function hmac(body: string, key: string): string {
  return createHmac('sha256', key).update(body).digest('hex');
}
