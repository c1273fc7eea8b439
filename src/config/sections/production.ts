import * as z from 'zod';
import { strictObject } from '../../lib/strict-object.ts';
import type { NameRule } from '../../model/settings.ts';
import { type At, glob, mostRules } from './common.ts';

const names = z.array(glob).max(mostRules);

export const productionSchema = strictObject({
  names: names.optional().describe('Names that mean production: exact, or with `*` for any text. Case does not count'),
  not: names.optional().describe('Names that do not mean production, although they look like it; they win over `names`'),
}).describe('Names of environments, namespaces, branches and folders');

export function readProduction(value: z.infer<typeof productionSchema>, at: At): readonly NameRule[] {
  const rules = (key: 'names' | 'not', production: NameRule['production']) =>
    (value[key] ?? []).map((name, index) => ({ name: name.toLowerCase(), production, at: at(key, index) }));
  return [...rules('not', 'no'), ...rules('names', 'yes')];
}
