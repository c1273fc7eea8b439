import { createHash } from 'node:crypto';
import { nearest } from '../lib/nearest.ts';
import { plainText } from '../lib/plain-text.ts';
import { UserError } from '../lib/user-error.ts';
import { unresolved } from './check-references.ts';
import type { Model } from './model.ts';
import type { PeoplesPart, Threshold } from './people.ts';
import type { SettingsPlace } from './settings.ts';

/** The model with the thresholds that people changed. Throws a `UserError` for criteria, controls and thresholds that it does not have. */
export function inWordsOf(model: Model, people: PeoplesPart | undefined): Model {
  if (!people) return model;
  const problems = problemsOf(model, people);
  if (problems.length === 0) return withThresholds(model, people.thresholds);
  const lines = problems.slice(0, 20).map(({ at, message }) => plainText(`${at.path}:${at.line}: ${message}`));
  const file = problems[0]?.at.path ?? 'opsex.yaml';
  throw new UserError(
    `${plainText(file)} does not fit the model ${model.id}:\n  ${lines.join('\n  ')}`,
    'Mend the lines above: "opsex model show" lists criteria and controls; or leave the file out with --no-config',
  );
}

interface Problem {
  readonly at: SettingsPlace;
  readonly message: string;
}

function problemsOf(model: Model, { statements, waivers, exemptions, targets, thresholds }: PeoplesPart): readonly Problem[] {
  const ids = new Set(model.criteria.map(({ id }) => id));
  const values = valuesOf(model);
  const named = [...statements, ...waivers, ...exemptions].map(({ criterion, at }) => ({
    at,
    message: unresolved('criteria', criterion, ids),
  }));
  const levels = targets ? Object.keys(targets.controls).map(name => ({ at: targets.at, message: controlProblem(model, name) })) : [];
  const changed = thresholds.map(({ name, at }) => ({ at, message: Object.hasOwn(values, name) ? undefined : noThreshold(name, values) }));
  return [...named, ...levels, ...changed].flatMap(({ at, message }) => (message === undefined ? [] : [{ at, message }]));
}

function valuesOf(model: Model): Readonly<Record<string, number>> {
  return Object.assign({}, ...model.policies.map(policy => policy.values ?? {})) as Record<string, number>;
}

function noThreshold(name: string, values: Readonly<Record<string, number>>): string {
  const guess = nearest(name, Object.keys(values));
  return `the model has no threshold "${name}"${guess ? `; the nearest is "${guess}"` : ''}`;
}

function controlProblem(model: Model, name: string): string | undefined {
  return controlNamed(model, name) ? undefined : unresolved('controls', name, new Set(model.controls.map(({ id }) => id)));
}

/** The id of the control `WAF-OPS-010`, also when only its end `010` is given. */
export function controlNamed(model: Pick<Model, 'controls'>, name: string): string | undefined {
  return model.controls.find(({ id }) => id === name || id.endsWith(`-${name}`))?.id;
}

/** A model with other thresholds judges differently, so its digest is another one. */
function withThresholds(model: Model, thresholds: readonly Threshold[]): Model {
  if (thresholds.length === 0) return model;
  const changed = new Map(thresholds.map(({ name, value }) => [name, value]));
  const policies = model.policies.map(policy => {
    const values = Object.entries(policy.values ?? {}).map(([name, value]) => [name, changed.get(name) ?? value] as const);
    return policy.values ? { ...policy, values: Object.fromEntries(values) } : policy;
  });
  const words = JSON.stringify([...changed].sort(([a], [b]) => (a < b ? -1 : 1)));
  return { ...model, policies, digest: `sha256:${createHash('sha256').update(model.digest).update(words).digest('hex')}` };
}
