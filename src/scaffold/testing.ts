import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadScaffolds } from './load-scaffolds.ts';

/** The scaffolds that come with opsex. For tests. */
export function shippedScaffolds() {
  const folder = join(import.meta.dirname, '../../scaffolds');
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(path => /\.\w+$/.test(path));
  return loadScaffolds(Object.fromEntries(paths.map(path => [path, readFileSync(join(folder, path), 'utf8')])));
}
