/** Times what `opsex metrics` asks of a large store, on both engines, and prints one table. `npm run bench:metrics [-- DEPLOYMENTS [SMALLER]]` */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lastDays } from '../src/facts/metrics/periods.ts';
import { type MeasureRequest, measure } from '../src/measure.ts';
import type { Database } from '../src/store/database.ts';
import { assignFirstDeployments } from '../src/store/metrics/assign-first-deployments.ts';
import { openStore } from '../src/store/open-store.ts';
import { startPostgreSql } from '../test/postgresql-server.ts';
import { days, end, generateEvents } from './generate-events.ts';

const [large = 10_000_000, small = 1_000_000] = process.argv.slice(2).map(Number);
const place = { environment: 'production', productionNames: [], outdone: [] };
const services = 500;
const runs = 5;

/** Medians in seconds: on the clock, and of the processors, where the engine works in this process. */
interface Timing {
  readonly clock: number;
  readonly processor?: number;
}

/** Timings by question; the plain queries are what the table is compared with. */
interface Times {
  readonly plain: Timing;
  readonly plainest: Timing;
  readonly table: Timing;
  readonly page: Timing;
  readonly assignment?: Timing;
  readonly nothingNew?: Timing;
}

/** What anybody would write first: by service and local week, the medians of lead times and of times to restore, and the number of deployments. */
const plainQuery = plainQueryBy(time => `date_trunc('week', ${time} at time zone 'Europe/Berlin')`);
/** The same by weeks of UTC that are plain numbers: the least that an engine has to do. */
const plainestQuery = plainQueryBy(time => `floor(extract(epoch from ${time}) / 604800)`);

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
    await store.run(store.engine === 'postgresql' ? 'vacuum analyze' : 'checkpoint');
    const timed = (title: string, work: () => Promise<unknown>) => medianOf(store, title, work);
    const plain = await timed('plain', () => store.query(plainQuery));
    const plainest = await timed('plainest', () => store.query(plainestQuery));
    const table = await timed('table', () => measure(store, weeklyTable));
    const page = await timed('page', () => measure(store, onePage));
    if (!assigns) return { plain, plainest, table, page };
    for (const each of ['first_deployment', 'first_deployment_state']) await store.run(`delete from ${each}`);
    const assignment = await timing(store, () => assignFirstDeployments(store, place));
    process.stderr.write(`  assignment ${shown(assignment)}\n`);
    const nothingNew = await timed('nothing new', () => assignFirstDeployments(store, place));
    return { plain, plainest, table, page, assignment, nothingNew };
  } finally {
    await store.close();
  }
}

function plainQueryBy(week: (time: string) => string): string {
  return `select * from (select service, ${week('deployed_at')} as week,
      percentile_cont(0.5) within group (order by extract(epoch from deployed_at) - extract(epoch from committed_at)) as lead_time
    from first_deployment group by 1, 2) as delivered
  full join (select service, ${week('succeeded_at')} as week, count(*) as deployments from deployment group by 1, 2) as deployed
    using (service, week)
  full join (select service, ${week('resolved_at')} as week,
      percentile_cont(0.5) within group (order by extract(epoch from resolved_at) - extract(epoch from started_at)) as restored
    from incident group by 1, 2) as restored using (service, week)`;
}

/** The first run fills the caches and does not count. */
async function medianOf(store: Database, title: string, work: () => Promise<unknown>): Promise<Timing> {
  await work();
  const timings: Timing[] = [];
  for (let run = 0; run < runs; run++) timings.push(await timing(store, work));
  const median = timings.sort((a, b) => a.clock - b.clock)[runs >> 1] ?? { clock: 0 };
  process.stderr.write(`  ${title} ${shown(median)}\n`);
  return median;
}

async function timing({ engine }: Database, work: () => Promise<unknown>): Promise<Timing> {
  const before = process.cpuUsage();
  const start = performance.now();
  await work();
  const clock = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(before);
  return engine === 'duckdb' ? { clock, processor: (user + system) / 1e6 } : { clock };
}

function printTable(titles: readonly string[], all: readonly Times[]): void {
  const rows: readonly (readonly [title: string, bound: string, read: (times: Times) => Timing | undefined])[] = [
    ['plain: medians and counts by service and local week', '', ({ plain }) => plain],
    ['plainest: the same by weeks as plain numbers', '', ({ plainest }) => plainest],
    ['weekly DORA table, all services, two years', '≤ 2 × plain', ({ table }) => table],
    ['one service, 12 weeks, all metrics', '< 0.1 s', ({ page }) => page],
    ['first deployments of all commits', '1 M < 10 s', ({ assignment }) => assignment],
    ['first deployments, nothing new', '', ({ nothingNew }) => nothingNew],
  ];
  print(['', ...titles, 'bound']);
  for (const [title, bound, read] of rows) print([title, ...all.map(times => shown(read(times))), bound]);
  print(['table / plain', ...all.map(({ table, plain }) => `${(table.clock / plain.clock).toFixed(2)} ×`), '≤ 2 ×']);
  print(['table / plainest', ...all.map(({ table, plainest }) => `${(table.clock / plainest.clock).toFixed(2)} ×`), '']);
}

/** `4.21 s (7.90)`: on the clock, and of the processors. */
function shown(timing: Timing | undefined): string {
  if (!timing) return '';
  const digits = timing.clock < 1 ? 3 : 2;
  return `${timing.clock.toFixed(digits)} s${timing.processor === undefined ? '' : ` (${timing.processor.toFixed(digits)})`}`;
}

function print([title = '', ...cells]: readonly string[]): void {
  process.stdout.write(`${title.padEnd(53)}${cells.map(cell => cell.padStart(19)).join('')}\n`);
}

function millions(count: number): string {
  return `${count / 1_000_000} M`;
}
