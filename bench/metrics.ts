/** Times what `opsex metrics` asks of a large store, on both engines, and prints one table. `npm run bench:metrics [-- DEPLOYMENTS [SMALLER]]` */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lastDays } from '../src/facts/metrics/periods.ts';
import { type MeasureRequest, measure } from '../src/measure.ts';
import { assignFirstDeployments } from '../src/store/metrics/assign-first-deployments.ts';
import { openStore } from '../src/store/open-store.ts';
import { startPostgreSql } from '../test/postgresql-server.ts';
import { days, end, generateEvents } from './generate-events.ts';

const [large = 10_000_000, small = 1_000_000] = process.argv.slice(2).map(Number);
const place = { environment: 'production', productionNames: [], outdone: [] };
const services = 500;
const runs = 5;

/** Seconds by question; the plain query is what the table is compared with. */
interface Times {
  readonly plain: number;
  readonly table: number;
  readonly page: number;
  readonly assignment?: number;
  readonly nothingNew?: number;
}

/** What anybody would write first: by service and week, the medians of lead times and of times to restore, and the number of deployments. */
const plainQuery = `
  select * from (select service, date_trunc('week', deployed_at) as week,
      percentile_cont(0.5) within group (order by extract(epoch from deployed_at - committed_at)) as lead_time
    from first_deployment group by 1, 2) as delivered
  full join (select service, date_trunc('week', succeeded_at) as week, count(*) as deployments from deployment group by 1, 2) as deployed
    using (service, week)
  full join (select service, date_trunc('week', resolved_at) as week,
      percentile_cont(0.5) within group (order by extract(epoch from resolved_at - started_at)) as restored
    from incident group by 1, 2) as restored using (service, week)`;

const common = {
  environment: 'production',
  asOf: end,
  zone: 'Europe/Berlin',
  unit: 'week',
  definition: 'opsex/1',
  linkHours: 24,
} as const satisfies Partial<MeasureRequest>;
const weeklyTable: MeasureRequest = { ...common, subjects: 'services', window: lastDays(days, end, common.zone) };
const onePage: MeasureRequest = {
  ...common,
  subjects: [{ name: '007-service', services: ['007-service'] }],
  window: lastDays(84, end, common.zone),
};

const folder = mkdtempSync(join(tmpdir(), 'opsex-bench-'));
const server = await startPostgreSql([
  'fsync=off',
  'shared_buffers=2GB',
  'work_mem=256MB',
  'maintenance_work_mem=512MB',
  'max_wal_size=8GB',
]);
try {
  const columns: readonly (readonly [title: string, address: string, deployments: number, assigns: boolean])[] = [
    [`DuckDB, ${millions(large)}`, join(folder, 'large.duckdb'), large, false],
    [`DuckDB, ${millions(small)}`, join(folder, 'small.duckdb'), small, true],
    [`PostgreSQL, ${millions(small)}`, `${server.url}/postgres`, small, true],
  ];
  const all: Times[] = [];
  for (const [title, address, deployments, assigns] of columns) {
    process.stderr.write(`${title} …\n`);
    all.push(await timesOf(address, deployments, assigns));
  }
  printTable(
    columns.map(([title]) => title),
    all,
  );
} finally {
  await server.stop();
  rmSync(folder, { recursive: true });
}

async function timesOf(address: string, deployments: number, assigns: boolean): Promise<Times> {
  const store = await openStore(address);
  try {
    await generateEvents(store, { deployments, incidents: deployments / 50, services });
    if (store.engine === 'postgresql') await store.run('vacuum analyze');
    else await store.run('checkpoint');
    const plain = await median(() => store.query(plainQuery));
    const table = await median(() => measure(store, weeklyTable));
    const page = await median(() => measure(store, onePage));
    if (!assigns) return { plain, table, page };
    for (const each of ['first_deployment', 'first_deployment_state']) await store.run(`delete from ${each}`);
    const assignment = await seconds(() => assignFirstDeployments(store, place));
    const nothingNew = await median(() => assignFirstDeployments(store, place));
    return { plain, table, page, assignment, nothingNew };
  } finally {
    await store.close();
  }
}

async function median(work: () => Promise<unknown>): Promise<number> {
  await work();
  const times: number[] = [];
  for (let run = 0; run < runs; run++) times.push(await seconds(work));
  return times.sort((a, b) => a - b)[runs >> 1] ?? 0;
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

function printTable(titles: readonly string[], all: readonly Times[]): void {
  const rows: readonly (readonly [title: string, bound: string, read: (times: Times) => string])[] = [
    ['plain grouped medians, all services and weeks', '', ({ plain }) => `${plain.toFixed(2)} s`],
    ['weekly DORA table, all services', '≤ 2 × plain', ({ table, plain }) => `${table.toFixed(2)} s (${(table / plain).toFixed(2)} ×)`],
    ['one service, 12 weeks, all metrics', '< 100 ms', ({ page }) => `${(page * 1000).toFixed(0)} ms`],
    ['first deployments, all commits', '1 M < 10 s', ({ assignment }) => (assignment === undefined ? '' : `${assignment.toFixed(1)} s`)],
    ['first deployments, nothing new', '', ({ nothingNew }) => (nothingNew === undefined ? '' : `${(nothingNew * 1000).toFixed(0)} ms`)],
  ];
  print(['', ...titles, 'bound']);
  for (const [title, bound, read] of rows) print([title, ...all.map(read), bound]);
}

function print([title = '', ...cells]: readonly string[]): void {
  process.stdout.write(`${title.padEnd(46)}${cells.map(cell => cell.padStart(19)).join('')}\n`);
}

function millions(count: number): string {
  return `${count / 1_000_000} M`;
}
