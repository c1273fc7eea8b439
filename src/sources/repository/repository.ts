import type { Detection } from '../../facts/detect.ts';
import type { Detector, FileHistory } from '../../facts/detector.ts';
import { detectorsFor } from '../../facts/detectors-for.ts';
import type { Git } from '../../lib/git.ts';
import type { Settings } from '../../model/settings.ts';
import type { Unread } from './file-record.ts';
import { monthlyVersions } from './file-versions.ts';
import { fileHistories, recentCommits } from './history.ts';
import { type KnownRecords, nothingKnown } from './known-records.ts';
import type { Listing } from './list-files.ts';
import type { OpenRepository, RepositoryState } from './open-repository.ts';
import { parseFiles } from './parse-files.ts';
import type { BlobHash } from './read-file.ts';

/** What was read of one repository or folder. */
export interface RepositoryMaterial extends Detection, Omit<RepositoryState, 'changed' | 'web'> {
  readonly root: string;
  readonly unread: readonly Unread[];
  readonly notes: readonly string[];
  /** How many files each detector read. */
  readonly filesRead: ReadonlyMap<string, number>;
  /** Something took too long or failed that may go well another time. */
  readonly incomplete: boolean;
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
  const { changed, web: _, ...rest } = state;
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

async function readHistories(
  git: Git,
  files: Detection['files'],
  detectors: readonly Detector<unknown>[],
  progress: (text: string) => void,
): Promise<ReadonlyMap<string, FileHistory> | undefined> {
  const dated = new Set(detectors.filter(detector => detector.dated).map(detector => detector.id));
  const paths = files.filter(file => file.findings.some(([id]) => dated.has(id))).map(file => file.path);
  if (paths.length > 0) progress(`reading the history of ${paths.length} documents`);
  return withVersions(git, await fileHistories(git, paths), files, detectors);
}

/** More files and months than these are not replayed: each version is a call of git. */
const mostReplayed = 3;
const mostMonths = 12;

async function withVersions(
  git: Git,
  histories: ReadonlyMap<string, FileHistory> | undefined,
  files: Detection['files'],
  detectors: readonly Detector<unknown>[],
): Promise<ReadonlyMap<string, FileHistory> | undefined> {
  const wanting = new Set(detectors.filter(detector => detector.replayed).map(detector => detector.id));
  const paths = files.filter(file => file.findings.some(([id]) => wanting.has(id))).map(file => file.path);
  if (!histories || paths.length === 0) return histories;
  const replayed = await Promise.all(
    paths.slice(0, mostReplayed).flatMap(path => {
      const history = histories.get(path);
      return history ? [monthlyVersions(git, path, mostMonths).then(versions => [path, { ...history, versions }] as const)] : [];
    }),
  );
  return new Map([...histories, ...replayed]);
}

function notesOf(git: Git | undefined, state: { shallow: boolean; commit: string | null }, paths: readonly string[]): readonly string[] {
  const notes: string[] = [];
  if (paths.length === 0) notes.push(git ? 'git tracks no file in this folder.' : 'The folder is empty.');
  if (!git) notes.push('Not a git repository: all files were read, but dates and reviews of changes are unknown.');
  else if (!state.commit) notes.push('The repository has no commit yet: only staged files were read.');
  else if (state.shallow) notes.push('Shallow clone: dates from git history are unknown. Run "git fetch --unshallow" and assess again.');
  return notes;
}
