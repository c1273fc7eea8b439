import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { plainText } from '../lib/plain-text.ts';
import { UserError } from '../lib/user-error.ts';
import { loadModel } from '../model/load.ts';
import type { Model } from '../model/model.ts';
import { packageRoot } from './package-root.ts';

export interface ModelFileText {
  readonly path: string;
  readonly text: string;
}

/** Loads the default model, or the one in the folder or file `path`. Throws a `UserError` that lists every problem. */
export function openModel(path: string | undefined): Model {
  const loaded = tryModel(path);
  if ('model' in loaded) return loaded.model;
  const lines = loaded.problems.slice(0, 20).map(problem => plainText(`${problem.path}:${problem.line}: ${problem.message}`));
  const more = loaded.problems.length > 20 ? [`and ${loaded.problems.length - 20} more`] : [];
  throw new UserError(
    `the model cannot be used:\n  ${[...lines, ...more].join('\n  ')}`,
    `Mend the lines above, then check with: opsex model lint${path ? ` ${path}` : ''}`,
  );
}

export function tryModel(path: string | undefined): ReturnType<typeof loadModel> {
  return loadModel(path === undefined ? shippedModel('waf-ops') : readModelFiles(path), shippedModel);
}

/** The files of a model that comes with opsex; none when there is no such model. */
function shippedModel(id: string): readonly ModelFileText[] {
  try {
    return /^[a-z0-9-]+$/.test(id) ? readModelFiles(join(packageRoot(), 'models', id)) : [];
  } catch {
    return [];
  }
}

function readModelFiles(path: string): readonly ModelFileText[] {
  const root = resolve(path);
  const stat = statSync(root, { throwIfNoEntry: false });
  if (!stat) throw new UserError(`the model ${path} does not exist`, 'Name a folder with model.yaml, or a single model file');
  if (stat.isFile()) return [{ path, text: readFileSync(root, 'utf8') }];
  const names = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter(name => /\.ya?ml$/.test(name))
    .sort();
  if (names.length === 0) throw new UserError(`the model folder ${path} holds no YAML file`, 'It needs a model.yaml');
  return names.map(name => ({ path: relative(process.cwd(), join(root, name)), text: readFileSync(join(root, name), 'utf8') }));
}
