import { statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { plainText } from '../lib/plain-text.ts';
import { UserError } from '../lib/user-error.ts';
import type { Baseline } from '../report/baseline.ts';
import { fileReader } from '../sources/repository/read-file.ts';
import { packageVersion } from './package-root.ts';
import { type AssessmentOptions, runAssessment } from './run-assessment.ts';

export const baselineHelp = 'compare with an earlier assessment (a file written with --json) or with a commit, branch or tag';

/** The assessment that `named` stands for: a file, or the repository at `path` as it was at a commit, judged by the same model and date. */
export async function openBaseline(named: string, path: string, options: AssessmentOptions, asOf: string): Promise<Baseline> {
  if (statSync(named, { throwIfNoEntry: false })?.isFile()) return fromFile(named);
  if (/\.json$/i.test(named)) throw new UserError(`${named} does not exist`, 'Write one with: opsex assess --json -o baseline.json');
  return fromCommit(named, path, options, asOf);
}

async function fromFile(named: string): Promise<Baseline> {
  const content = fileReader(dirname(named))(basename(named));
  const { readBaseline } = await import('../report/baseline.ts');
  const read = 'text' in content ? readBaseline(content.text) : { problem: `it ${content.problem}` };
  if ('baseline' in read) return read.baseline;
  throw new UserError(
    `${named} is not an assessment: ${plainText(read.problem)}`,
    'Name a file that "opsex assess --json -o FILE" has written, or a commit',
  );
}

async function fromCommit(named: string, path: string, options: AssessmentOptions, asOf: string): Promise<Baseline> {
  const [{ checkOut }, { toAssessmentJson }] = await Promise.all([
    import('../sources/repository/check-out.ts'),
    import('../report/json.ts'),
  ]);
  const { path: folder, remove } = await checkOut(path, named);
  try {
    return toAssessmentJson(await runAssessment(folder, { ...options, asOf, cache: false, copyOf: path }), packageVersion());
  } finally {
    remove();
  }
}
