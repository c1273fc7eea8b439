import type { z } from 'zod';
import { strictObject } from '../../lib/strict-object.ts';
import type { PathClass } from '../../model/fact.ts';
import type { PathRule, PathRules } from '../../model/settings.ts';
import { type At, globs } from './common.ts';

const classes = strictObject({
  own: globs.optional().describe('The team’s own, live material'),
  vendored: globs.optional().describe('Somebody else’s'),
  fixture: globs.optional().describe('Material of tests'),
  sample: globs.optional().describe('Examples and templates'),
  docs: globs.optional().describe('Documentation: only documents count there'),
  generated: globs.optional().describe('Made by a tool from the team’s own; counts like it'),
  archived: globs.optional().describe('No longer in use'),
});

export const pathsSchema = strictObject({
  exclude: globs.optional().describe('Never read'),
  classes: classes.optional().describe('What stands where; the first that fits decides'),
  applied: globs
    .optional()
    .describe('Roots of infrastructure code that are applied somewhere, although nothing in the repository shows it'),
  production: globs.optional().describe('Folders that are production’s'),
}).describe('Paths by glob from the root of the repository: `*` within a name, `**` over folders; a folder stands for all below it');

export function readPaths(value: z.infer<typeof pathsSchema>, at: At): PathRules {
  const rules = (key: 'exclude' | 'applied' | 'production'): readonly PathRule[] =>
    (value[key] ?? []).map((glob, index) => ({ glob, at: at(key, index) }));
  const byClass = Object.entries(value.classes ?? {}) as readonly (readonly [PathClass, readonly string[]])[];
  return {
    exclude: rules('exclude'),
    applied: rules('applied'),
    production: rules('production'),
    classes: byClass.flatMap(([pathClass, list]) => list.map((glob, index) => ({ glob, pathClass, at: at('classes', pathClass, index) }))),
  };
}
