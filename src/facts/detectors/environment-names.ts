import { type Tier, tierOf, wordsOf } from '../production.ts';

export interface NamedEnvironment {
  readonly name: string;
  readonly tier: Tier;
}

/** Folders whose children are environments, whatever they are called. */
const parents = /^(?:environments?|envs?|live|stacks|accounts|overlays?|clusters?|workspaces|stages|tenants|workspace[-_]variables|vars)$/i;

/** Words that also mean something else than an environment (`load-test`, `review-service`): believed only as the whole name. */
const ambiguous = new Set([
  'test',
  'testing',
  'integration',
  'review',
  'pr',
  'prs',
  'local',
  'live',
  'pre',
  'canary',
  'acceptance',
  'stage',
]);

/** The environment that a folder stands for: `accounts/shop-prod/app` is `shop-prod`. The deepest name that means a tier wins. */
export function environmentOfFolder(folder: string): NamedEnvironment | undefined {
  const parts = folder.split('/');
  for (let index = parts.length - 1; index >= 0; index--) {
    const part = parts[index] ?? '';
    const found = parents.test(parts[index - 1] ?? '') ? named(part) : environmentOfName(part);
    const holdsEnvironments = part.toLowerCase() === 'live' && !parents.test(parts[index - 1] ?? '');
    if (found && !holdsEnvironments) return found;
  }
  return undefined;
}

/** The environment that one name stands for: `prod`, `eu-production`, `values-staging`; not `load-test`. */
export function environmentOfName(name: string): NamedEnvironment | undefined {
  const found = named(name);
  if (!found) return undefined;
  const words = wordsOf(name);
  const telling = words.filter(word => tierOf(word) !== 'unknown');
  const whole = telling.length === words.length;
  const edge = tierOf(words[0] ?? '') !== 'unknown' || tierOf(words.at(-1) ?? '') !== 'unknown';
  return whole || (edge && telling.some(word => !ambiguous.has(word))) ? found : undefined;
}

function named(name: string): NamedEnvironment | undefined {
  const tier = tierOf(name);
  return tier === 'unknown' ? undefined : { name, tier };
}
