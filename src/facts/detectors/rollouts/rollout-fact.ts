import { type FactDraft, fact, type Known } from '../../../model/fact.ts';
import type { FactFields } from '../../../model/fact-kinds.ts';
import { tierOf } from '../../production.ts';

export type RolloutFields = Partial<FactFields<'rollout'>> & Pick<FactFields<'rollout'>, 'tool' | 'strategy'>;

export interface RolloutPlace {
  readonly line: number;
  readonly environment?: string;
  readonly production?: Known;
  readonly templated?: boolean;
}

const rungs = { unknown: 0, big_bang: 0, rolling: 1, blue_green: 2, canary: 2 } as const;

/** A rollout with the rung that follows from it: metrics that decide and roll back make 3, without any manual step 4. */
export function rollout(fields: RolloutFields, place: RolloutPlace): FactDraft {
  const progressive = rungs[fields.strategy] === 2;
  const gated = progressive && fields.analysis === true && fields.autoRollback === 'metric';
  const rung = gated ? (fields.manualStep ? 3 : 4) : rungs[fields.strategy];
  const { line, environment, production, templated } = place;
  // a namespace is an environment only when its name says so
  const named = environment !== undefined && tierOf(environment) !== 'unknown';
  const scope = { ...(named ? { environment: readable(environment) } : {}), ...(production ? { production } : {}) };
  return fact('rollout', { rung, ...fields, name: readable(fields.name ?? '') }, { line, templated: templated ?? false, scope });
}

/** A masked template directive tells nothing. */
function readable(name: string): string {
  return name.replace(/_{3,}/g, '').replace(/^[-.]+|[-.]+$/g, '');
}

const versionWords = new Set([
  'blue',
  'green',
  'canary',
  'stable',
  'baseline',
  'primary',
  'preview',
  'new',
  'old',
  'current',
  'next',
  'candidate',
]);

/** Whether names mean versions of one thing (`shop-stable`, `shop-canary`), not different providers or members of a group. */
export function areVersions(names: readonly string[]): boolean {
  const parts = names.map(name => name.toLowerCase().split(/[^a-z0-9]+/));
  const stems = parts.map(words => words.filter(word => !isVersion(word)).join('-'));
  return new Set(names).size > 1 && parts.some(words => words.some(isVersion)) && new Set(stems).size === 1;
}

function isVersion(word: string): boolean {
  return versionWords.has(word) || /^v?\d+$/.test(word);
}
