import type { Layer, WrittenControl } from './layers.ts';
import type { Criterion, Model } from './model.ts';
import type { ModelDocument, ModelProblem } from './model-document.ts';
import { criterionSchema, type ModelFile } from './model-schema.ts';

export type ModelContent = Omit<Model, 'digest'>;

interface Merged {
  readonly content: ModelContent;
  readonly problems: readonly ModelProblem[];
}

/** Lays models over each other: what a later one states replaces what an earlier one states under the same id, field by field. */
export function mergeLayers(layers: readonly Layer[]): Merged {
  const criteria = mergeCriteria(layers);
  const heads = layers.map(({ head }) => head.content);
  const removed = new Set(heads.flatMap(head => head.remove ?? []));
  const last = heads[heads.length - 1] as ModelFile;
  const content: ModelContent = {
    id: last.id,
    version: last.version,
    title: last.title,
    levels: merge(heads, 'levels', level => level.level).map(level => ({ ...level, phrases: without(level.phrases ?? [], removed) })),
    controls: merge(heads, 'controls', control => control.id).map(control => ({
      ...control,
      cells: control.cells.map(cell => ({ ...cell, criteria: cell.criteria.filter(id => !removed.has(id)) })),
    })),
    criteria: criteria.kept.filter(({ id }) => !removed.has(id)),
    checklists: merge(heads, 'checklists', list => `${list.level} ${list.group}`).map(list => ({
      ...list,
      lines: without(list.lines, removed),
    })),
    entryPath: without(
      merge(heads, 'entry_path', action => action.action),
      removed,
    ),
    policies: mergePolicies(heads),
    applicability: merge(heads, 'applicability', rule => rule.id),
    statements: merge(heads, 'statements', each => each.kind),
  };
  return { content, problems: criteria.problems };
}

type Section = 'levels' | 'controls' | 'checklists' | 'entry_path' | 'policies' | 'applicability' | 'statements';
type Entry<S extends Section> = NonNullable<ModelFile[S]>[number];

function merge<S extends Section>(heads: readonly ModelFile[], section: S, keyOf: (entry: Entry<S>) => string | number): Entry<S>[] {
  const merged = new Map<string | number, Entry<S>>();
  for (const head of heads)
    for (const entry of (head[section] ?? []) as Entry<S>[]) merged.set(keyOf(entry), { ...merged.get(keyOf(entry)), ...entry });
  return [...merged.values()];
}

/** A policy keeps the values that the later model does not name. */
function mergePolicies(heads: readonly ModelFile[]): Entry<'policies'>[] {
  return merge(heads, 'policies', policy => policy.id).map(policy => {
    const values = Object.assign({}, ...heads.map(head => head.policies?.find(({ id }) => id === policy.id)?.values ?? {}));
    return Object.keys(values).length > 0 ? { ...policy, values } : policy;
  });
}

/** What carries nothing any more, because its criteria were removed, goes too. */
function without<T extends { readonly criteria: string[] }>(carried: readonly T[], removed: ReadonlySet<string>): T[] {
  return carried
    .map(each => ({ ...each, criteria: each.criteria.filter(id => !removed.has(id)) }))
    .filter(each => each.criteria.length > 0);
}

function mergeCriteria(layers: readonly Layer[]): { kept: Criterion[]; problems: ModelProblem[] } {
  const merged = new Map<string, WrittenCriterion>();
  for (const layer of layers) {
    for (const { document, content } of layer.controls) {
      for (const [index, criterion] of content.criteria.entries()) {
        const before = merged.get(criterion.id);
        merged.set(criterion.id, { fields: { ...before?.fields, ...criterion }, control: content.control, document, index });
      }
    }
  }
  return completed([...merged.values()]);
}

interface WrittenCriterion {
  readonly fields: WrittenControl['criteria'][number];
  readonly control: string;
  readonly document: ModelDocument;
  readonly index: number;
}

/** A changed criterion may be partial, but what comes out must be whole. */
function completed(written: readonly WrittenCriterion[]): { kept: Criterion[]; problems: ModelProblem[] } {
  const kept: Criterion[] = [];
  const problems: ModelProblem[] = [];
  for (const { fields, control, document, index } of written) {
    const whole = criterionSchema.safeParse(fields);
    if (whole.success) kept.push({ ...whole.data, control });
    else {
      const missing = whole.error.issues.map(issue => issue.path.join('.')).join(', ');
      problems.push({
        path: document.path,
        line: document.lineOf(['criteria', index]),
        message: `${fields.id} is new here and lacks ${missing}`,
      });
    }
  }
  return { kept, problems };
}
