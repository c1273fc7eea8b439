import { existsSync, statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { plainText } from '../lib/plain-text.ts';
import { UserError } from '../lib/user-error.ts';
import type { NamedSide } from '../report/history/diff.ts';
import { toAssessmentJson } from '../report/json.ts';
import { fileReader } from '../sources/repository/read-file.ts';
import { packageVersion } from './package-root.ts';
import { type AssessmentOptions, runAssessment } from './run-assessment.ts';
import { storeAddress } from './store-address.ts';
import { isServer, withStore, workloadAt } from './stored.ts';

/** Where sides are looked for. */
export interface SideOptions extends AssessmentOptions {
  readonly workload?: string;
}

/**
 * The assessment that `name` stands for: a file that was written as JSON, else a milestone or stored assessment, else the repository at `path`
 * as it was at a commit.
 */
export async function openSide(name: string, path: string, options: SideOptions): Promise<NamedSide> {
  if (statSync(name, { throwIfNoEntry: false })?.isFile()) return { name: basename(name), side: await fromFile(name) };
  if (/\.json$/i.test(name)) throw new UserError(`${plainText(name)} does not exist`, 'Write one with: opsex assess --json -o FILE');
  const stored = await fromStore(name, path, options);
  if (stored) return { name, side: stored };
  return { name, side: await fromCommit(name, path, options) };
}

/** The repository as it is now. */
export async function currentSide(path: string, options: SideOptions): Promise<NamedSide> {
  return { name: 'now', side: toAssessmentJson(await runAssessment(path, options), packageVersion()) };
}

async function fromFile(file: string): Promise<NamedSide['side']> {
  const content = fileReader(dirname(file))(basename(file));
  const { readSide } = await import('../report/history/diff-side.ts');
  const read = 'text' in content ? readSide(content.text) : { problem: `it ${content.problem}` };
  if ('side' in read) return read.side;
  throw new UserError(`${plainText(file)} is not an assessment: ${plainText(read.problem)}`, 'Write one with: opsex assess --json -o FILE');
}

async function fromStore(name: string, path: string, options: SideOptions): Promise<NamedSide['side'] | undefined> {
  const address = storeAddress(options.database);
  if (!isServer(address) && !existsSync(address)) return undefined;
  const workload = options.workload ?? (await workloadAt(path));
  const { findAssessment } = await import('../store/history/find-assessment.ts');
  const { readAssessment } = await import('../store/history/assessments.ts');
  return withStore(address, async database => {
    const found = await findAssessment(database, workload, name);
    return found && readAssessment(database, workload, found.id);
  });
}

/** With the events up to the date of the assessment, whatever the date of the commit: they are the same on both sides. */
async function fromCommit(name: string, path: string, options: SideOptions): Promise<NamedSide['side']> {
  const { checkOut } = await import('../sources/repository/check-out.ts');
  const { path: folder, remove } = await checkOut(path, name).catch(error => {
    throw error instanceof UserError && /is no commit|not a git repository/.test(error.message) ? unknownName(name, path) : error;
  });
  try {
    return toAssessmentJson(await runAssessment(folder, { ...options, cache: false, copyOf: path }), packageVersion());
  } finally {
    remove();
  }
}

function unknownName(name: string, path: string): UserError {
  return new UserError(
    `"${plainText(name)}" is no file, milestone, stored assessment or commit of ${plainText(path)}`,
    'opsex history lists what is stored; a day (2026-06-30), latest, previous and the start of an id do as well',
  );
}
