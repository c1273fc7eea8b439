import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import type { Detection } from '../../facts/detect.ts';
import type { FileHistory } from '../../facts/detector.ts';
import { detectors } from '../../facts/detectors/index.ts';
import { Git } from '../../lib/git.ts';
import { UserError } from '../../lib/user-error.ts';
import { fileHistories, recentCommits } from './history.ts';
import { listFolder, listTracked } from './list-files.ts';
import { parseFiles } from './parse-files.ts';

export interface Unread {
  readonly path: string;
  readonly reason: string;
  /** Ids of the detectors that wanted the file. */
  readonly wantedBy: readonly string[];
}

/** What was read of one repository or folder. */
export interface RepositoryMaterial extends Detection {
  readonly root: string;
  readonly name: string;
  readonly commit: string | null;
  readonly dirty: boolean | null;
  readonly shallow: boolean;
  readonly unread: readonly Unread[];
  readonly notes: readonly string[];
  /** How many files each detector read. */
  readonly filesRead: ReadonlyMap<string, number>;
}

/** Reads a repository or a plain folder. Throws a `UserError` when the path does not exist or is not a folder. */
export async function readRepository(path: string, progress: (text: string) => void = () => {}): Promise<RepositoryMaterial> {
  const root = resolve(path);
  await mustBeFolder(root, path);
  const git = await Git.open(root);
  const listing = git ? await listTracked(git) : await listFolder(root);
  progress(`reading ${listing.paths.length} files`);
  const [parsed, state, commits] = await Promise.all([
    parseFiles(root, listing.paths, progress),
    gitState(git),
    git ? recentCommits(git) : [],
  ]);
  const dated = git && !state.shallow ? await readHistories(git, parsed.files, progress) : new Map<string, FileHistory>();
  return {
    root,
    name: basename(root),
    ...state,
    paths: listing.paths,
    ...parsed,
    histories: dated,
    commits: state.shallow ? [] : commits,
    notes: [...notesOf(git, state, listing.paths), ...listing.notes],
  };
}

async function mustBeFolder(root: string, path: string): Promise<void> {
  const found = await stat(root).catch(() => undefined);
  if (!found) throw new UserError(`${path} does not exist`, 'Name a folder: opsex assess path/to/repository');
  if (!found.isDirectory()) throw new UserError(`${path} is a file, not a folder`, 'Name the folder of the repository that holds it');
}

async function gitState(git: Git | undefined): Promise<{ commit: string | null; dirty: boolean | null; shallow: boolean }> {
  if (!git) return { commit: null, dirty: null, shallow: false };
  const [commit, shallow, staged, changed] = await Promise.all([
    git.run(['rev-parse', '--verify', 'HEAD']).catch(() => ''),
    git.run(['rev-parse', '--is-shallow-repository']).catch(() => ''),
    git.run(['diff-index', '--cached', '--name-only', '--no-ext-diff', '--no-textconv', 'HEAD', '--', '.']).catch(() => ''),
    git.run(['ls-files', '-m', '-d']).catch(() => ''),
  ]);
  return {
    commit: commit.trim() || null,
    dirty: commit.trim() ? staged !== '' || changed !== '' : null,
    shallow: shallow.trim() === 'true',
  };
}

function readHistories(git: Git, files: Detection['files'], progress: (text: string) => void): Promise<ReadonlyMap<string, FileHistory>> {
  const dated = new Set(detectors.filter(detector => detector.dated).map(detector => detector.id));
  const paths = files.filter(file => file.findings.some(([id]) => dated.has(id))).map(file => file.path);
  if (paths.length > 0) progress(`reading the history of ${paths.length} documents`);
  return fileHistories(git, paths);
}

function notesOf(git: Git | undefined, state: { shallow: boolean; commit: string | null }, paths: readonly string[]): readonly string[] {
  const notes: string[] = [];
  if (paths.length === 0) notes.push(git ? 'git tracks no file in this folder.' : 'The folder is empty.');
  if (!git) notes.push('Not a git repository: all files were read, but dates and reviews of changes are unknown.');
  else if (!state.commit) notes.push('The repository has no commit yet: only staged files were read.');
  else if (state.shallow) notes.push('Shallow clone: dates from git history are unknown. Run "git fetch --unshallow" and assess again.');
  return notes;
}
