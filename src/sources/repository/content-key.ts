import { digest } from '../cache/cache.ts';
import type { OpenRepository } from './open-repository.ts';
import { fileReader } from './read-file.ts';

/** With more changed files than this it is not worth asking. */
const mostChanged = 500;

/**
 * Names the state that all facts of a repository come from: its commit, the contents of its files and what is known of its history. Files that
 * git does not vouch for are read. `undefined` for a plain folder, and where too many files changed.
 */
export function contentKey({ root, git, listing, state }: OpenRepository): string | undefined {
  if (!git) return undefined;
  const { commit, dirty, shallow, changed } = state;
  const doubtful = listing.paths.filter(path => changed.has(path) || !listing.blobs.has(path));
  if (doubtful.length > mostChanged) return undefined;
  const read = fileReader(root, 'sha256');
  const contents = doubtful.map(path => {
    const content = read(path);
    return [path, content.blob ?? ('problem' in content ? content.problem : '')];
  });
  const sure = listing.paths.map(path => `${path}\0${changed.has(path) ? '' : (listing.blobs.get(path) ?? '')}`);
  return digest(JSON.stringify([root, commit, dirty, shallow, digest(sure.join('\0')), contents, listing.notes]));
}
