import type { Baseline } from '../report/changes.ts';
import type { AssessmentOptions } from './run-assessment.ts';

export const baselineHelp =
  'compare with an earlier assessment (a file written with --json, a milestone, latest) or with a commit, branch or tag';

/** The assessment that `named` stands for; a commit is judged by the same model and date. */
export async function openBaseline(named: string, path: string, options: AssessmentOptions, asOf: string): Promise<Baseline> {
  const { openSide } = await import('./diff-sides.ts');
  return (await openSide(named, path, { ...options, asOf })).side;
}
