import { randomUUID } from 'node:crypto';
import { lstatSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { plainText } from '../lib/plain-text.ts';
import { UserError } from '../lib/user-error.ts';
import { settingsFile } from './settings-source.ts';

/** An `opsex.yaml` that is there, or is to be. */
export interface EditableSettings {
  readonly absolute: string;
  readonly shown: string;
  /** What stands in it; nothing when there is no file yet. */
  readonly text: string | undefined;
}

export const emptySettings = 'version: 1\n';

export function openToEdit(path: string, named: string | undefined): EditableSettings {
  const folder = lstatSync(path, { throwIfNoEntry: false });
  if (!folder) throw new UserError(`${path} does not exist`, 'Name the folder of the repository');
  const file = settingsFile(path, named);
  const stat = lstatSync(file.absolute, { throwIfNoEntry: false });
  if (stat && !stat.isFile()) throw new UserError(`${file.shown} is no plain file`, 'opsex writes only to plain files: put one there');
  return { ...file, text: stat ? readFileSync(file.absolute, 'utf8') : undefined };
}

/** Replaces the file as a whole, and only with what can be read again. */
export async function saveSettings({ absolute, shown }: EditableSettings, text: string): Promise<void> {
  const { shapeProblems } = await import('../config/load.ts');
  const [problem] = shapeProblems({ path: shown, text });
  if (problem)
    throw new UserError(
      `nothing was written: ${plainText(`${problem.path}:${problem.line} would be wrong: ${problem.message}`)}`,
      'Give other values, or edit the file by hand',
    );
  const fresh = `${absolute}.${randomUUID()}.tmp`;
  try {
    writeFileSync(fresh, text);
    renameSync(fresh, absolute);
  } catch (error) {
    rmSync(fresh, { force: true });
    throw new UserError(`${shown} cannot be written (${(error as NodeJS.ErrnoException).code})`, 'Check that you may write to the folder');
  }
}
