import { randomUUID } from 'node:crypto';
import { lstatSync, mkdirSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { UserError } from '../lib/user-error.ts';

/** Writes a file below `root` as a whole. A link is never followed, neither for the file nor out of the folder. */
export function writeBelow(root: string, path: string, text: string, mode: 'new' | 'replace'): void {
  const file = join(root, path);
  const there = lstatSync(file, { throwIfNoEntry: false });
  if (there && (mode === 'new' || !there.isFile()))
    throw new UserError(
      `${path} is there already`,
      there.isFile() ? 'Name another file' : 'opsex writes only to plain files: put one there',
    );
  const fresh = `${file}.${randomUUID()}.tmp`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    mustBeInside(root, dirname(file), path);
    writeFileSync(fresh, text, { flag: 'wx' });
    renameSync(fresh, file);
  } catch (error) {
    rmSync(fresh, { force: true });
    if (error instanceof UserError) throw error;
    throw new UserError(`${path} cannot be written (${(error as NodeJS.ErrnoException).code})`, 'Check that you may write to the folder');
  }
}

function mustBeInside(root: string, folder: string, path: string): void {
  const from = relative(realpathSync(root), realpathSync(folder));
  if (from === '..' || from.startsWith(`..${sep}`))
    throw new UserError(`${path} stands outside of ${root}`, 'Name a file inside of the folder');
}
