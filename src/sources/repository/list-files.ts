import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import type { Git } from '../../lib/git.ts';
import { slicesWithin } from '../../lib/time-limit.ts';
import { type FileText, fileReader } from './read-file.ts';

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
  const walk: Walk = { root, read: fileReader(root), paths: [], links: 0, special: 0, ignoresInTime: true };
  await visit(walk, '', 0, []);
  const { paths, links, special, ignoresInTime } = walk;
  const notes = [
    ...(links > 0 ? [`${count(links, 'symbolic link')} not followed`] : []),
    ...(special > 0 ? [`${count(special, 'device or pipe', 'devices or pipes')} not read`] : []),
    ...(ignoresInTime ? [] : ['The patterns of .gitignore take too long: files that they name were read as well']),
  ];
  return bounded(paths.sort(), new Map(), notes);
}

interface Walk {
  readonly root: string;
  readonly read: (path: string) => FileText;
  readonly paths: string[];
  links: number;
  special: number;
  /** Patterns can be made to take forever: then they are left out of account. */
  ignoresInTime: boolean;
}

async function visit(walk: Walk, folder: string, depth: number, ignores: readonly Scoped[]): Promise<void> {
  if (depth > deepest || walk.paths.length > mostFiles) return;
  const entries = await readdir(join(walk.root, folder), { withFileTypes: true }).catch(() => []);
  const own = entries.some(entry => entry.name === '.gitignore') ? readIgnore(walk, folder) : undefined;
  const rules = own ? [...ignores, own] : ignores;
  const inFolder = entries
    .filter(({ name }) => name !== '.git' && name !== 'node_modules')
    .map(entry => ({ entry, path: under(folder, entry.name) }));
  for (const { entry, path } of withoutIgnored(walk, inFolder, rules)) {
    if (entry.isDirectory()) await visit(walk, path, depth + 1, rules);
    else if (entry.isFile()) walk.paths.push(path);
    else if (entry.isSymbolicLink()) walk.links++;
    else walk.special++;
  }
}

function under(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

interface Scoped {
  readonly folder: string;
  readonly rules: Ignore;
}

function readIgnore(walk: Walk, folder: string): Scoped | undefined {
  const content = walk.read(under(folder, '.gitignore'));
  return 'problem' in content || content.text.length > 200_000 ? undefined : { folder, rules: ignore().add(content.text) };
}

interface Found {
  readonly entry: Dirent;
  readonly path: string;
}

const secondsToIgnore = 0.5;

function withoutIgnored(walk: Walk, found: readonly Found[], scopes: readonly Scoped[]): readonly Found[] {
  if (scopes.length === 0 || !walk.ignoresInTime) return found;
  const ignored: boolean[] = [];
  for (const { results, overrun } of slicesWithin(found, secondsToIgnore, ({ entry, path }) =>
    isIgnored(path, entry.isDirectory(), scopes),
  )) {
    ignored.push(...results);
    if (overrun) walk.ignoresInTime = false;
  }
  return walk.ignoresInTime ? found.filter((_, index) => !ignored[index]) : found;
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

function count(number: number, noun: string, plural = `${noun}s`): string {
  return `${number} ${number === 1 ? noun : plural}`;
}
