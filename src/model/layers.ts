import type { z } from 'zod';
import { type ModelDocument, type ModelProblem, type ModelText, readModelDocument, type Steps } from './model-document.ts';
import { changedControlFileSchema, clauseKeys, controlFileSchema, type ModelFile, modelFileSchema } from './model-schema.ts';

export type WrittenControl = z.infer<typeof changedControlFileSchema>;

/** One model as written, before it is laid over the one that it extends. */
export interface Layer {
  readonly head: Written<ModelFile>;
  readonly controls: readonly Written<WrittenControl>[];
}
interface Written<T> {
  readonly document: ModelDocument;
  readonly content: T;
}

/** The files of the model with this id, or nothing when there is none. */
export type BaseModel = (id: string) => readonly ModelText[] | undefined;

type Layers = { readonly layers: readonly Layer[] } | { readonly problems: readonly ModelProblem[] };

/** Most models that may extend each other in a row. */
const mostLayers = 8;

/** Reads a model and those that it extends; the one that extends nothing comes first. */
export function readLayers(files: readonly ModelText[], base: BaseModel | undefined, above: readonly string[] = []): Layers {
  const read = readLayer(files);
  if ('problems' in read) return read;
  const { document, content } = read.layer.head;
  if (content.extends === undefined) return { layers: [read.layer] };
  const refuse = (message: string) => ({ problems: [{ path: document.path, line: document.lineOf(['extends']), message }] });
  const ids = [...above, content.id];
  if (ids.includes(content.extends) || ids.length >= mostLayers)
    return refuse(`the models extend each other in a circle: ${ids.join(' → ')}`);
  const baseFiles = base?.(content.extends);
  if (!baseFiles?.length) return refuse(`there is no model "${content.extends}" to extend`);
  const below = readLayers(baseFiles, base, ids);
  return 'problems' in below ? below : { layers: [...below.layers, read.layer] };
}

function readLayer(files: readonly ModelText[]): { layer: Layer } | { problems: ModelProblem[] } {
  const problems: ModelProblem[] = [];
  const documents: ModelDocument[] = [];
  for (const file of files) {
    const read = readModelDocument(file);
    if ('document' in read) documents.push(read.document);
    else problems.push(...read.problems);
  }
  const isHead = ({ path }: ModelDocument) => files.length === 1 || /(?:^|[\\/])model\.ya?ml$/.test(path);
  const heads = documents.filter(isHead);
  if (problems.length === 0 && heads.length !== 1)
    problems.push({
      path: heads[1]?.path ?? files[0]?.path ?? 'model.yaml',
      line: 1,
      message: `a model has exactly one model.yaml, but here are ${heads.length}`,
    });
  const [first] = heads;
  if (problems.length > 0 || !first) return { problems };
  const head = conform(modelFileSchema, first, problems);
  const schema = head?.content.extends === undefined ? controlFileSchema : changedControlFileSchema;
  const controls = documents
    .filter(document => !isHead(document))
    .flatMap(document => conform<WrittenControl>(schema, document, problems) ?? []);
  return problems.length > 0 || !head ? { problems } : { layer: { head, controls } };
}

function conform<T>(schema: z.ZodType<T>, document: ModelDocument, problems: ModelProblem[]): Written<T> | undefined {
  const result = schema.safeParse(document.value);
  if (result.success) return { document, content: result.data };
  problems.push(...result.error.issues.map(issue => problemOf(issue, document)));
  return undefined;
}

function problemOf(issue: z.core.$ZodIssue, document: ModelDocument): ModelProblem {
  const { steps, message } = innermost(issue, valueAt(document.value, stepsOf(issue.path)));
  const at = stepsOf(steps);
  const place = at.length > 0 ? `${at.join('.')}: ` : '';
  return {
    path: document.path,
    line: document.lineOf(issue.code === 'unrecognized_keys' ? [...at, ...issue.keys.slice(0, 1)] : at),
    message: place + message,
  };
}

/** A clause fits none of its forms: the issue that matters is that of the form whose key it has. */
function innermost(issue: z.core.$ZodIssue, value: unknown): { steps: readonly PropertyKey[]; message: string } {
  if (issue.code === 'invalid_type' && value === undefined) return { steps: issue.path, message: 'is missing' };
  if (issue.code !== 'invalid_union') return { steps: issue.path, message: issue.message };
  const form = clauseKeys.findIndex(key => isRecord(value) && key in value);
  const [inner] = issue.errors[form] ?? [];
  if (!inner) return { steps: issue.path, message: clauseMessage(value) };
  const deeper = innermost(inner, valueAt(value, stepsOf(inner.path)));
  return { steps: [...issue.path, ...deeper.steps], message: deeper.message };
}

function clauseMessage(value: unknown): string {
  return isRecord(value) ? `a test needs one of ${clauseKeys.join(', ')}` : 'does not fit';
}

function valueAt(value: unknown, steps: Steps): unknown {
  let at = value;
  for (const step of steps) at = typeof at === 'object' && at !== null ? (at as Record<string | number, unknown>)[step] : undefined;
  return at;
}

function stepsOf(path: readonly PropertyKey[]): Steps {
  return path.map(step => (typeof step === 'number' ? step : String(step)));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
