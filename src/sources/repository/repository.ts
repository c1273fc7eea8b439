import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Detection } from '../../facts/detect.ts';
import type { Detector, FileHistory } from '../../facts/detector.ts';
import { detectorsFor } from '../../facts/detectors-for.ts';
import { Git } from '../../lib/git.ts';
import { UserError } from '../../lib/user-error.ts';
import type { Settings } from '../../model/settings.ts';
import { withoutExcluded } from './excluded.ts';
import type { Unread } from './file-record.ts';
import { fileHistories, recentCommits } from './history.ts';
import { type KnownRecords, nothingKnown } from './known-records.ts';
import { type Listing, listFolder, listTracked } from './list-files.ts';
import { parseFiles } from './parse-files.ts';
import type { BlobHash } from './read-file.ts';

/** A repository or plain folder before its files are read: which files it has, and in which state it is. */
export interface OpenRepository {
  readonly root: string;
  readonly git: Git | undefined;
  readonly listing: Listing;
  readonly state: RepositoryState;
}

export interface RepositoryState {
  readonly commit: string | null;
  readonly dirty: boolean | null;
  readonly shallow: boolean;
  /** Paths that differ from what git's index says, or are gone. */
  readonly changed: ReadonlySet<string>;
}

/** What was read of one repository or folder. */
export interface RepositoryMaterial extends Detection, Omit<RepositoryState, 'changed'> {
  readonly root: string;
  readonly unread: readonly Unread[];
  readonly notes: readonly string[];
  /** How many files each detector read. */
  readonly filesRead: ReadonlyMap<string, number>;
  /** Something took too long or failed that may go well another time. */
  readonly incomplete: boolean;
}

/** Opens a repository or a plain folder. Throws a `UserError` when the path does not exist or is not a folder. */
export async function openRepository(path: string, settings?: Settings): Promise<OpenRepository> {
  const root = resolve(path);
  await mustBeFolder(root, path);
  const git = await Git.open(root);
  const [listing, state] = await Promise.all([git ? listTracked(git) : listFolder(root), stateOf(git)]);
  return { root, git, listing: withoutExcluded(listing, settings), state };
}

export interface Reading {
  readonly settings?: Settings;
  /** What earlier runs found in the files. */
  readonly known?: KnownRecords;
  readonly progress?: (text: string) => void;
}

/** Reads and parses the files and, where documents ask for it, their history. */
export async function readRepository(
  { root, git, listing, state }: OpenRepository,
  { settings, known, progress = () => {} }: Reading = {},
): Promise<RepositoryMaterial> {
  progress(`reading ${listing.paths.length} files`);
  const { changed, ...rest } = state;
  const setup = { root, ...(settings ? { settings } : {}), ...(known ? { hash: hashOf(listing) } : {}) };
  const blobs = new Map([...listing.blobs].filter(([path]) => !changed.has(path)));
  const [parsed, commits] = await Promise.all([
    parseFiles(setup, listing.paths, blobs, known ?? nothingKnown, progress),
    git ? recentCommits(git) : [],
  ]);
  const histories = git && !state.shallow ? await readHistories(git, parsed.files, detectorsFor(settings), progress) : new Map();
  return {
    root,
    ...rest,
    paths: listing.paths,
    ...parsed,
    histories: histories ?? new Map<string, FileHistory>(),
    commits: state.shallow ? [] : commits,
    notes: [...notesOf(git, state, listing.paths), ...(histories ? [] : [historyFailed]), ...listing.notes],
    incomplete: parsed.incomplete || histories === undefined,
  };
}

const historyFailed = 'git took too long to tell when documents changed: their dates are unknown.';

/** Newer repositories name contents by SHA-256. */
function hashOf({ blobs }: Listing): BlobHash {
  const [first] = blobs.values();
  return first?.length === 64 ? 'sha256' : 'sha1';
}

async function mustBeFolder(root: string, path: string): Promise<void> {
  const found = await stat(root).catch(() => undefined);
  if (!found) throw new UserError(`${path} does not exist`, 'Name a folder: opsex assess path/to/repository');
  if (!found.isDirectory()) throw new UserError(`${path} is a file, not a folder`, 'Name the folder of the repository that holds it');
}

async function stateOf(git: Git | undefined): Promise<RepositoryState> {
  if (!git) return { commit: null, dirty: null, shallow: false, changed: new Set() };
  const [commit, shallow, staged, changed] = await Promise.all([
    git.run(['rev-parse', '--verify', 'HEAD']).catch(() => ''),
    git.run(['rev-parse', '--is-shallow-repository']).catch(() => ''),
    git.run(['diff-index', '--cached', '--name-only', '--no-ext-diff', '--no-textconv', 'HEAD', '--', '.']).catch(() => ''),
    git.run(['ls-files', '-z', '-m', '-d']).catch(() => ''),
  ]);
  return {
    commit: commit.trim() || null,
    dirty: commit.trim() ? staged !== '' || changed !== '' : null,
    shallow: shallow.trim() === 'true',
    changed: new Set(changed.split('\0').filter(Boolean)),
  };
}

function readHistories(
  git: Git,
  files: Detection['files'],
  detectors: readonly Detector<unknown>[],
  progress: (text: string) => void,
): Promise<ReadonlyMap<string, FileHistory> | undefined> {
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
