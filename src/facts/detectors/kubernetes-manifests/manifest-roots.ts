import type { Located } from '../../detector.ts';
import { localFolder } from '../terraform/modules.ts';
import type { ChartFile, KustomizationFile, ManifestFile } from './manifest-file.ts';

/** A folder of manifests that is applied as one. */
export interface ManifestRoot {
  readonly tool: 'helm' | 'kustomize' | 'openshift-template' | 'kubernetes';
  readonly folder: string;
  readonly path: string;
  readonly line: number;
  readonly manifests: Located<ManifestFile>[];
}

/** Charts, overlays that nobody else takes in, and what is left over as plain manifests, each with the manifests below it. */
export function manifestRoots(
  manifests: readonly Located<ManifestFile>[],
  charts: readonly Located<ChartFile>[],
  kustomizations: readonly Located<KustomizationFile>[],
): readonly ManifestRoot[] {
  const taken = takenFolders(kustomizations);
  const roots = new Map<string, ManifestRoot>();
  const bases = new Set<string>();
  for (const { path, finding } of charts) {
    if (finding.library) bases.add(folderOf(path));
    else add(roots, { tool: 'helm', folder: folderOf(path), path, line: finding.line, manifests: [] });
  }
  for (const { path, finding } of kustomizations) {
    const folder = folderOf(path);
    if (taken.has(folder) || finding.component) bases.add(folder);
    else if (!roots.has(folder)) add(roots, { tool: 'kustomize', folder, path, line: 1, manifests: [] });
  }
  const holders = new Set(manifests.filter(({ finding }) => finding.layers.length > 0).map(({ path }) => folderOf(path)));
  for (const manifest of manifests) {
    if (manifest.finding.layers.length > 0) assign(manifest, roots, bases, holders);
  }
  return [...roots.values()];
}

function assign(
  manifest: Located<ManifestFile>,
  roots: Map<string, ManifestRoot>,
  bases: ReadonlySet<string>,
  holders: ReadonlySet<string>,
): void {
  const folder = folderOf(manifest.path);
  const above = foldersAbove(folder);
  const owner = above.map(each => roots.get(each)).find(root => root && (root.tool === 'helm' || root.tool === 'kustomize'));
  if (owner) {
    owner.manifests.push(manifest);
    return;
  }
  if (above.some(each => bases.has(each))) return;
  const top = above.findLast(each => holders.has(each)) ?? folder;
  const tool = manifest.finding.template ? 'openshift-template' : 'kubernetes';
  const line = manifest.finding.layers[0]?.line ?? 1;
  const root = roots.get(top) ?? add(roots, { tool, folder: top, path: manifest.path, line, manifests: [] });
  root.manifests.push(manifest);
}

function add(roots: Map<string, ManifestRoot>, root: ManifestRoot): ManifestRoot {
  roots.set(root.folder, root);
  return root;
}

/** Folders that another kustomization takes in: bases and components, not roots. */
function takenFolders(kustomizations: readonly Located<KustomizationFile>[]): ReadonlySet<string> {
  return new Set(
    kustomizations.flatMap(({ path, finding }) =>
      finding.takes.flatMap(each => localFolder(folderOf(path), each.startsWith('.') ? each : `./${each}`) ?? []),
    ),
  );
}

/** The folder and those above it, deepest first; the root of the repository is `''`. */
export function foldersAbove(folder: string): readonly string[] {
  const parts = folder === '' ? [] : folder.split('/');
  return [...parts.map((_, index) => parts.slice(0, index + 1).join('/')).reverse(), ''];
}

export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
