import { lstatSync, realpathSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { SettingsProblem } from '../config/load.ts';
import type { ListedSource } from '../model/people.ts';

interface Surroundings {
  /** Folder of the file that lists the sources. */
  readonly folder: string;
  /** The assessed folder. */
  readonly root: string;
  /** The file stands in the assessed folder. */
  readonly inside: boolean;
  /** The assessed folder is a copy: what is not in it is where it is for the original. */
  readonly original?: { readonly copy: string; readonly original: string };
}

type Placed = { readonly sources: readonly ListedSource[] } | { readonly problems: readonly SettingsProblem[] };

/**
 * Finds the folders of sources. A file in an assessed repository is not trusted to send opsex anywhere on the machine: it may name what is in the
 * repository, and repositories that are checked out beside it. A file that the caller names may name what it likes.
 */
export function placeSources(sources: readonly ListedSource[], surroundings: Surroundings): Placed {
  const problems: SettingsProblem[] = [];
  const at = surroundings.original ? moved(surroundings, surroundings.original.copy, surroundings.original.original) : surroundings;
  const placed = sources.map(source => {
    const found = folderOf(source.path, at);
    if ('folder' in found) return { ...source, folder: backIn(found.folder, surroundings) };
    problems.push({ ...source.at, column: 1, message: `sources: ${source.path} ${found.problem}` });
    return source;
  });
  return problems.length > 0 ? { problems } : { sources: placed };
}

function moved({ folder, root, inside }: Surroundings, from: string, to: string): Surroundings {
  return { folder: inPlace(folder, from, to), root: inPlace(root, from, to), inside };
}

/** What stands in the original is read in its copy. */
function backIn(folder: string, { original }: Surroundings): string {
  return original ? inPlace(folder, original.original, original.copy) : folder;
}

function inPlace(path: string, from: string, to: string): string {
  return isBelow(path, from) ? join(to, relative(from, path)) : path;
}

function folderOf(path: string, { folder, root, inside }: Surroundings): { readonly folder: string } | { readonly problem: string } {
  if (inside && isAbsolute(path)) return { problem: 'must be relative to this file, or the file named with --config' };
  let real: string;
  try {
    real = realpathSync(resolve(folder, path));
  } catch {
    return { problem: 'is not there: check it out beside this repository, or leave it out' };
  }
  if (!lstatSync(real).isDirectory()) return { problem: 'is not a folder' };
  if (!inside || isBelow(real, root)) return { folder: real };
  const checkout = checkoutOf(real, dirname(root));
  return checkout
    ? { folder: real }
    : { problem: 'is no git repository beside this one: name this file with --config to read it all the same' };
}

function isBelow(path: string, above: string): boolean {
  return path === above || path.startsWith(above.endsWith(sep) ? above : above + sep);
}

/** Whether `path` is, or is in, a repository that stands right in `beside`. */
function checkoutOf(path: string, beside: string): boolean {
  if (!isBelow(path, beside)) return false;
  const [name = ''] = relative(beside, path).split(sep);
  return name !== '' && !name.startsWith('.') && lstatSync(join(beside, name, '.git'), { throwIfNoEntry: false }) !== undefined;
}
