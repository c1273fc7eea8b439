/** Times whole runs of the built command line and prints one table. `npm run bench`; the figures to compare are the ratios and the peak memory. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateService } from './generate-service.ts';
import { generateTerraform } from './generate-terraform.ts';

interface Case {
  readonly title: string;
  readonly bound: string;
  make(folder: string): { readonly files: number; readonly bytes: number };
}

const cases: readonly Case[] = [
  { title: 'small service', bound: '< 0.7 s', make: folder => generateService(folder, 100) },
  { title: 'Terraform, quarter', bound: '', make: folder => generateTerraform(folder, { files: 450, bytes: 1_225_000 }) },
  { title: 'Terraform, half', bound: '', make: folder => generateTerraform(folder, { files: 900, bytes: 2_450_000 }) },
  { title: 'Terraform', bound: '< 2.5 s, < 300 MB', make: folder => generateTerraform(folder, { files: 1800, bytes: 4_900_000 }) },
  { title: 'Terraform, large', bound: '', make: folder => generateTerraform(folder, { files: 4100, bytes: 12_000_000 }) },
];
const runs = 5;

print('case                 files      MB   median s   min s   max s   s per MB   peak MB   bound');
for (const { title, bound, make } of cases) {
  const folder = mkdtempSync(join(tmpdir(), 'opsex-bench-'));
  const { files, bytes } = make(folder);
  for (const args of [
    ['init', '-q'],
    ['add', '-A'],
    ['-c', 'user.name=b', '-c', 'user.email=b@example.org', 'commit', '-qm', 'all'],
  ])
    spawnSync('git', args, { cwd: folder });
  measure(folder);
  const measured = Array.from({ length: runs }, () => measure(folder));
  const seconds = measured.map(each => each.seconds).sort((a, b) => a - b);
  const median = seconds[runs >> 1] ?? 0;
  const peak = Math.max(...measured.map(each => each.peak));
  const columns = [
    files,
    (bytes / 1e6).toFixed(1),
    median.toFixed(2),
    (seconds[0] ?? 0).toFixed(2),
    (seconds.at(-1) ?? 0).toFixed(2),
    (median / (bytes / 1e6)).toFixed(2),
    peak.toFixed(0),
  ];
  const widths = [6, 8, 11, 8, 8, 11, 10];
  print(`${title.padEnd(19)} ${columns.map((column, index) => String(column).padStart(widths[index] ?? 8)).join('')}   ${bound}`);
  rmSync(folder, { recursive: true });
}

/** One run: wall seconds with start-up, and the peak resident memory of the process in MB. */
function measure(folder: string): { readonly seconds: number; readonly peak: number } {
  const report =
    "data:text/javascript,import{isMainThread}from'node:worker_threads';if(isMainThread)process.on('exit',()=>process.stderr.write('peak='+process.resourceUsage().maxRSS));";
  const start = performance.now();
  const run = spawnSync('node', ['--import', report, join(import.meta.dirname, '../dist/opsex.js'), 'assess', folder, '--json'], {
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  const seconds = (performance.now() - start) / 1000;
  if (run.status !== 0) throw new Error(run.stderr);
  return { seconds, peak: Number(/peak=(\d+)/.exec(run.stderr)?.[1] ?? 0) / 1024 };
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
