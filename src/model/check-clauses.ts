import { nearest } from '../lib/nearest.ts';
import { unresolved } from './check-references.ts';
import { Conditions } from './conditions.ts';
import type { FactKind } from './fact-kinds.ts';
import type { Layer } from './layers.ts';
import type { ModelContent } from './merge.ts';
import { metricNames } from './metric-names.ts';
import type { ModelProblem, Steps } from './model-document.ts';
import type { Clause } from './model-schema.ts';

/** Checks every condition, bound and name in the tests of the criteria and in the applicability rules, where they are written. */
export function checkClauses(layers: readonly Layer[], content: ModelContent): ModelProblem[] {
  const policy: Readonly<Record<string, number>> = Object.assign({}, ...content.policies.map(({ values }) => values ?? {}));
  const known: Known = {
    conditions: new Conditions(policy, new Date(0)),
    values: new Set(Object.keys(policy)),
    criteria: new Set(content.criteria.map(({ id }) => id)),
  };
  return layers.flatMap(({ head, controls }) => [
    ...(head.content.applicability ?? []).flatMap((rule, index) => {
      const message = known.conditions.check('workload', rule.when);
      return message ? [{ path: head.document.path, line: head.document.lineOf(['applicability', index, 'when']), message }] : [];
    }),
    ...controls.flatMap(({ document, content: { criteria } }) =>
      criteria.flatMap(({ test }, index) =>
        (test ? slipsOf(test, ['criteria', index, 'test'], known) : []).map(({ steps, message }) => ({
          path: document.path,
          line: document.lineOf(steps),
          message,
        })),
      ),
    ),
  ]);
}

interface Known {
  readonly conditions: Conditions;
  readonly values: ReadonlySet<string>;
  readonly criteria: ReadonlySet<string>;
}
interface Slip {
  readonly steps: Steps;
  readonly message: string;
}

function slipsOf(clause: Clause, at: Steps, known: Known): Slip[] {
  const slips: Slip[] = [];
  const report = (step: string, message: string | undefined) => {
    if (message) slips.push({ steps: [...at, step], message });
  };
  const kind = kindOf(clause);
  for (const [name, part] of Object.entries(clause)) {
    if (kind && isCondition(name) && typeof part === 'string') report(name, known.conditions.check(kind, part));
    if (isBound(name) && typeof part === 'string') report(name, missingValue(part, known.values));
  }
  if ('measure' in clause) report('measure', missingMetric(clause.measure));
  if ('same_as' in clause) report('same_as', unresolved('criteria', clause.same_as, known.criteria));
  for (const [steps, part] of partsOf(clause)) slips.push(...slipsOf(part, [...at, ...steps], known));
  return slips;
}

function kindOf(clause: Clause): FactKind | undefined {
  if ('some' in clause) return clause.some;
  if ('every' in clause) return clause.every;
  if ('none' in clause) return clause.none;
  return 'for_each' in clause ? clause.for_each : undefined;
}

function isCondition(name: string): boolean {
  return name === 'where' || name === 'holds' || name === 'unclear';
}

function isBound(name: string): boolean {
  return ['at_least', 'at_most', 'below', 'above', 'samples'].includes(name);
}

export function partsOf(clause: Clause): [Steps, Clause][] {
  if ('all_of' in clause) return clause.all_of.map((part, index) => [['all_of', index], part]);
  if ('any_of' in clause) return clause.any_of.map((part, index) => [['any_of', index], part]);
  return 'for_each' in clause ? [[['has'], clause.has]] : [];
}

function missingValue(bound: string, values: ReadonlySet<string>): string | undefined {
  const name = bound.slice('policy.'.length);
  if (values.has(name)) return undefined;
  const guess = nearest(name, values);
  return `no policy has a value "${name}"${guess ? `; the nearest is "${guess}"` : ''}`;
}

function missingMetric(name: string): string | undefined {
  if (name in metricNames) return undefined;
  const guess = nearest(name, Object.keys(metricNames));
  return `there is no metric "${name}"${guess ? `; the nearest is "${guess}"` : ''}`;
}
