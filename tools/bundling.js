/** How esbuild bundles opsex and its tools: the packages of WebAssembly and DuckDB stay outside, because they load files of their own. */
export const bundling = {
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  mainFields: ['module', 'main'],
  external: ['web-tree-sitter', '@tree-sitter-grammars/tree-sitter-hcl', '@duckdb/node-api', 'playwright-core'],
  banner: {
    js: "import { createRequire as createBundleRequire } from 'node:module'; const require = createBundleRequire(import.meta.url);",
  },
  logLevel: 'warning',
};
