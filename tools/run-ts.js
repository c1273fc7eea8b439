// Runs a TypeScript tool: bundles it beside the built parts and starts it with the remaining arguments.
import { spawnSync } from 'node:child_process';
import { basename, dirname, join } from 'node:path';
import { build } from 'esbuild';
import { bundling } from './bundling.js';

const [source, ...args] = process.argv.slice(2);
const outfile = join(dirname(source), `.${basename(source, '.ts')}.bundle.mjs`);
await build({ ...bundling, entryPoints: [source], outfile });
const { status } = spawnSync('node', [outfile, ...args], { stdio: 'inherit' });
process.exitCode = status ?? 1;
