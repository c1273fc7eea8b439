import type { AssessmentJson } from '../report/contract.ts';
import { toHtml } from '../report/html.ts';
import { toModelText } from '../report/model-text.ts';
import type { ModelTextJson } from '../report/web-contract.ts';
import { openModel } from './model-source.ts';
import { packageVersion } from './package-root.ts';
import { scaffoldExamples } from './scaffold-files.ts';
import { webAssets } from './web-assets.ts';

/** Assessments as one file that holds the user interface as well. */
export async function htmlReport(assessments: readonly AssessmentJson[], modelPath: string | undefined): Promise<string> {
  return toHtml({ assessments, model: await modelOf(assessments, modelPath) }, webAssets(), packageVersion());
}

/** The model in words, when it is the one that the assessments were judged by. */
async function modelOf(assessments: readonly AssessmentJson[], path: string | undefined): Promise<ModelTextJson | null> {
  const model = await openModel(path);
  return assessments.some(({ model: { digest } }) => digest === model.digest) ? toModelText(model, await scaffoldExamples()) : null;
}
