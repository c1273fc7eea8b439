import type { Scope } from '../../../model/fact.ts';
import { isProduction, wordsOf } from '../../production.ts';

const anywhere = new Set(['production', 'prod', 'prd', 'stage', 'staging', 'stg']);
const atTheEnds = new Set(['dev', 'development', 'test', 'qa', 'uat', 'nonprod', 'preprod', 'sandbox']);

/** The tier that a file's name gives where its folders give none: `slos-production.yaml` beside `slos-stage.yaml`. */
export function scopeInName(path: string): Partial<Scope> {
  const slash = path.lastIndexOf('/');
  if (slash > 0 && isProduction(path.slice(0, slash)) !== 'unknown') return {};
  const words = wordsOf(path.slice(slash + 1).replace(/\..*$/, ''));
  const ends = new Set([words[0] ?? '', words.at(-1) ?? '']);
  const said = words.filter(word => anywhere.has(word) || (atTheEnds.has(word) && ends.has(word)));
  const production = said.length === 0 ? 'unknown' : isProduction(said.join('-'));
  return production === 'unknown' ? {} : { production };
}
