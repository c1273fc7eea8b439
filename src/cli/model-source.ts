import { plainText } from '../lib/plain-text.ts';
import { UserError } from '../lib/user-error.ts';
import type { Loaded } from '../model/load.ts';
import type { Model } from '../model/model.ts';
import { compiledModel } from './compiled-model.ts';
import { readModelFiles, shippedModelFiles } from './model-files.ts';

/** Loads the default model, or the one in the folder or file `path`. Throws a `UserError` that lists every problem. */
export async function openModel(path: string | undefined): Promise<Model> {
  const compiled = path === undefined ? compiledModel(shippedModelFiles('waf-ops')) : undefined;
  if (compiled) return compiled;
  const loaded = await tryModel(path);
  if ('model' in loaded) return loaded.model;
  const lines = loaded.problems.slice(0, 20).map(problem => plainText(`${problem.path}:${problem.line}: ${problem.message}`));
  const more = loaded.problems.length > 20 ? [`and ${loaded.problems.length - 20} more`] : [];
  throw new UserError(
    `the model cannot be used:\n  ${[...lines, ...more].join('\n  ')}`,
    `Mend the lines above, then check with: opsex model lint${path ? ` --model ${path}` : ''}`,
  );
}

/** Reads and checks a model; the reader and checker are only loaded when a model is not compiled. */
export async function tryModel(path: string | undefined): Promise<Loaded> {
  const { loadModel } = await import('../model/load.ts');
  return loadModel(path === undefined ? shippedModelFiles('waf-ops') : readModelFiles(path), shippedModelFiles);
}
