import type { Scene } from '../../detector.ts';
import { forgePath, type Targets } from './runbook-link.ts';

const foldersOf = new WeakMap<Scene, ReadonlySet<string>>();

/**
 * The files a runbook link can meet. Which forge repository is the scanned one is not known from files: a repository counts as it when
 * one of the links into it meets an existing document.
 */
export function runbookTargets(scene: Scene, links: readonly string[]): Targets {
  const own = new Set<string>();
  for (const link of links) {
    const forge = forgePath(link.trim());
    if (forge?.path.includes('/') && (scene.has(forge.path) || scene.isOpen(forge.path))) own.add(forge.repository);
  }
  return { has: path => scene.has(path), isOpen: path => scene.isOpen(path), hasFolder: path => folders(scene).has(path), own };
}

function folders(scene: Scene): ReadonlySet<string> {
  const known = foldersOf.get(scene);
  if (known) return known;
  const found = new Set<string>();
  for (const path of scene.paths)
    for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) found.add(path.slice(0, at));
  foldersOf.set(scene, found);
  return found;
}
