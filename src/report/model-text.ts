import type { Criterion, Model } from '../model/model.ts';
import { statementDays } from '../model/statement-days.ts';
import { clauseInWords } from './clause-in-words.ts';
import type { ModelTextJson } from './web-contract.ts';

/** The model as people read it. */
export function toModelText(model: Model): ModelTextJson {
  const { id, version, title, digest } = model;
  return {
    schema: 'opsex.model-text/1',
    id,
    version,
    title,
    digest,
    levels: model.levels.map(({ level, name, summary, phrases }) => ({ level, name, summary, phrases: [...(phrases ?? [])] })),
    controls: model.controls.map(control => ({ id: control.id, title: control.title, cells: [...control.cells] })),
    criteria: model.criteria.map(criterion => toCriterionText(criterion, model)),
    entryPath: model.entryPath.map(({ action: _, ...rest }) => rest),
    policies: model.policies.map(policy => ({ id: policy.id, title: policy.title, reading: policy.reading })),
  };
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
