/**
 * Times the interface in a real Chromium with 1,000 services, as a file from disk and served, and prints one table:
 * `npm run build && node tools/run-ts.js bench/web.ts [runs]`.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { AssessmentJson } from '../src/report/contract.ts';
import { toHtml } from '../src/report/html.ts';
import { openStore } from '../src/store/open-store.ts';
import { findChromium, launch } from '../test/browser/chromium.ts';
import { serverProcess } from '../test/server-process.ts';
import { storeYear } from './generate-assessments.ts';
import { generateService } from './generate-service.ts';
import { type Timed, type Timing, timeInterface } from './time-interface.ts';

const services = 1000;
const runs = Number(process.argv[2] ?? 5);
const dist = join(import.meta.dirname, '../dist');
const chromium = findChromium();
if (!chromium) throw new Error('no Chromium: install one (apt-get install chromium) or set CHROMIUM_PATH');

const folder = mkdtempSync(join(tmpdir(), 'opsex-bench-web-'));
const [script, style] = ['app.js', 'app.css'].map(name => readFileSync(join(dist, 'web', name), 'utf8'));
const file = join(folder, 'portfolio.html');
const html = toHtml({ assessments: portfolio(assessOne()), model: null }, { script: script ?? '', style: style ?? '' }, '0');
writeFileSync(file, html);
const server = await serveYear();
print(`${availableParallelism()} cores, load before ${loadavg()[0]?.toFixed(1)}, medians of ${runs} runs`);

const browser = await launch(chromium);
const timings: [file: Timing[], served: Timing[]] = [[], []];
for (let run = 0; run < runs; run++) {
  timings[0].push(await timeInterface(browser, pathToFileURL(file).href, services));
  timings[1].push(await timeInterface(browser, `${server.url}/`, services));
}
await browser.close();
server.child.kill('SIGTERM');
await server.gone;
rmSync(folder, { recursive: true });

print('what                                  figure   bound');
for (const [title, figure, bound] of sizes()) print(`${title.padEnd(34)} ${figure.padStart(9)}   ${bound ?? ''}`.trimEnd());
print('');
print('seconds: wall (processor of the page)        file         served   bound');
row('first rows of the heat map drawn', ({ drawn }) => drawn);
row('interactive: what is typed is shown', ({ interactive }) => interactive, '2 s');
row('filter applied', ({ filtered }) => filtered);
row('sorted by another column', ({ sorted }) => sorted);
row('service page opened', ({ opened }) => opened);
row('scrolled through all rows', ({ scrolled }) => scrolled);
const frames = timings.map(each => `${Math.round(median(each.map(({ longestFrame }) => longestFrame)))} ms`.padStart(15));
print(`  longest frame then                 ${frames.join('')}`);

/** A server with a year of weekly assessments of as many services. */
async function serveYear() {
  const address = join(folder, 'store.duckdb');
  const store = await openStore(address);
  await storeYear(store, services, 52);
  await store.close();
  return serverProcess(address, { OPSEX_REQUESTS_PER_MINUTE: '1000000' });
}

function sizes(): readonly (readonly [title: string, figure: string, bound?: string])[] {
  return [
    ['script, gzip', kilobytes(gzipSync(script ?? '').length), '400 kB'],
    ['script, brotli', kilobytes(brotliCompressSync(script ?? '').length)],
    ['style, gzip', kilobytes(gzipSync(style ?? '').length)],
    [`file with ${services} whole assessments`, `${(html.length / 1e6).toFixed(1)} MB`],
  ];
}

function assessOne(): AssessmentJson {
  const root = join(folder, 'service');
  generateService(root, 100);
  const { stdout, stderr, status } = spawnSync('node', [join(dist, 'opsex.js'), 'assess', root, '--json', '--no-cache'], {
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as AssessmentJson;
}

/** The assessment again and again, with names, teams and levels that differ in a fixed manner. */
function portfolio(json: AssessmentJson): readonly AssessmentJson[] {
  return Array.from({ length: services }, (_, index) => {
    const name = `service-${String(index).padStart(4, '0')}`;
    const level = (salt: number) => {
      const proven = 1 + ((index * 7 + salt * 13) % 4);
      return { proven, possible: Math.min(5, proven + ((index + salt) % 3)) };
    };
    return {
      ...json,
      workload: {
        name,
        team: `team-${index % 40}`,
        tier: index % 4,
        sources: json.workload.sources.map(source => ({ ...source, path: `/srv/${name}` })),
      },
      overall: { ...json.overall, level: level(0) },
      controls: json.controls.map((control, salt) => ({ ...control, level: level(salt + 1) })),
    };
  });
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}

function row(title: string, of: (timing: Timing) => Timed, bound = ''): void {
  const figures = timings.map(each => {
    const [wall, work] = [median(each.map(timing => of(timing).wall)), median(each.map(timing => of(timing).work))];
    return `${wall.toFixed(2)} (${work.toFixed(2)})`.padStart(15);
  });
  print(`${title.padEnd(37)}${figures.join('')}   ${bound}`.trimEnd());
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(0)} kB`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
