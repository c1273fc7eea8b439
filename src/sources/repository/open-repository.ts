import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Git } from '../../lib/git.ts';
import { UserError } from '../../lib/user-error.ts';
import type { Settings } from '../../model/settings.ts';
import { withoutExcluded } from './excluded.ts';
import { type Listing, listFolder, listTracked } from './list-files.ts';
import { type WebAddress, webAddressOf } from './web-address.ts';

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
  readonly web: WebAddress;
}

/** Opens a repository or a plain folder. Throws a `UserError` when the path does not exist or is not a folder. */
export async function openRepository(path: string, settings?: Settings): Promise<OpenRepository> {
  const root = resolve(path);
  await mustBeFolder(root, path);
  const git = await Git.open(root);
  const [listing, state] = await Promise.all([git ? listWithGit(git, root) : listFolder(root), stateOf(git)]);
  return { root, git, listing: withoutExcluded(listing, settings), state };
}

/** Where git cannot list the files (a damaged index), the folder is read as it is. */
async function listWithGit(git: Git, root: string): Promise<Listing> {
  try {
    return await listTracked(git);
  } catch (error) {
    const listing = await listFolder(root);
    return {
      ...listing,
      notes: [`git cannot list its files (${(error as Error).message}): all files of the folder were read`, ...listing.notes],
    };
  }
}

async function mustBeFolder(root: string, path: string): Promise<void> {
  const found = await stat(root).catch(() => undefined);
  if (!found) throw new UserError(`${path} does not exist`, 'Name a folder: opsex assess path/to/repository');
  if (!found.isDirectory()) throw new UserError(`${path} is a file, not a folder`, 'Name the folder of the repository that holds it');
}

async function stateOf(git: Git | undefined): Promise<RepositoryState> {
  if (!git) return { commit: null, dirty: null, shallow: false, changed: new Set(), web: {} };
  const [commit, shallow, staged, changed, web] = await Promise.all([
    git.run(['rev-parse', '--verify', 'HEAD']).catch(() => ''),
    git.run(['rev-parse', '--is-shallow-repository']).catch(() => ''),
    git.run(['diff-index', '--cached', '--name-only', '--no-ext-diff', '--no-textconv', 'HEAD', '--', '.']).catch(() => ''),
    git.run(['ls-files', '-z', '-m', '-d']).catch(() => ''),
    webAddressOf(git),
  ]);
  return {
    commit: commit.trim() || null,
    dirty: commit.trim() ? staged !== '' || changed !== '' : null,
    shallow: shallow.trim() === 'true',
    changed: new Set(changed.split('\0').filter(Boolean)),
    web,
  };
}
