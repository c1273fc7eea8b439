import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openStore } from '../src/store/open-store.ts';
import { engines } from '../src/store/testing.ts';

/** `OPSEX_KILLS=100` for as many on each engine. */
const kills = Number(process.env.OPSEX_KILLS ?? 20);
const messages = 5000; // stored 2000 at a time
const rows = 2000;

describe.concurrent.each(engines)('%s', (engine, newAddress) => {
  test(`${kills} imports killed at any moment lose nothing that was acknowledged, and store nothing twice`, {
    timeout: 600_000,
  }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'opsex-kill-'));
    const address = await newAddress();
    let files = filesOf(folder, 0);
    const whole = await undisturbed(files, address);
    let usual = whole.milliseconds;
    let killed = 0;
    let round = 1;
    files = filesOf(folder, round);
    const random = randomNumbers(engine.length);
    while (killed < kills) {
      const run = await importKilledAfter(files, address, usual * (0.25 + 0.85 * random()));
      const stored = await storedOf(address, round);
      for (const [at, acknowledged] of run.acknowledged.entries()) expect(stored[at]).toBeGreaterThanOrEqual(acknowledged);
      if (run.killed) {
        killed++;
        continue;
      }
      expect(run.said).toContain(`${files[1]}: ${(messages - 1).toLocaleString('en')} messages stored`);
      expect(run.status).toBe(0);
      expect(stored).toEqual([rows - rows / 100, messages - 1]);
      expect(linesOf(`${files[0]}.rejected.csv`)).toBe(1 + rows / 100);
      expect(linesOf(`${files[1]}.rejected.csv`)).toBe(1 + 1);
      usual = Math.max(usual / 2, Math.min(usual, run.milliseconds));
      files = filesOf(folder, ++round);
    }
    await undisturbed(files, address);
    expect(await storedOf(address, round)).toEqual([rows - rows / 100, messages - 1]);
    const fresh = await newAddress();
    await undisturbed(Array.from({ length: round + 1 }, (_, each) => filesOf(folder, each)).flat(), fresh);
    expect(await contentOf(address)).toEqual(await contentOf(fresh));
  });
});

/** A table with some rows that are rejected, and messages with one; what they hold is the same whenever they are written. */
function filesOf(folder: string, round: number): readonly [table: string, messages: string] {
  const table = join(folder, `table-${round}.csv`);
  const at = (index: number) => new Date(Date.UTC(2026, 0, 1) + index * 60_000).toISOString();
  const lines = Array.from({ length: rows }, (_, n) => `${n},shop,production,${n % 100 === 7 ? 'yesterday' : at(n)}`);
  writeFileSync(table, `id,service,environment,deployed_at\n${lines.join('\n')}\n`);
  const archive = join(folder, `messages-${round}.jsonl`);
  const bodies = Array.from({ length: messages }, (_, n) => ({
    context: { id: `${round}-${n}`, source: '/ci', type: 'dev.cdevents.service.deployed.0.2.0', version: '0.4.1', timestamp: at(n) },
    subject: {
      id: 'shop',
      source: '/ci',
      type: 'service',
      content: { environment: { id: 'production' }, artifactId: `pkg:oci/shop@${n}` },
    },
  }));
  writeFileSync(archive, bodies.map((body, n) => (n === 3210 ? 'broken' : JSON.stringify(body))).join('\n'));
  return [table, archive];
}

interface KilledRun {
  readonly killed: boolean;
  readonly status: number | null;
  readonly said: string;
  readonly milliseconds: number;
  /** How many rows of each file were said to be stored. */
  readonly acknowledged: readonly [number, number];
}

async function importKilledAfter(files: readonly string[], address: string, delay: number): Promise<KilledRun> {
  const start = performance.now();
  const { child, ended, told } = startImport(files, address);
  const timer = setTimeout(() => child.kill('SIGKILL'), delay);
  const status = await ended;
  clearTimeout(timer);
  const acknowledged = (file: string | undefined) =>
    Math.max(
      0,
      ...told().flatMap(line =>
        line.startsWith(`${file}: `) ? [Number(/ ([\d,]+) (?:rows |messages )?stored/.exec(line)?.[1]?.replaceAll(',', ''))] : [],
      ),
    );
  return {
    killed: child.signalCode === 'SIGKILL',
    status,
    said: told().join('\n'),
    milliseconds: performance.now() - start,
    acknowledged: [acknowledged(files[0]), acknowledged(files[1])],
  };
}

async function undisturbed(files: readonly string[], address: string): Promise<{ readonly milliseconds: number }> {
  const start = performance.now();
  const { ended, told } = startImport(files, address);
  const status = await ended;
  if (status !== 0) throw new Error(told().join('\n'));
  return { milliseconds: performance.now() - start };
}

function startImport(files: readonly string[], address: string) {
  const args = [join(import.meta.dirname, '../dist/opsex.js'), 'events', 'import', ...files, '--database', address, '--progress'];
  const child: ChildProcess = spawn('node', args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let output = '';
  child.stderr?.on('data', chunk => {
    output += chunk;
  });
  const ended = new Promise<number | null>(resolve => child.once('close', resolve));
  // the last line counts only when it is whole
  return { child, ended, told: () => output.split('\n').slice(0, -1) };
}

/** How many rows of the table and messages of a round there are. */
async function storedOf(address: string, round: number): Promise<readonly number[]> {
  const store = await openStore(address);
  try {
    const count = async (sql: string) => (await store.query<{ n: number }>(sql))[0]?.n ?? 0;
    const table = await count(`select count(*) as n from deployment where source = 'table-${round}'`);
    const delivered = await count(`select count(*) as n from delivery where key like '/ci ${round}-%'`);
    const told = await count(`select count(*) as n from deployment where source = 'cdevents' and id like '/ci ${round}-%'`);
    expect(told).toBe(delivered);
    return [table, delivered];
  } finally {
    await store.close();
  }
}

/** All that was stored, but for when. */
async function contentOf(address: string): Promise<unknown> {
  const store = await openStore(address);
  const digest = (text: string) => `md5(string_agg(${text}, ',' order by ${text}))`;
  try {
    return [
      await store.query(`select source, count(*) as n, count(distinct id) as ids, min(succeeded_at) as first, max(succeeded_at) as last,
        ${digest("concat_ws(' ', id, service, environment, artifact)")} as digest from deployment group by source order by source`),
      await store.query(`select count(*) as n, ${digest('body')} as digest from delivery`),
      await store.query(
        'select file, max(rows_stored) as stored, max(rows_rejected) as rejected from import where finished_at is not null group by file order by file',
      ),
    ];
  } finally {
    await store.close();
  }
}

/** Equal sequences for equal seeds, from 0 up to 1. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

function linesOf(path: string): number {
  return readFileSync(path, 'utf8').trim().split('\n').length;
}
