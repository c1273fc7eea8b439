import type { Known } from '../../../model/fact.ts';
import { isProduction } from '../../production.ts';

/**
 * Whether a Spring profile expression (`json`, `!local`, `prod | staging`) holds in production, given the profiles that are known to be
 * switched on there. `no` when it is not proven.
 */
export function holdsInProduction(expression: string, active: ReadonlySet<string>): Known {
  if (expression === '') return 'yes';
  return expression.split('&').every(part => part.split(/[|,]/).some(name => holds(name.replace(/[()\s]/g, ''), active))) ? 'yes' : 'no';
}

function holds(name: string, active: ReadonlySet<string>): boolean {
  if (name.startsWith('!')) return !holds(name.slice(1), active);
  return active.has(name) || isProduction(name) === 'yes';
}
