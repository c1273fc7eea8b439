// Bundles the command line, the parse thread and the accuracy tool into dist/. Types are checked apart (npm run types).
import { rename, rm } from 'node:fs/promises';
import { build } from 'esbuild';

const fresh = `dist-${process.pid}`;
const result = await build({
  entryPoints: {
    opsex: 'src/cli/main.ts',
    'parse-worker': 'src/sources/repository/parse-worker.ts',
    accuracy: 'tools/accuracy/main.ts',
  },
  outdir: fresh,
  bundle: true,
  splitting: true,
  format: 'esm',
  mainFields: ['module', 'main'],
  platform: 'node',
  target: 'node20.19',
  external: ['web-tree-sitter', '@tree-sitter-grammars/tree-sitter-hcl'],
  banner: {
    js: "import { createRequire as createBundleRequire } from 'node:module'; const require = createBundleRequire(import.meta.url);",
  },
  chunkNames: '[name]-[hash]',
  logLevel: 'warning',
  metafile: true,
});
await rm('dist', { recursive: true, force: true });
await rename(fresh, 'dist');
if (!process.argv.includes('--quiet')) {
  const bytes = Object.values(result.metafile.outputs).reduce((sum, output) => sum + output.bytes, 0);
  process.stderr.write(`built dist/opsex.js and its parts, ${Math.round(bytes / 1024)} kB\n`);
}
