import type { PathClass } from '../../../model/fact.ts';
import type { Located } from '../../detector.ts';
import type { Unit } from '../terragrunt/units.ts';
import { localFolder } from './modules.ts';
import type { TerraformFile } from './terraform-file.ts';

/** One folder of Terraform files: a root or a module. */
export interface Folder {
  readonly name: string;
  readonly files: Located<TerraformFile>[];
  /** Folders that it calls as modules. */
  readonly calls: Set<string>;
  /** Other folders call it, or Terragrunt applies it. */
  used: boolean;
}

/** The folders by name, with who calls whom. */
export function foldersOf(files: readonly Located<TerraformFile>[], units: readonly Unit[]): ReadonlyMap<string, Folder> {
  const folders = new Map<string, Folder>();
  for (const file of files) {
    const name = folderOf(file.path);
    const folder = folders.get(name) ?? { name, files: [], calls: new Set<string>(), used: false };
    folder.files.push(file);
    folders.set(name, folder);
  }
  for (const folder of folders.values()) {
    for (const { finding } of folder.files)
      for (const { source } of finding.modules) call(folder, localFolder(folder.name, source), folders);
  }
  for (const { module } of units) {
    const target = module === undefined ? undefined : folders.get(module);
    if (target) target.used = true;
  }
  return folders;
}

function call(from: Folder, target: string | undefined, folders: ReadonlyMap<string, Folder>): void {
  if (target === undefined || target === from.name) return;
  from.calls.add(target);
  const folder = folders.get(target);
  if (folder) folder.used = true;
}

const mostReached = 300;

/** The folder and all that it calls, directly or through others. */
export function reachedFrom(start: string, folders: ReadonlyMap<string, Folder>): readonly Folder[] {
  const names = new Set([start]);
  for (const name of names) {
    if (names.size > mostReached) break;
    for (const next of folders.get(name)?.calls ?? []) names.add(next);
  }
  return [...names].flatMap(name => folders.get(name) ?? []);
}

const moduleSegment = /(?:^|\/)_?(?:tf-|terraform-)?modules?(?:\/|$)/i;

/**
 * A folder that is applied by itself: it says where its state is or configures a provider, or was initialised or has values of its own,
 * and is not called by others. https://developer.hashicorp.com/terraform/language/modules#the-root-module
 */
export function isRoot(folder: Folder, marked: ReadonlySet<string>): boolean {
  if (folder.used) return false;
  if (folder.files.some(({ finding }) => finding.backend)) return true;
  if (moduleSegment.test(folder.name)) return false;
  return marked.has(folder.name) || folder.files.some(({ finding }) => finding.provider !== undefined);
}

/** Folders with a provider lock, which proves an initialisation, or with values. */
export function markedFolders(paths: readonly string[]): { readonly locked: ReadonlySet<string>; readonly marked: ReadonlySet<string> } {
  const locked = new Set(paths.filter(path => path.endsWith('.terraform.lock.hcl')).map(folderOf));
  const valued = paths.filter(path => /\.tfvars(?:\.json)?$/.test(path)).map(folderOf);
  return { locked, marked: new Set([...locked, ...valued]) };
}

export function isForeign(pathClass: PathClass): boolean {
  return pathClass !== 'own' && pathClass !== 'generated';
}

export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
