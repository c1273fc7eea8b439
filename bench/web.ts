/** Times the interface in a real Chromium with 1,000 services and prints one table. `node tools/run-ts.js bench/web.ts` after a build. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import type { AssessmentJson } from '../src/report/contract.ts';
import { toHtml } from '../src/report/html.ts';
import { findChromium, launch } from '../test/browser/chromium.ts';
import { generateService } from './generate-service.ts';

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

const browser = await launch(chromium);
const timed: Timing[] = [];
for (let run = 0; run < runs; run++) timed.push(await timeOnce());
await browser.close();
rmSync(folder, { recursive: true });

print('what                                            figure   bound');
row('script, gzip', kilobytes(gzipSync(script ?? '').length), '400 kB');
row('script, brotli', kilobytes(brotliCompressSync(script ?? '').length));
row('style, gzip', kilobytes(gzipSync(style ?? '').length));
row(`file with ${services} whole assessments`, `${(html.length / 1e6).toFixed(1)} MB`);
row('first rows of the heat map drawn', seconds(median(timed.map(({ drawn }) => drawn))));
row('interactive: what is typed is shown', seconds(median(timed.map(({ interactive }) => interactive))), '2 s');
row('  processor time of the page until then', seconds(median(timed.map(({ work }) => work))));
row('filter applied', seconds(median(timed.map(({ filtered }) => filtered))));
row('sorted by another column', seconds(median(timed.map(({ sorted }) => sorted))));
row('service page opened', seconds(median(timed.map(({ opened }) => opened))));
row('longest frame while scrolling through all rows', `${Math.round(median(timed.map(({ frame }) => frame)))} ms`);

interface Timing {
  readonly drawn: number;
  readonly interactive: number;
  /** Processor time of the page until then: it says the same when the machine is busy with other things. */
  readonly work: number;
  readonly filtered: number;
  readonly sorted: number;
  readonly opened: number;
  readonly frame: number;
}

/** Seconds from the start of the navigation; those of sorting and opening from the press. */
async function timeOnce(): Promise<Timing> {
  const page = await (await browser.newContext({ viewport: { width: 1360, height: 900 }, offline: true })).newPage();
  const clock = await page.context().newCDPSession(page);
  await clock.send('Performance.enable', { timeDomain: 'threadTicks' });
  const start = performance.now();
  await page.goto(pathToFileURL(file).href, { waitUntil: 'commit' });
  await page.locator('[role=rowheader]').first().waitFor();
  const drawn = (performance.now() - start) / 1000;
  await page.getByRole('searchbox').fill('service-0500');
  const interactive = (performance.now() - start) / 1000;
  const { metrics } = await clock.send('Performance.getMetrics');
  const work = metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0;
  await page.getByText(`1 of ${services.toLocaleString('en-GB')} services`).waitFor();
  const filtered = (performance.now() - start) / 1000 - interactive;
  await page.getByRole('searchbox').fill('');
  await page.getByText(`${services.toLocaleString('en-GB')} services`, { exact: true }).waitFor();
  const frame = await longestFrame(page);
  const sorted = await timeOf(async () => {
    await page.getByRole('columnheader', { name: 'Service' }).click();
    await page.locator('[role=rowheader]').filter({ hasText: 'service-0000' }).waitFor();
  });
  const opened = await timeOf(async () => {
    await page.locator('[role=rowheader] a').first().click();
    await page.locator('.headline').waitFor();
  });
  await page.context().close();
  return { drawn, interactive, work, filtered, sorted, opened, frame };
}

async function timeOf(act: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await act();
  return (performance.now() - start) / 1000;
}

/** Milliseconds between two frames at most, while the map scrolls from its first to its last row. */
function longestFrame(page: Page): Promise<number> {
  return page.evaluate(`new Promise(done => {
    const map = document.querySelector('.heat-map');
    let [last, longest, step] = [performance.now(), 0, 0];
    function frame(now) {
      longest = Math.max(longest, now - last);
      last = now;
      map.scrollTop = (map.scrollHeight * step++) / 120;
      if (step <= 120) requestAnimationFrame(frame);
      else done(longest);
    }
    requestAnimationFrame(now => { last = now; requestAnimationFrame(frame); });
  })`);
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

function seconds(value: number): string {
  return `${value.toFixed(2)} s`;
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(0)} kB`;
}

function row(title: string, figure: string, bound = ''): void {
  print(`${title.padEnd(46)} ${figure.padStart(9)}   ${bound}`.trimEnd());
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
