import { readFileSync } from 'node:fs';
import type { PageAssets } from '../report/html.ts';

/** The user interface as it was built, which lies beside the built command line. */
export function webAssets(): PageAssets {
  const [script, style] = ['app.js', 'app.css'].map(name => readFileSync(new URL(`./web/${name}`, import.meta.url), 'utf8'));
  return { script: script ?? '', style: style ?? '' };
}
