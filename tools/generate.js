// Writes the generated files: published JSON schemas and the reference. With --check it only says whether they are fresh.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { bundling } from './bundling.js';

const bundle = join('dist', 'generate.mjs');
await build({
  ...bundling,
  entryPoints: ['tools/generate/main.ts'],
  outfile: bundle,
});
const run = spawnSync('node', [bundle], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
rmSync(bundle);
if (run.status !== 0) {
  process.stderr.write(run.stderr);
  process.exit(1);
}
const check = process.argv.includes('--check');
for (const [path, text] of Object.entries(JSON.parse(run.stdout))) {
  if (!check) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  } else if (read(path) !== text) {
    process.stderr.write(`${path} is stale: run "node tools/generate.js"\n`);
    process.exitCode = 1;
  }
}

function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
