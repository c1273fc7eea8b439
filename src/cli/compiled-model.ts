import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Model } from '../model/model.ts';
import type { ModelFileText } from './model-files.ts';

/** A model that was loaded and checked when opsex was built, with the fingerprint of the texts it was made from. */
interface CompiledModel {
  readonly texts: string;
  readonly model: Model;
}

/** The compiled default model, as long as the model's files are still those it was made from. */
export function compiledModel(files: readonly ModelFileText[]): Model | undefined {
  const path = fileURLToPath(new URL('./waf-ops.model.json', import.meta.url)); // beside the built files
  if (!existsSync(path)) return undefined;
  const compiled = JSON.parse(readFileSync(path, 'utf8')) as CompiledModel;
  return compiled.texts === fingerprint(files) ? compiled.model : undefined;
}

export function fingerprint(files: readonly ModelFileText[]): string {
  const hash = createHash('sha256');
  for (const { text } of files) hash.update(text).update('\0');
  return hash.digest('hex');
}
