// Bundles the command line, the parse thread, the user interface and the tools that measure it into dist/, with the default model checked and compiled.
// Types are checked apart (npm run types). `--out FOLDER` builds elsewhere than dist/.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { buildWeb } from './build-web.js';
import { bundling } from './bundling.js';

const { values } = parseArgs({ options: { quiet: { type: 'boolean' }, out: { type: 'string', default: 'dist' } } });
const fresh = `${values.out}-${process.pid}`;
const old = `${values.out}-${process.pid}-old`;
const result = await build({
  ...bundling,
  entryPoints: {
    opsex: 'src/cli/main.ts',
    'parse-worker': 'src/sources/repository/parse-worker.ts',
    accuracy: 'tools/accuracy/main.ts',
    corpus: 'tools/corpus/main.ts',
    'compile-model': 'tools/compile-model.ts',
  },
  outdir: fresh,
  splitting: true,
  chunkNames: '[name]-[hash]',
  metafile: true,
});
await buildWeb(`${fresh}/web`);
const model = spawnSync('node', [`${fresh}/compile-model.js`], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
if (model.status === 0) await writeFile(`${fresh}/waf-ops.model.json`, model.stdout);
else process.stderr.write(`the model has problems:\n${model.stderr}`);
await writeFile(`${fresh}/build-id`, await digestOf(Object.keys(result.metafile.outputs)));
await rename(values.out, old).catch(() => {}); // there may be none yet
await rename(fresh, values.out);
await rm(old, { recursive: true, force: true });
if (!values.quiet) {
  const bytes = Object.values(result.metafile.outputs).reduce((sum, output) => sum + output.bytes, 0);
  process.stderr.write(`built ${values.out}/opsex.js and its parts, ${Math.round(bytes / 1024)} kB\n`);
}
process.exitCode = model.status;

/** Names this very code, so that what other code has cached is not taken for its own. */
async function digestOf(files) {
  const hash = createHash('sha256');
  for (const file of files.sort()) hash.update(await readFile(file));
  return hash.digest('hex').slice(0, 16);
}
