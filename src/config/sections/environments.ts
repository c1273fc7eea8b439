import * as z from 'zod';
import { strictObject } from '../../lib/strict-object.ts';
import type { NameRule } from '../../model/settings.ts';
import { type At, glob, mostRules } from './common.ts';

const environment = strictObject({
  name: glob.describe('Its name in pipelines, namespaces and folders; `*` is any text'),
  production: z.boolean().describe('Whether users depend on it'),
  also: z.array(glob).max(50).optional().describe('Other names of it'),
});

export const environmentsSchema = z
  .array(environment)
  .min(1, 'must not be empty')
  .max(mostRules)
  .describe('The environments of the workload, one by one; `production` does the same for names alone');

export function readEnvironments(value: z.infer<typeof environmentsSchema>, at: At): readonly NameRule[] {
  return value.flatMap(({ name, production, also = [] }, index) =>
    [name, ...also].map(each => ({ name: each.toLowerCase(), production: production ? ('yes' as const) : ('no' as const), at: at(index) })),
  );
}
