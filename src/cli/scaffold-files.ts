import { existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { plainText } from '../lib/plain-text.ts';
import { UserError } from '../lib/user-error.ts';
import type { ScaffoldExample } from '../scaffold/examples.ts';
import type { Scaffolds } from '../scaffold/load-scaffolds.ts';
import { packageRoot } from './package-root.ts';

/** The scaffolds that come with opsex. */
export async function readScaffolds(): Promise<Scaffolds> {
  const folder = join(packageRoot(), 'scaffolds');
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile());
  const texts = paths.map(({ parentPath, name }) => {
    const path = join(parentPath, name);
    return [relative(folder, path).replaceAll(sep, '/'), readFileSync(path, 'utf8')] as const;
  });
  const { loadScaffolds } = await import('../scaffold/load-scaffolds.ts');
  return loadScaffolds(Object.fromEntries(texts));
}

/** The scaffolds as they look when they are filled in. */
export async function scaffoldExamples(): Promise<readonly ScaffoldExample[]> {
  const { examplesOf } = await import('../scaffold/examples.ts');
  return examplesOf(await readScaffolds());
}

/** Where a file goes. Throws when that would be outside of the folder, by its name or through a link that somebody put into the repository. */
export function targetFor(root: string, path: string): string {
  const target = resolve(root, path);
  let above = dirname(target);
  while (!existsSync(above) && dirname(above) !== above) above = dirname(above);
  if (isInside(resolve(root), target) && (!existsSync(root) || isInside(realpathSync(root), realpathSync(above)))) return target;
  throw new UserError(
    `${plainText(path)} leads out of ${plainText(root)}: nothing was written`,
    'Choose another folder with -o, or remove the link',
  );
}

function isInside(root: string, path: string): boolean {
  const way = relative(root, path);
  return !isAbsolute(way) && way.split(sep)[0] !== '..';
}

/** Writes a file that is not there yet; it never replaces one, not even one that came just now. */
export function writeNew(root: string, path: string, text: string): void {
  const target = targetFor(root, path);
  try {
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text, { flag: 'wx', mode: path.endsWith('.sh') ? 0o755 : 0o644 });
  } catch (error) {
    throw new UserError(
      `${plainText(path)} cannot be written (${(error as NodeJS.ErrnoException).code})`,
      'Choose a folder that you may write to with -o',
    );
  }
}
