import type { FactDraft, Known } from '../../../model/fact.ts';
import { fact } from '../../../model/fact.ts';
import type { Located, Scene } from '../../detector.ts';
import { isSaidApplied } from '../../own-words/applied-roots.ts';
import { environmentOfFolder } from '../environment-names.ts';
import type { Backend } from './backend.ts';
import { versionedBuckets } from './buckets.ts';
import { environmentValues, type Values, valuesByFolder, valuesOf } from './environments.ts';
import { type Folder, folderOf, isForeign, isRoot, markedFolders } from './folders.ts';
import { describeState, type State, type StateSigns } from './state.ts';
import type { TerraformFile } from './terraform-file.ts';
import { lockingUnder } from './unlocked-applies.ts';

export interface Root {
  readonly folder: Folder;
  readonly name: string;
  readonly path: string;
  readonly line: number;
  readonly live: Known;
  readonly locked: boolean;
  readonly backend?: Backend;
  readonly state: State;
  readonly environment: string;
  readonly production?: Known;
}

/** The roots among the folders: what is applied as one. */
export function rootsOf(folders: ReadonlyMap<string, Folder>, signs: StateSigns, scene: Scene): readonly Root[] {
  const { locked, marked } = markedFolders(scene.paths);
  const candidates = [...folders.values()].filter(folder => isRoot(folder, marked) || isSaidApplied(folder.name));
  const values = valuesByFolder(environmentValues(scene.paths));
  const versioned = versionedBuckets(bucketsOf(folders));
  const own = candidates.filter(folder => !isForeign(classOf(folder, scene)));
  const undeclared = own.filter(folder => !backendOf(folder));
  return candidates.map(folder => {
    const declared = describeState(folder.name, backendOf(folder)?.finding.backend, signs, versioned, undeclared.length);
    const state = { ...declared, locking: lockingUnder(declared.locking, folder.name, signs.unlocked, own.length) };
    return describeRoot(folder, state, locked.has(folder.name), valuesOf(folder.name, values), scene);
  });
}

export function rootFact(root: Root): FactDraft<'iac.root'> {
  const { name, live, locked, state, path, line, environment, production } = root;
  return fact(
    'iac.root',
    { tool: 'terraform', name, live, locked, ...state },
    { path, line, endLine: root.backend?.endLine ?? line, scope: { environment, ...(production && { production }) } },
  );
}

function describeRoot(folder: Folder, state: State, locked: boolean, values: readonly Values[], scene: Scene): Root {
  const place = backendOf(folder) ?? folder.files.find(({ finding }) => finding.provider !== undefined) ?? folder.files[0];
  const environment = environmentOfFolder(folder.name)?.name ?? '';
  const remote = state.backend === 'remote';
  const forProduction = values.some(each => each.environment.tier === 'production');
  return {
    folder,
    name: folder.name || '.',
    path: place?.path ?? '',
    line: place?.finding.backend?.line ?? place?.finding.provider ?? 1,
    live: isForeign(classOf(folder, scene)) ? 'no' : remote || (locked && values.length > 0) ? 'yes' : 'unknown',
    locked,
    backend: place?.finding.backend,
    state,
    environment,
    production: environment === '' && forProduction ? 'yes' : undefined,
  };
}

function backendOf(folder: Folder): Located<TerraformFile> | undefined {
  return folder.files.find(({ finding }) => finding.backend);
}

function classOf(folder: Folder, scene: Scene) {
  return scene.classOf(folder.files[0]?.path ?? folder.name);
}

function bucketsOf(folders: ReadonlyMap<string, Folder>) {
  return [...folders.values()].flatMap(folder =>
    folder.files.flatMap(({ path, finding }) => finding.buckets.map(bucket => [folderOf(path), bucket] as const)),
  );
}
