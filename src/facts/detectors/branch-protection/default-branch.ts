import type { Known } from '../../../model/fact.ts';
import { isProduction } from '../../production.ts';

const defaults = new Set(['~DEFAULT_BRANCH', '~ALL', 'DefaultBranch', 'default', 'main', 'master', 'trunk', 'mainline', '*', '**', '**/*']);
const perhaps = new Set(['', 'develop', 'development', 'dev']);

/** Whether a pattern of protected branches holds for the default branch, or for the one that production is deployed from. */
export function coversDefault(pattern: string): Known {
  const branches = pattern.split(/,\s*/);
  if (branches.some(branch => defaults.has(branch) || isProduction(branch) === 'yes')) return 'yes';
  return branches.some(branch => perhaps.has(branch) || /[${}[\]?]/.test(branch)) ? 'unknown' : 'no';
}
