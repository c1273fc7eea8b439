import { sameAs } from './check.ts';
import { partsOf } from './check-clauses.ts';
import type { Criterion, Model } from './model.ts';
import type { Clause } from './model-schema.ts';

/** What is allowed but probably not meant. An empty list is a tidy model. */
export function lintModel(model: Model): readonly string[] {
  return [
    ...model.criteria.flatMap(criterion => lintCriterion(criterion, model)),
    ...unusedValues(model),
    ...emptyCells(model),
    ...unusedRules(model),
  ];
}

function lintCriterion(criterion: Criterion, model: Model): string[] {
  const { id, level, gate, person, lasts, control } = criterion;
  const cell = model.controls.find(each => each.id === control)?.cells.find(each => each.level === level);
  const warnings: string[] = [];
  if (gate !== undefined && gate < level) warnings.push(`${id}: gates level ${gate}, but belongs to level ${level}`);
  if ((person === 'only' || person === 'may') && !lasts) warnings.push(`${id}: people may state it, but not for how long`);
  if (person === undefined) warnings.push(`${id}: does not say whether people may state it`);
  if (onlyPeople(criterion.test) && person !== 'only' && person !== 'may')
    warnings.push(`${id}: asks people, but their statements do not count`);
  if (!criterion.settle) warnings.push(`${id}: does not say what would settle it while it is unknown`);
  if (!criterion.optional && !cell?.criteria.includes(id)) warnings.push(`${id}: stands in no cell of ${control}`);
  for (const other of sameAs(criterion.test))
    if (model.criteria.some(each => each.id === other && each.level > (gate ?? level)))
      warnings.push(`${id}: follows ${other}, which belongs to a higher level`);
  return warnings;
}

function onlyPeople(clause: Clause): boolean {
  return 'ask_people' in clause;
}

function unusedValues(model: Model): string[] {
  const used = model.criteria.flatMap(({ test }) => textsOf(test)).join('\n');
  const names = model.policies.flatMap(policy => Object.keys(policy.values ?? {}));
  return names.filter(name => !new RegExp(`policy\\.${name}\\b`).test(used)).map(name => `policy value ${name}: no criterion uses it`);
}

function textsOf(clause: Clause): string[] {
  const own = Object.values(clause).filter(value => typeof value === 'string');
  return [...own, ...partsOf(clause).flatMap(([, part]) => textsOf(part))];
}

function emptyCells(model: Model): string[] {
  return model.controls.flatMap(({ id, cells }) =>
    cells
      .filter(({ level, criteria }) => level > 1 && criteria.length === 0)
      .map(({ level }) => `${id}: the cell of level ${level} is empty`),
  );
}

function unusedRules(model: Model): string[] {
  const rules = model.applicability.filter(({ id }) => !model.criteria.some(({ applies }) => applies === id));
  const policies = model.policies.filter(
    ({ id, values }) => !values && !model.criteria.some(criterion => criterion.policies?.includes(id)),
  );
  return [
    ...rules.map(({ id }) => `applicability ${id}: no criterion uses it`),
    ...policies.filter(({ id }) => /^c\d/.test(id)).map(({ id }) => `policy ${id}: no criterion names it`),
  ];
}
