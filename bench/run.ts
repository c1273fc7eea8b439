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

/** Medians of several runs with a new cache each, which is filled, and of as many that find everything in it. */
function measureBoth(folder: string): { readonly cold: Measured; readonly warm: Measured } {
  measure(folder, mkdtempSync(join(tmpdir(), 'opsex-bench-cache-'))); // fills the caches of the system
  const pairs = Array.from({ length: runs }, () => {
    const cache = mkdtempSync(join(tmpdir(), 'opsex-bench-cache-'));
    const pair = { cold: measure(folder, cache), warm: measure(folder, cache) };
    rmSync(cache, { recursive: true });
    return pair;
  });
  return { cold: median(pairs.map(({ cold }) => cold)), warm: median(pairs.map(({ warm }) => warm)) };
}

function median(measured: readonly Measured[]): Measured {
  const seconds = measured.map(each => each.seconds).sort((a, b) => a - b);
  return { seconds: seconds[measured.length >> 1] ?? 0, peak: Math.max(...measured.map(each => each.peak)) };
}

/** One run: wall seconds with start-up, and the peak resident memory of the process in MB. */
function measure(folder: string, cache: string): Measured {
  const report =
    "data:text/javascript,import{isMainThread}from'node:worker_threads';if(isMainThread)process.on('exit',()=>process.stderr.write('peak='+process.resourceUsage().maxRSS));";
  const start = performance.now();
  const run = spawnSync('node', ['--import', report, join(import.meta.dirname, '../dist/opsex.js'), 'assess', folder, '--json'], {
    encoding: 'utf8',
    maxBuffer: 1e9,
    env: { ...process.env, OPSEX_CACHE_DIR: cache },
  });
  const seconds = (performance.now() - start) / 1000;
  if (run.status !== 0) throw new Error(run.stderr);
  return { seconds, peak: Number(/peak=(\d+)/.exec(run.stderr)?.[1] ?? 0) / 1024 };
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
