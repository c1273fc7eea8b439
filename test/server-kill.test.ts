import { describe, expect, test } from 'vitest';
import { openStore } from '../src/store/open-store.ts';
import { engines } from '../src/store/testing.ts';
import { type ServerProcess, serverProcess } from './server-process.ts';
import { secret } from './serving.ts';
import { deploymentMessage, sendAll } from './webhook-load.ts';

/** `OPSEX_SERVER_KILLS=50` for as many on each engine. */
const kills = Number(process.env.OPSEX_SERVER_KILLS ?? 10);
const at = new Date(Date.UTC(2026, 0, 5));

describe.each(engines)('%s', (engine, newAddress) => {
  test(`${kills} servers killed under load lose nothing that they acknowledged, and tell nothing twice`, { timeout: 900_000 }, async () => {
    const address = await newAddress();
    const acknowledged: string[] = [];
    let number = 0;
    for (let kill = 0; kill < kills; kill++) {
      const { url, child, gone } = await start(address);
      const before = acknowledged.length;
      let isGone = false;
      const load = sendAll({
        url: `${url}/webhooks/cdevents`,
        token: secret,
        connections: 24,
        next: () => {
          if (isGone) return undefined;
          const id = `k-${number++}`;
          return { id, body: deploymentMessage(id, at) };
        },
        sent: ({ id, status }) => {
          if (status === 202) acknowledged.push(id);
        },
      });
      const enough = 1 + ((kill * 48_271) % 700);
      while (acknowledged.length - before < enough) await new Promise(resolve => setTimeout(resolve, 2));
      child.kill('SIGKILL');
      await gone;
      isGone = true;
      await load;
    }
    const { url, child, gone } = await start(address);
    await untilTold(url);
    child.kill('SIGTERM');
    expect(await gone).toBe(0);
    const store = await openStore(address);
    const stored = await store.query<{ id: string }>("select id from deployment where source = 'cdevents'");
    const [rest] = await store.query(
      'select (select count(*) from webhook_batch) as waiting, (select count(*) from delivery) as n, (select count(distinct key) from delivery) as keys',
    );
    await store.close();
    const ids = new Set(stored.map(({ id }) => id.replace('/ci/acme ', '')));
    expect(acknowledged.length).toBeGreaterThan(kills);
    expect(acknowledged.filter(id => !ids.has(id))).toEqual([]);
    expect(ids.size).toBe(stored.length);
    expect(rest).toEqual({ waiting: 0, n: stored.length, keys: stored.length });
    process.stderr.write(`${engine}: ${kills} kills, ${acknowledged.length} acknowledged, ${stored.length} stored\n`);
  });
});

function start(address: string): Promise<ServerProcess> {
  return serverProcess(address, { OPSEX_CDEVENTS_TOKEN: secret });
}

async function untilTold(url: string): Promise<void> {
  for (;;) {
    const metrics = await (await fetch(`${url}/metrics`)).text();
    if (/^opsex_webhook_untold_messages 0$/m.test(metrics)) return;
    await new Promise(resolve => setTimeout(resolve, 100));
  }
}
