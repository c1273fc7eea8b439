// Bundles the command line, the parse thread and the accuracy tool into dist/. Types are checked apart (npm run types).
import { rename, rm } from 'node:fs/promises';
import { build } from 'esbuild';
import { bundling } from './bundling.js';

const fresh = `dist-${process.pid}`;
const result = await build({
  entryPoints: {
    opsex: 'src/cli/main.ts',
    'parse-worker': 'src/sources/repository/parse-worker.ts',
    accuracy: 'tools/accuracy/main.ts',
  },
  outdir: fresh,
  ...bundling,
  splitting: true,
  chunkNames: '[name]-[hash]',
  metafile: true,
});
await rm('dist', { recursive: true, force: true });
await rename(fresh, 'dist');
if (!process.argv.includes('--quiet')) {
  const bytes = Object.values(result.metafile.outputs).reduce((sum, output) => sum + output.bytes, 0);
  process.stderr.write(`built dist/opsex.js and its parts, ${Math.round(bytes / 1024)} kB\n`);
}
