import type { Scene } from '../../detector.ts';
import { forgePath, type Targets } from './runbook-link.ts';

const targetsOf = new WeakMap<Scene, { readonly texts: readonly string[]; readonly targets: Targets }>();

/**
 * The files a runbook link can meet. Which forge repository is the scanned one is not known from files: a repository counts as it when
 * one of the links into it meets an existing document.
 */
export function runbookTargets(scene: Scene, texts: readonly string[]): Targets {
  const before = targetsOf.get(scene);
  if (before?.texts === texts) return before.targets;
  const folders = new Set<string>();
  for (const path of scene.paths)
    for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) folders.add(path.slice(0, at));
  const own = new Set<string>();
  for (const text of texts) {
    const forge = forgePath(text.trim());
    if (forge?.path.includes('/') && scene.has(forge.path)) own.add(forge.repository);
  }
  const targets = { has: (path: string) => scene.has(path), hasFolder: (path: string) => folders.has(path), own };
  targetsOf.set(scene, { texts, targets });
  return targets;
}
