import { readFile, writeFile } from 'node:fs/promises';
import { build } from 'esbuild';

/** Bundles the user interface into `app.js` and `app.css`, one file each so that a report can hold them, and writes the page for the server. */
export async function buildWeb(folder) {
  const { metafile } = await build({
    entryPoints: { app: 'web/src/main.tsx' },
    outdir: folder,
    bundle: true,
    minify: true,
    format: 'iife',
    platform: 'browser',
    target: ['chrome123', 'firefox128', 'safari17.5'],
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    legalComments: 'none',
    charset: 'ascii', // the file is right whatever encoding it is served with
    metafile: true,
    plugins: [englishOnly],
    logLevel: 'warning',
  });
  await writeFile(`${folder}/index.html`, servedPage);
  return metafile;
}

/** The component library brings its own few words in thirty languages; the interface speaks English. */
const englishOnly = {
  name: 'english-only',
  setup({ onLoad }) {
    onLoad(
      { filter: /[\\/](?:react-aria|react-stately|react-aria-components)[\\/].*[\\/]intl[\\/].*[a-z]{2}-[A-Z]{2}\.m?js$/ },
      async ({ path }) => (path.includes('en-US') ? { contents: await readFile(path, 'utf8') } : { contents: 'export default {};' }),
    );
  },
};

/** The same interface, fed by the HTTP API. The component library looks for a style of this id before it adds its own. */
const servedPage = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>opsex</title>
<link rel="stylesheet" href="app.css" id="react-aria-pressable-style">
</head>
<body>
<div id="opsex" data-api="api"></div>
<noscript>opsex needs JavaScript here. The same data is at /api.</noscript>
<script src="app.js"></script>
</body>
</html>
`;
