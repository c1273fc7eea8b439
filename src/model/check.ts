import { checkClauses } from './check-clauses.ts';
import { checkReferences } from './check-references.ts';
import type { Layer } from './layers.ts';
import type { ModelContent } from './merge.ts';
import type { ModelProblem } from './model-document.ts';
import type { Clause } from './model-schema.ts';

/** Everything that the shape of a file cannot tell: ids are unique, what is named exists, conditions fit the facts, nothing goes round. */
export function checkModel(layers: readonly Layer[], content: ModelContent): readonly ModelProblem[] {
  return [
    ...layers.flatMap(repeatedCriteria),
    ...checkReferences(layers, content),
    ...checkClauses(layers, content),
    ...circles(layers, content),
    ...repeatedValues(layers, content),
  ];
}

function repeatedCriteria({ controls }: Layer): ModelProblem[] {
  const seen = new Set<string>();
  return controls.flatMap(({ document, content }) =>
    content.criteria.flatMap(({ id }, index) => {
      if (!seen.has(id)) {
        seen.add(id);
        return [];
      }
      return [{ path: document.path, line: document.lineOf(['criteria', index, 'id']), message: `there is already a criterion "${id}"` }];
    }),
  );
}

/** Criteria that take over each other's answer in a circle would never be decided. */
function circles(layers: readonly Layer[], content: ModelContent): ModelProblem[] {
  const same = new Map(content.criteria.map(({ id, test }) => [id, sameAs(test)]));
  const needed = new Map(content.criteria.map(({ id, test, needs = [] }) => [id, [...sameAs(test), ...needs]]));
  const inCircles = circlesIn(same, 'are the same as', layers, content);
  return inCircles.length > 0 ? inCircles : circlesIn(needed, 'need', layers, content);
}

function circlesIn(
  next: ReadonlyMap<string, readonly string[]>,
  verb: string,
  layers: readonly Layer[],
  content: ModelContent,
): ModelProblem[] {
  return content.criteria.flatMap(({ id }) => {
    const circle = circleFrom(id, next);
    return circle ? [{ ...placeOf(id, layers), message: `the criteria ${verb} each other in a circle: ${circle.join(' → ')}` }] : [];
  });
}

function circleFrom(start: string, next: ReadonlyMap<string, readonly string[]>): readonly string[] | undefined {
  const seen = new Set<string>();
  const open: (readonly string[])[] = [[start]];
  for (let path = open.pop(); path; path = open.pop()) {
    for (const id of next.get(path[path.length - 1] as string) ?? []) {
      if (id === start) return [...path, id];
      if (!seen.has(id)) open.push([...path, id]);
      seen.add(id);
    }
  }
  return undefined;
}

export function sameAs(clause: Clause): readonly string[] {
  if ('same_as' in clause) return [clause.same_as];
  if ('all_of' in clause) return clause.all_of.flatMap(sameAs);
  if ('any_of' in clause) return clause.any_of.flatMap(sameAs);
  return 'for_each' in clause ? sameAs(clause.has) : [];
}

function placeOf(id: string, layers: readonly Layer[]): { path: string; line: number } {
  for (const { document, content } of layers.flatMap(layer => layer.controls).reverse()) {
    const index = content.criteria.findIndex(criterion => criterion.id === id);
    if (index >= 0) return { path: document.path, line: document.lineOf(['criteria', index]) };
  }
  return { path: '', line: 1 };
}

/** All values of all policies share one name space. */
function repeatedValues(layers: readonly Layer[], content: ModelContent): ModelProblem[] {
  const names = content.policies.flatMap(policy => Object.keys(policy.values ?? {}));
  const repeated = names.filter((name, index) => names.indexOf(name) !== index);
  const head = layers[layers.length - 1]?.head;
  if (!head) return [];
  return repeated.map(name => ({
    path: head.document.path,
    line: head.document.lineOf(['policies']),
    message: `two policies have a value "${name}"`,
  }));
}
