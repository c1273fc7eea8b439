import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { UserError } from '../lib/user-error.ts';
import { packageRoot } from './package-root.ts';

export interface ModelFileText {
  readonly path: string;
  readonly text: string;
}

const mostFiles = 200;

/** The files of a model that comes with opsex; none when there is no such model. */
export function shippedModelFiles(id: string): readonly ModelFileText[] {
  if (!/^[a-z0-9-]+$/.test(id)) return [];
  const folder = join(packageRoot(), 'models', id);
  return statSync(folder, { throwIfNoEntry: false }) ? readModelFiles(folder) : [];
}

/** The YAML files of a model folder, or the one file that is named. */
export function readModelFiles(path: string): readonly ModelFileText[] {
  const root = resolve(path);
  const stat = statSync(root, { throwIfNoEntry: false });
  if (!stat) throw new UserError(`the model ${path} does not exist`, 'Name a folder with model.yaml, or a single model file');
  if (stat.isFile()) return [{ path, text: readFileSync(root, 'utf8') }];
  const names = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter(name => /\.ya?ml$/.test(name))
    .sort();
  if (names.length === 0) throw new UserError(`the model folder ${path} holds no YAML file`, 'It needs a model.yaml');
  if (names.length > mostFiles)
    throw new UserError(`the model folder ${path} holds ${names.length} YAML files`, 'Name the folder of one model');
  return names.map(name => ({ path: relative(process.cwd(), join(root, name)), text: readFileSync(join(root, name), 'utf8') }));
}
