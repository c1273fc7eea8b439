import type { Criterion, Model } from '../model/model.ts';
import { statementDays } from '../model/statement-days.ts';
import { clauseInWords } from './clause-in-words.ts';
import type { ModelTextJson } from './web-contract.ts';

type Scaffold = NonNullable<ModelTextJson['scaffolds']>[number];

/** What a scaffold looks like when it is filled in, and which of its lines show what a criterion asks for. */
interface Example extends Deeply<Scaffold> {
  readonly shows: readonly { readonly criterion: string; readonly file: number; readonly from: number }[];
}

type Deeply<T> = T extends readonly (infer Each)[]
  ? readonly Deeply<Each>[]
  : T extends object
    ? { readonly [Key in keyof T]: Deeply<T[Key]> }
    : T;

/** The model as people read it, with what scaffolds show for it. */
export function toModelText(model: Model, examples: readonly Example[] = []): ModelTextJson {
  const { id, version, title, digest } = model;
  return {
    schema: 'opsex.model-text/1',
    id,
    version,
    title,
    digest,
    levels: model.levels.map(({ level, name, summary, phrases }) => ({ level, name, summary, phrases: [...(phrases ?? [])] })),
    controls: model.controls.map(control => ({ id: control.id, title: control.title, cells: [...control.cells] })),
    criteria: model.criteria.map(criterion => ({ ...toCriterionText(criterion, model), ...examplesFor(criterion.id, examples) })),
    entryPath: model.entryPath.map(({ action: _, ...rest }) => rest),
    policies: model.policies.map(policy => ({ id: policy.id, title: policy.title, reading: policy.reading })),
    ...(examples.length > 0 ? { scaffolds: examples.map(toScaffold) } : {}),
  };
}

function toScaffold({ name, title, files }: Example): Scaffold {
  return { name, title, files: files.map(file => ({ ...file, for: [...file.for], lines: [...file.lines] })) };
}

/** Those of the first scaffold that helps. */
function examplesFor(criterion: string, examples: readonly Example[]): Pick<ModelTextJson['criteria'][number], 'examples'> {
  const first = examples.find(({ shows }) => shows.some(each => each.criterion === criterion));
  const shown = first?.shows.filter(each => each.criterion === criterion) ?? [];
  return first ? { examples: shown.map(({ file, from }) => ({ scaffold: first.name, file, from })) } : {};
}

function toCriterionText(criterion: Criterion, model: Model): ModelTextJson['criteria'][number] {
  const { id, control, level, ask, effort, remedy, from } = criterion;
  return {
    id,
    control,
    level,
    gate: criterion.gate ?? null,
    ask,
    test: clauseInWords(criterion.test),
    effort,
    remedy,
    settle: criterion.settle ?? null,
    person: criterion.person ?? null,
    days: criterion.person === 'only' || criterion.person === 'may' ? statementDays(model, criterion) : null,
    from: [...from],
  };
}
