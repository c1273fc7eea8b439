/**
 * Times whole imports of events by the built command line and prints one table: `npm run bench:events`. Rows of CSV deployments as pipelines
 * export them (190 bytes each), and recorded CDEvents, into DuckDB and into a PostgreSQL server of its own with the settings that it comes with.
 */
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgreSql } from '../test/postgresql-server.ts';
import { type Engine, emptyStore } from './empty-store.ts';

const folder = mkdtempSync(join(tmpdir(), 'opsex-bench-events-'));
const runs = Number(process.env.OPSEX_BENCH_RUNS ?? 3);

interface Case {
  readonly title: string;
  readonly rows: number;
  readonly header?: string;
  readonly line: (row: number, rows: number) => string;
  readonly bound?: string;
}

const cases: readonly Case[] = [
  {
    title: 'CSV deployments',
    rows: 2_000_000,
    header: 'id,service,environment,sha,ref,status,started_at,finished_at,url\n',
    line: deploymentRow,
    bound: '200,000 rows/s into DuckDB',
  },
  { title: 'recorded CDEvents', rows: 100_000, line: deployedMessage },
];

const server = await startPostgreSql([]);
try {
  print(`median of ${runs} runs, ${availableParallelism()} cores, load before ${loadavg()[0]?.toFixed(1)}`);
  print('case                    rows     MB   engine       seconds     rows/s   processor s   again s   bound');
  for (const each of cases) await measureCase(each);
} finally {
  await server.stop();
  rmSync(folder, { recursive: true });
}

async function measureCase({ title, rows, header, line, bound }: Case): Promise<void> {
  const file = join(folder, header ? 'deployments.csv' : 'messages.jsonl');
  writeRows(file, rows, line, header);
  for (const engine of ['duckdb', 'postgresql'] as const) {
    const measured: Measured[] = [];
    for (let run = 0; run < runs; run++) measured.push(await measure(engine, file));
    const of = (column: keyof Measured) => median(measured.map(each => each[column]));
    const columns = [
      title.padEnd(18),
      rows.toLocaleString('en').padStart(9),
      (statSync(file).size / 1e6).toFixed(0).padStart(6),
      `  ${engine.padEnd(11)}`,
      of('seconds').toFixed(2).padStart(7),
      Math.round(rows / of('seconds'))
        .toLocaleString('en')
        .padStart(10),
      of('processor').toFixed(1).padStart(13),
      of('again').toFixed(2).padStart(9),
    ];
    print(`${columns.join(' ')}   ${engine === 'duckdb' ? (bound ?? '') : ''}`);
  }
}

interface Measured {
  /** Of the first import into an empty store, and the time of all processors that opsex took for it (that of the server not counted). */
  readonly seconds: number;
  readonly processor: number;
  /** Of the same file once more, when nothing in it is new. */
  readonly again: number;
}

async function measure(engine: Engine, file: string): Promise<Measured> {
  const address = await emptyStore(engine, folder, server.url);
  const first = importOnce(file, address);
  return { ...first, again: importOnce(file, address).seconds };
}

function importOnce(file: string, address: string): { readonly seconds: number; readonly processor: number } {
  const probe =
    "data:text/javascript,process.on('exit',()=>{const{user,system}=process.cpuUsage();process.stderr.write('cpu='+(user+system))});";
  const command = join(import.meta.dirname, '../dist/opsex.js');
  const start = performance.now();
  const run = spawnSync('node', ['--import', probe, command, 'events', 'import', file, '--database', address], { encoding: 'utf8' });
  if (run.status !== 0) throw new Error(run.stderr);
  return { seconds: (performance.now() - start) / 1000, processor: Number(/cpu=(\d+)/.exec(run.stderr)?.[1] ?? 0) / 1e6 };
}

function writeRows(path: string, rows: number, line: Case['line'], header = ''): void {
  const file = openSync(path, 'w');
  writeSync(file, header);
  for (let from = 0; from < rows; from += 10_000)
    writeSync(file, Array.from({ length: Math.min(10_000, rows - from) }, (_, at) => line(from + at, rows)).join(''));
  closeSync(file);
}

/** In order of time over two years, 500 services, one in five to staging, one in twenty failed. */
function deploymentRow(row: number, rows: number): string {
  const began = Date.UTC(2024, 10, 23) + Math.floor((row / rows) * 728 * 86_400) * 1000;
  const service = String((row * 48_271) % 500).padStart(3, '0');
  const sha = ((row * 69_621 + 7) % 2_147_483_647).toString(16).padStart(8, '0').repeat(5);
  return `${row},${service}-service,${row % 5 ? 'production' : 'staging'},${sha},refs/heads/main,${row % 20 ? 'success' : 'failure'},${new Date(began).toISOString()},${new Date(began + 300_000).toISOString()},https://ci.example.org/acme/${service}/runs/${row}\n`;
}

function deployedMessage(row: number): string {
  const timestamp = new Date(Date.UTC(2026, 0, 1) + row * 60_000).toISOString();
  const context = { id: `e-${row}`, source: '/ci/acme', type: 'dev.cdevents.service.deployed.0.2.0', version: '0.4.1', timestamp };
  const content = { environment: { id: 'production' }, artifactId: `pkg:oci/shop@sha256:${row.toString(16).padStart(64, '0')}` };
  return `${JSON.stringify({ context, subject: { id: `service-${row % 500}`, source: '/ci/acme', type: 'service', content } })}\n`;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
