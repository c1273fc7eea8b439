import type { Scene } from '../detector.ts';
import { dependencies, foldersUp, manifestFolder } from './dependencies/dependencies.ts';

/** The folder of the nearest manifest above a file: what is built as one. `''` is the root. */
export function moduleFolders(scene: Scene): (path: string) => string {
  const folders = new Set(scene.findings(dependencies).map(({ path }) => manifestFolder(path)));
  return path => foldersUp(path).find(folder => folders.has(folder)) ?? '';
}

/** Whether a configuration beside the code (manifest, start script, unit) speaks of this module: it lies around it or carries its name. */
export function concerns(path: string, module: string): boolean {
  if (module === '' || path.startsWith(`${module}/`)) return true;
  const name = module.slice(module.lastIndexOf('/') + 1).toLowerCase();
  return path
    .toLowerCase()
    .split('/')
    .some(part => part === name || part.split('.')[0] === name);
}
