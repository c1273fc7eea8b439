import type { Located } from '../../detector.ts';
import type { Backend } from '../terraform/backend.ts';
import { localFolder } from '../terraform/modules.ts';
import type { Include, TerragruntFile } from './terragrunt-file.ts';

/** A folder that Terragrunt applies as one. */
export interface Unit {
  readonly path: string;
  readonly folder: string;
  readonly line: number;
  /** The folder of the module it applies, when it is in this repository. */
  readonly module?: string;
  /** Where its state is kept, and the file that says so. */
  readonly backend?: Backend;
  readonly backendPath?: string;
}

const mostIncludes = 20;

/** The units of a repository: what includes others, or names a module, and is not included itself. */
export function unitsOf(findings: readonly Located<TerragruntFile>[]): readonly Unit[] {
  const files = new Map(findings.map(({ path, finding }) => [path, finding]));
  const included = new Set(findings.flatMap(({ path, finding }) => finding.includes.flatMap(each => target(path, each, files) ?? [])));
  const units = findings.filter(({ path, finding }) => {
    const applies = finding.source !== undefined || finding.includes.length > 0;
    return path.endsWith('terragrunt.hcl') && applies && !included.has(path);
  });
  return units.map(({ path, finding }) => unit(path, finding, files));
}

function unit(path: string, file: TerragruntFile, files: ReadonlyMap<string, TerragruntFile>): Unit {
  const folder = folderOf(path);
  const chain = includeChain(path, files);
  const owner = chain.find(each => files.get(each)?.backend);
  const source = chain.map(each => [each, files.get(each)?.source] as const).find(([, found]) => found !== undefined);
  return {
    path,
    folder,
    line: file.line ?? 1,
    module: moduleFolder(folder, source?.[1]),
    backend: owner === undefined ? undefined : files.get(owner)?.backend,
    backendPath: owner,
  };
}

/** The file itself, then what it includes, nearest first. */
function includeChain(path: string, files: ReadonlyMap<string, TerragruntFile>): readonly string[] {
  const chain = new Set([path]);
  for (const each of chain) {
    if (chain.size > mostIncludes) break;
    for (const include of files.get(each)?.includes ?? []) {
      const next = target(each, include, files);
      if (next !== undefined) chain.add(next);
    }
  }
  return [...chain];
}

function target(path: string, include: Include, files: ReadonlyMap<string, unknown>): string | undefined {
  if (!include.above) {
    const file = localFolder(folderOf(path), /^\.\.?\//.test(include.path) ? include.path : `./${include.path}`);
    return file !== undefined && files.has(file) ? file : undefined;
  }
  for (let folder = folderOf(path); folder !== ''; ) {
    folder = folderOf(folder);
    const file = folder === '' ? include.path : `${folder}/${include.path}`;
    if (files.has(file)) return file;
  }
  return undefined;
}

function moduleFolder(folder: string, source: string | undefined): string | undefined {
  if (source === undefined) return folder;
  const plain = source.replace(/\?.*$/, '').replace(/\/\//g, '/');
  return plain.startsWith('/') ? plain.slice(1).replace(/\/$/, '') : localFolder(folder, plain);
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
