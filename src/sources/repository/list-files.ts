import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import type { Git } from '../../lib/git.ts';

export interface Listing {
  /** Relative paths with `/`, sorted. */
  readonly paths: readonly string[];
  /** By path, git's name for the content that the index holds; only where git watches the file for changes. */
  readonly blobs: ReadonlyMap<string, string>;
  /** What was left out and why, one sentence each. */
  readonly notes: readonly string[];
}

const mostFiles = 300_000;
const deepest = 60;

/** The files that git tracks below the folder; symbolic links and submodules are left out. */
export async function listTracked(git: Git): Promise<Listing> {
  const output = await git.run(['ls-files', '-z', '--stage', '-v']);
  const paths = new Set<string>();
  const blobs = new Map<string, string>();
  let links = 0;
  let modules = 0;
  for (const entry of output.split('\0')) {
    const [, tag = '', mode = '', blob = '', stage = '', path = ''] = indexEntry.exec(entry) ?? [];
    if (mode === '120000') links++;
    else if (mode === '160000') modules++;
    else if (path !== '') {
      paths.add(path);
      if (tag === 'H' && stage === '0') blobs.set(path, blob);
    }
  }
  const notes = [
    ...(links > 0 ? [`${count(links, 'symbolic link')} not followed`] : []),
    ...(modules > 0 ? [`${count(modules, 'submodule')} not read`] : []),
  ];
  return bounded([...paths].sort(), blobs, notes);
}

/** `H 100644 <object id> 0<tab>path`; a tag in lower case means that git does not look whether the file changed. */
const indexEntry = /^(\S) (\d{6}) ([0-9a-f]+) (\d)\t(.*)$/s;

/** The files below a folder that is not under git: `.gitignore` is honoured, links are not followed. */
export async function listFolder(root: string): Promise<Listing> {
  const paths: string[] = [];
  await walk(root, '', 0, [], paths);
  return bounded(paths.sort(), new Map(), []);
}

async function walk(root: string, folder: string, depth: number, ignores: readonly Scoped[], paths: string[]): Promise<void> {
  if (depth > deepest || paths.length > mostFiles) return;
  const entries = await readdir(join(root, folder), { withFileTypes: true }).catch(() => []);
  const own = entries.some(entry => entry.name === '.gitignore') ? await readIgnore(root, folder) : undefined;
  const rules = own ? [...ignores, own] : ignores;
  for (const entry of entries) {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.name === '.git' || entry.name === 'node_modules' || isIgnored(path, entry.isDirectory(), rules)) continue;
    if (entry.isDirectory()) await walk(root, path, depth + 1, rules, paths);
    else if (entry.isFile()) paths.push(path);
  }
}

interface Scoped {
  readonly folder: string;
  readonly rules: Ignore;
}

async function readIgnore(root: string, folder: string): Promise<Scoped | undefined> {
  const text = await readFile(join(root, folder, '.gitignore'), 'utf8').catch(() => undefined);
  return text === undefined || text.length > 200_000 ? undefined : { folder, rules: ignore().add(text) };
}

function isIgnored(path: string, isFolder: boolean, scopes: readonly Scoped[]): boolean {
  return scopes.some(({ folder, rules }) => {
    const relative = folder === '' ? path : path.slice(folder.length + 1);
    return rules.ignores(isFolder ? `${relative}/` : relative);
  });
}

function bounded(paths: readonly string[], blobs: ReadonlyMap<string, string>, notes: readonly string[]): Listing {
  if (paths.length <= mostFiles) return { paths, blobs, notes };
  return {
    paths: paths.slice(0, mostFiles),
    blobs,
    notes: [...notes, `${paths.length - mostFiles} files beyond the first ${mostFiles} were not read`],
  };
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
