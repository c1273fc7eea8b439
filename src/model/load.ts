import { createHash } from 'node:crypto';
import { checkModel } from './check.ts';
import { type BaseModel, readLayers } from './layers.ts';
import { mergeLayers } from './merge.ts';
import type { Model } from './model.ts';
import type { ModelProblem, ModelText } from './model-document.ts';

export type Loaded = { readonly model: Model } | { readonly problems: readonly ModelProblem[] };

/**
 * Reads the files of a model (`model.yaml` and any number of control files), takes over what it extends, and checks everything:
 * keys, ids, references and conditions. Nothing in a model can run code, and nothing here reads a file.
 */
export function loadModel(files: readonly ModelText[], base?: BaseModel): Loaded {
  const read = readLayers(files, base);
  if ('problems' in read) return { problems: sorted(read.problems) };
  const merged = mergeLayers(read.layers);
  const problems = [...merged.problems, ...checkModel(read.layers, merged.content)];
  if (problems.length > 0) return { problems: sorted(problems) };
  return { model: { ...merged.content, digest: digestOf(merged.content) } };
}

function sorted(problems: readonly ModelProblem[]): readonly ModelProblem[] {
  return [...problems].sort((a, b) => a.path.localeCompare(b.path) || a.line - b.line || a.message.localeCompare(b.message));
}

function digestOf(content: unknown): string {
  return `sha256:${createHash('sha256').update(canonical(content)).digest('hex')}`;
}

/** JSON with sorted keys: the order in which a file states things does not change the digest. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).filter(([, part]) => part !== undefined);
  return `{${entries
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, part]) => `${JSON.stringify(key)}:${canonical(part)}`)
    .join(',')}}`;
}
