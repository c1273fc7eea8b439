/** Times whole runs of the built command line and prints one table. `npm run bench`; the figures to compare are the ratios and the peak memory. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateMonorepo } from './generate-monorepo.ts';
import { generateService } from './generate-service.ts';
import { generateTerraform } from './generate-terraform.ts';

interface Case {
  readonly title: string;
  readonly bound: string;
  make(folder: string): { readonly files: number; readonly bytes: number };
}

const cases: readonly Case[] = [
  { title: 'small service', bound: 'cold 0.7 s', make: folder => generateService(folder, 100) },
  { title: 'Terraform', bound: 'cold 1.5 s, warm 0.4 s', make: folder => generateTerraform(folder, { files: 1800, bytes: 4_900_000 }) },
  { title: 'Terraform, large', bound: 'cold 4 s', make: folder => generateTerraform(folder, { files: 4100, bytes: 12_000_000 }) },
  { title: 'monorepo', bound: 'cold 10 s, 600 MB', make: folder => generateMonorepo(folder, 100_000) },
];
const only = process.argv[2] ?? '';
const runs = 5;

print('case                 files      MB   cold s   warm s   warm/cold   s per MB   peak MB   bound');
for (const { title, bound, make } of cases.filter(each => each.title.includes(only))) {
  const folder = mkdtempSync(join(tmpdir(), 'opsex-bench-'));
  const { files, bytes } = make(folder);
  for (const args of [
    ['init', '-q'],
    ['add', '-A'],
    ['-c', 'user.name=b', '-c', 'user.email=b@example.org', 'commit', '-qm', 'all'],
  ])
    spawnSync('git', args, { cwd: folder });
  const { cold, warm } = measureBoth(folder);
  const columns = [
    files,
    (bytes / 1e6).toFixed(1),
    cold.seconds.toFixed(2),
    warm.seconds.toFixed(2),
    (warm.seconds / cold.seconds).toFixed(2),
    (cold.seconds / (bytes / 1e6)).toFixed(2),
    Math.max(cold.peak, warm.peak).toFixed(0),
  ];
  const widths = [6, 8, 9, 9, 12, 11, 10];
  print(`${title.padEnd(19)} ${columns.map((column, index) => String(column).padStart(widths[index] ?? 8)).join('')}   ${bound}`);
  rmSync(folder, { recursive: true });
}

interface Measured {
  readonly seconds: number;
  readonly peak: number;
}

/** Medians of several runs with a new cache each, which is filled, and of as many that find everything in it; then one pair more for the memory. */
function measureBoth(folder: string): { readonly cold: Measured; readonly warm: Measured } {
  const pairs = Array.from({ length: runs + 2 }, (_, index) => {
    const cache = mkdtempSync(join(tmpdir(), 'opsex-bench-cache-'));
    const isForMemory = index === runs + 1;
    const pair = { cold: measure(folder, cache, isForMemory), warm: measure(folder, cache, isForMemory) };
    rmSync(cache, { recursive: true });
    return pair;
  });
  const timed = pairs.slice(1, -1); // the first fills the caches of the system
  const forMemory = pairs.at(-1);
  return {
    cold: { seconds: median(timed.map(({ cold }) => cold.seconds)), peak: forMemory?.cold.peak ?? 0 },
    warm: { seconds: median(timed.map(({ warm }) => warm.seconds)), peak: forMemory?.warm.peak ?? 0 },
  };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}

/** One run, without a store of events: wall seconds with start-up. The probe of memory (peak resident MB of the process) loads in every thread and costs time, so timed runs go without it. */
function measure(folder: string, cache: string, isForMemory: boolean): Measured {
  const probe =
    "data:text/javascript,import{isMainThread}from'node:worker_threads';if(isMainThread)process.on('exit',()=>process.stderr.write('peak='+process.resourceUsage().maxRSS));";
  const start = performance.now();
  const run = spawnSync(
    'node',
    [...(isForMemory ? ['--import', probe] : []), join(import.meta.dirname, '../dist/opsex.js'), 'assess', folder, '--json'],
    {
      encoding: 'utf8',
      maxBuffer: 1e9,
      env: { ...process.env, OPSEX_CACHE_DIR: cache, XDG_DATA_HOME: cache, OPSEX_DATABASE_URL: '' },
    },
  );
  const seconds = (performance.now() - start) / 1000;
  if (run.status !== 0) throw new Error(run.stderr);
  return { seconds, peak: Number(/peak=(\d+)/.exec(run.stderr)?.[1] ?? 0) / 1024 };
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
