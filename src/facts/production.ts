import type { Known } from '../model/fact.ts';
import { restsOn } from './own-words/in-force.ts';
import { saidProduction } from './own-words/production-rules.ts';

const productionWords = new Set(['prod', 'prd', 'production', 'produccion', 'produktion', 'live']);
const otherWords = new Set([
  'non',
  'nonprod',
  'pre',
  'preprod',
  'preproduction',
  'staging',
  'stage',
  'stg',
  'uat',
  'qa',
  'test',
  'testing',
  'tst',
  'dev',
  'development',
  'sandbox',
  'like',
  'readonly',
  'ro',
  'plan',
  'preview',
  'review',
  'pr',
  'prs',
  'ephemeral',
  'demo',
  'integration',
  'int',
  'acceptance',
  'acc',
  'local',
  'ci',
  'scratch',
]); // prettier-ignore

/** The words of a name: `prdEu-west_1` is `prd`, `eu`, `west`, `1`. */
export function wordsOf(name: string): readonly string[] {
  return name
    .replaceAll('DevOps', 'devops') // one word, no environment for developers
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}

/** Whether the name of an environment, workspace, cluster, folder or branch means production. `main` alone says nothing. */
export function isProduction(name: string): Known {
  const plain = plainlyProduction(name);
  const said = saidProduction(name);
  if (!said || said.production === plain) return plain;
  restsOn(said.at);
  return said.production;
}

/** The same for a path: `ci` in it names where pipelines are kept (`.gitlab-ci.yml`, `.gitlab/ci/`), not an environment. */
export function isProductionPath(path: string): Known {
  return isProduction(path.replace(/(^|[^A-Za-z0-9])ci(?![A-Za-z0-9])/gi, '$1'));
}

function plainlyProduction(name: string): Known {
  const words = wordsOf(name);
  if (words.some(word => otherWords.has(word))) return 'no';
  return words.some(word => productionWords.has(word)) ? 'yes' : 'unknown';
}

export type Tier = 'unknown' | 'production' | 'staging' | 'development' | 'preview';

const tiers: readonly (readonly [Tier, readonly string[]])[] = [
  ['preview', ['preview', 'review', 'pr', 'prs', 'ephemeral']],
  [
    'staging',
    [
      'staging',
      'stage',
      'stg',
      'uat',
      'preprod',
      'preproduction',
      'pre',
      'qa',
      'test',
      'testing',
      'acceptance',
      'acc',
      'integration',
      'nonprod',
      'canary',
    ],
  ],
  ['development', ['dev', 'development', 'sandbox', 'local', 'playground', 'scratch']],
];

/** The tier that a name of an environment means. */
export function tierOf(name: string): Tier {
  if (isProduction(name) === 'yes') return 'production';
  const words = new Set(wordsOf(name));
  return tiers.find(([, names]) => names.some(word => words.has(word)))?.[0] ?? 'unknown';
}
