import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { Git } from '../../lib/git.ts';
import { Unavailable, UserError } from '../../lib/user-error.ts';

/** The files of one commit in a folder of their own, with the history that leads to it. */
export interface CheckedOut {
  /** The folder that stands for the one that was asked for. */
  readonly path: string;
  readonly commit: string;
  /** Removes the folder. */
  readonly remove: () => void;
}

/**
 * Checks a commit out into a new temporary folder that borrows the objects of the repository at `path`. The repository itself is not touched,
 * nothing of its configuration is taken over but its address, and links come as plain files. Throws a `UserError` when there is no such commit.
 */
export async function checkOut(path: string, revision: string): Promise<CheckedOut> {
  const git = await Git.open(resolve(path));
  if (!git) throw new UserError(`${path} is not a git repository`, `Leave ${revision} out, or name the folder of a clone`);
  const commit = await commitOf(git, revision, path);
  const [top, prefix] = await Promise.all([line(git, '--show-toplevel'), line(git, '--show-prefix')]);
  const folder = mkdtempSync(join(tmpdir(), 'opsex-at-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    const root = join(folder, basename(top) || 'repository');
    await borrow(git, root, commit);
    const copy = await Git.open(root);
    if (!copy) throw new Error('git does not see the folder as a repository');
    await copy.run(['checkout', '--quiet', '--force', '--detach', commit], { seconds: 300 });
    const wanted = join(root, prefix);
    if (!statSync(wanted, { throwIfNoEntry: false })?.isDirectory())
      throw new UserError(`${revision} has no folder ${prefix}`, 'Name a commit that has it, or assess the whole repository');
    return { path: wanted, commit, remove };
  } catch (error) {
    remove();
    if (error instanceof UserError) throw error;
    throw new Unavailable(
      `${revision} cannot be checked out: ${(error as Error).message}`,
      'See that the clone is complete ("git fetch --unshallow", no partial clone) and that the temporary folder has room',
    );
  }
}

async function commitOf(git: Git, revision: string, path: string): Promise<string> {
  const found = await git.run(['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`]).catch(() => '');
  if (found.trim() !== '') return found.trim();
  throw new UserError(
    `${revision} is no commit of ${path}`,
    `Name a commit, branch or tag that the clone has; in CI, fetch it first: git fetch --no-tags origin ${revision.replace(/^origin\//, '')}`,
  );
}

/** A repository without objects of its own: https://git-scm.com/docs/gitrepository-layout */
async function borrow(git: Git, root: string, commit: string): Promise<void> {
  const common = resolve(git.folder, await line(git, '--git-common-dir'));
  const format = await line(git, '--show-object-format').catch(() => 'sha1');
  const own = join(root, '.git');
  mkdirSync(join(own, 'objects/info'), { recursive: true });
  mkdirSync(join(own, 'refs/heads'), { recursive: true });
  writeFileSync(join(own, 'HEAD'), `${commit}\n`);
  writeFileSync(join(own, 'objects/info/alternates'), `${quoted(join(common, 'objects'))}\n`);
  const address = await git.run(['config', '--get', 'remote.origin.url']).catch(() => '');
  writeFileSync(join(own, 'config'), configuration(format) + remote(address.trim()));
  if (existsSync(join(common, 'shallow'))) copyFileSync(join(common, 'shallow'), join(own, 'shallow'));
}

function configuration(format: string): string {
  const core = '[core]\n\tbare = false\n\tsymlinks = false\n\tlogAllRefUpdates = false\n';
  return format === 'sha1'
    ? `${core}\trepositoryFormatVersion = 0\n`
    : `${core}\trepositoryFormatVersion = 1\n[extensions]\n\tobjectFormat = ${format}\n`;
}

/** By its address a repository is known to the store of events. Nothing is fetched from it. */
function remote(address: string): string {
  return address === '' || /\p{Cc}/u.test(address) ? '' : `[remote "origin"]\n\turl = "${address.replace(/["\\]/g, '\\$&')}"\n`;
}

/** As git writes paths in which anything may stand. */
function quoted(path: string): string {
  return `"${path.replace(/["\\]/g, '\\$&').replaceAll('\n', '\\n')}"`;
}

async function line(git: Git, question: string): Promise<string> {
  return (await git.run(['rev-parse', question])).replace(/\n$/, '');
}
