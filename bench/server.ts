/**
 * Times the built server and prints one table: `npm run bench:server`. Webhooks that are acknowledged only once they are committed, into DuckDB
 * and into a PostgreSQL server of its own that waits for the disk, and the overview of 1,000 services with a year of weekly assessments at 200
 * requests a second. Sender and server share the processors, the socket is loopback.
 */
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../src/store/open-store.ts';
import { startPostgreSql } from '../test/postgresql-server.ts';
import { type ServerProcess, serverProcess } from '../test/server-process.ts';
import { deploymentMessage, sendAll } from '../test/webhook-load.ts';
import { emptyStore } from './empty-store.ts';
import { storeYear } from './generate-assessments.ts';

const folder = mkdtempSync(join(tmpdir(), 'opsex-bench-server-'));
/** The overview is sent whole each time; pages of a hundred services are asked for in turn. */
const questions: readonly (readonly [title: string, path: (number: number) => string])[] = [
  ['overview, 1,000 services', () => '/api/portfolio'],
  ['page of a service', number => `/api/workloads/service-${String(number % 100).padStart(4, '0')}`],
];

const agent = new Agent({ keepAlive: true, maxSockets: 64 });
const token = 'a-token-for-the-bench-of-the-server';
const seconds = Number(process.env.OPSEX_BENCH_SECONDS ?? 15);
const connections = Number(process.env.OPSEX_BENCH_CONNECTIONS ?? 64);

const server = await startPostgreSql([]);
try {
  print(`${availableParallelism()} cores, load before ${loadavg()[0]?.toFixed(1)}, ${connections} connections`);
  print('case                         engine       per second   p50 ms   p99 ms   told after s   processor ms each   bound');
  for (const engine of ['duckdb', 'postgresql'] as const) await measureWebhooks(engine, await emptyStore(engine, folder, server.url));
  for (const engine of ['duckdb', 'postgresql'] as const) await measureOverview(engine, await emptyStore(engine, folder, server.url));
} finally {
  await server.stop();
  rmSync(folder, { recursive: true });
}

async function measureWebhooks(engine: string, address: string): Promise<void> {
  const { url, child } = await serve(address);
  const times: number[] = [];
  let number = 0;
  let until = performance.now() + 2000; // the code is warm then
  const round = async (prefix: string) => {
    const begun = performance.now();
    await sendAll({
      url: `${url}/webhooks/cdevents`,
      token,
      connections,
      next: () => {
        if (performance.now() > until) return undefined;
        const id = `${prefix}-${number++}`;
        return { id, body: deploymentMessage(id, new Date(Date.UTC(2026, 0, 1) + number * 1000)) };
      },
      sent: ({ status, milliseconds }) => {
        if (status !== 202) throw new Error(`answered ${status}`);
        times.push(milliseconds);
      },
    });
    return (performance.now() - begun) / 1000;
  };
  await round('warm');
  times.length = 0;
  const before = await processorSeconds(url);
  until = performance.now() + seconds * 1000;
  const took = await round('timed');
  const rate = times.length / took;
  const begun = performance.now();
  await untilTold(url);
  const each = ((await processorSeconds(url)) - before) / times.length;
  const told = (performance.now() - begun) / 1000;
  await end(child);
  row('webhooks, acknowledged', engine, rate, times, told.toFixed(1), each, '≥ 1,500 a second');
}

async function measureOverview(engine: string, address: string): Promise<void> {
  const store = await openStore(address);
  await storeYear(store, 1000, 52);
  await store.close();
  const { url, child } = await serve(address);
  for (const [title, path] of questions) {
    for (let warm = 0; warm < 100; warm++) await ask(url + path(warm));
    const times: number[] = [];
    const before = await processorSeconds(url);
    const waiting: Promise<void>[] = [];
    const begun = performance.now();
    for (let sent = 0; sent < 200 * seconds; sent++) {
      const due = begun + sent * 5;
      if (due > performance.now()) await new Promise(resolve => setTimeout(resolve, due - performance.now()));
      waiting.push(
        ask(url + path(sent)).then(() => {
          times.push(performance.now() - due);
        }),
      );
    }
    await Promise.all(waiting);
    row(
      title,
      engine,
      times.length / ((performance.now() - begun) / 1000),
      times,
      '',
      ((await processorSeconds(url)) - before) / times.length,
      'p99 < 50 ms at 200 a second',
    );
  }
  await end(child);
}

/** Like a browser, but for what it does with the answer. */
function ask(address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    get(address, { agent, headers: { 'accept-encoding': 'gzip' } }, response => {
      if (response.statusCode !== 200) reject(new Error(`answered ${response.statusCode}`));
      response.resume().once('end', resolve);
    }).once('error', reject);
  });
}

function row(title: string, engine: string, rate: number, times: number[], told: string, processor: number, bound: string): void {
  times.sort((a, b) => a - b);
  const at = (part: number) => (times[Math.floor((times.length - 1) * part)] ?? 0).toFixed(1).padStart(8);
  print(
    `${title.padEnd(28)} ${engine.padEnd(11)} ${Math.round(rate).toLocaleString('en').padStart(11)} ${at(0.5)} ${at(0.99)} ${told.padStart(14)} ${(processor * 1000).toFixed(2).padStart(19)}   ${bound}`,
  );
}

function serve(address: string): Promise<ServerProcess> {
  return serverProcess(address, { OPSEX_CDEVENTS_TOKEN: token, OPSEX_REQUESTS_PER_MINUTE: '1000000' });
}

/** What the server alone has taken, whatever else the machine does. */
async function processorSeconds(url: string): Promise<number> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  return Number(/^process_cpu_seconds_total ([\d.e-]+)$/m.exec(metrics)?.[1]);
}

async function untilTold(url: string): Promise<void> {
  for (;;) {
    const metrics = await (await fetch(`${url}/metrics`)).text();
    if (/^opsex_webhook_untold_messages 0$/m.test(metrics)) return;
    await new Promise(resolve => setTimeout(resolve, 100));
  }
}

function end(child: ChildProcess): Promise<void> {
  return new Promise(resolve => {
    child.removeAllListeners('exit');
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
