import type { FactDraft, PathClass } from '../../model/fact.ts';
import { saidProduction } from '../own-words/production-rules.ts';
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
    const inParent = parents.test(parts[index - 1] ?? '');
    const found = environmentOfName(part);
    const holdsEnvironments = part.toLowerCase() === 'live' && !inParent;
    if (found && !holdsEnvironments) return found;
  }
  return undefined;
}

/**
 * The path class of a root: `env/test` and `sandbox` beside `production` are environments, not tests and samples. `folders` are those
 * of all roots.
 */
export function environmentClasses(folders: Iterable<string>, classOf: (path: string) => PathClass): (path: string) => PathClass {
  const siblings = new Set<string>();
  for (const folder of folders) {
    const [above, , tier] = environmentSegment(folder) ?? [];
    const named = tier === 'production' || tier === 'staging';
    if (above !== undefined && named && isTeamsOwn(classOf(`${folder}/main`))) siblings.add(above);
  }
  return path => {
    const [above, below] = environmentSegment(path.slice(0, Math.max(0, path.lastIndexOf('/')))) ?? [];
    const isEnvironment = above !== undefined && (siblings.has(above) || parents.test(above.slice(above.lastIndexOf('/') + 1)));
    return isEnvironment ? classOf(`${above}/environment/${below}${path.slice(path.lastIndexOf('/'))}`) : classOf(path);
  };
}

/** The facts with the path classes that `classOf` gives. */
export function* withPathClass(drafts: Iterable<FactDraft>, classOf: (path: string) => PathClass): Generator<FactDraft> {
  for (const draft of drafts) yield draft.path === undefined ? draft : { ...draft, pathClass: classOf(draft.path) };
}

function isTeamsOwn(pathClass: PathClass): boolean {
  return pathClass === 'own' || pathClass === 'generated';
}

/** What stands above and below the folder that names the environment, and its tier. */
function environmentSegment(folder: string): readonly [above: string, below: string, tier: Tier] | undefined {
  const environment = environmentOfFolder(folder);
  const parts = folder.split('/');
  const at = environment ? parts.lastIndexOf(environment.name) : -1;
  return environment && at >= 0 ? [parts.slice(0, at).join('/'), parts.slice(at + 1).join('/'), environment.tier] : undefined;
}

/** The environment that one name stands for: `prod`, `eu-production`, `staging2-us`; not `load-test`, not `dev-desktops`. */
export function environmentOfName(name: string): NamedEnvironment | undefined {
  const tier = tierOf(name);
  const words = wordsOf(name);
  if (tier === 'unknown' || words.length > 8) return undefined;
  if (saidProduction(name)) return { name, tier };
  const telling = words.filter(word => tierOf(word) !== 'unknown' || nonWords.has(word));
  const first = words.slice(telling.includes(words[0] ?? '') ? 1 : 0);
  const whole = words.every(word => telling.includes(word) || isPlace(word));
  const atEnd = telling.includes(words.at(-1) ?? '') && !ambiguous.has(words.at(-1) ?? '');
  const atStart = !ambiguous.has(words[0] ?? '') && first.length < words.length && first.every(isPlace);
  return whole || atEnd || atStart ? { name, tier } : undefined;
}

const nonWords = new Set(['non', 'like']);

const places = new Set(
  'us eu uk ca ap sa af me au jp de fr nl ie east west north south central europe asia global use1 euw1 weu neu eastus westeurope'.split(
    ' ',
  ),
);

/** A region or a number. */
function isPlace(word: string): boolean {
  return places.has(word) || /^[a-z]?\d{1,4}$/.test(word);
}
