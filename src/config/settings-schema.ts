import * as z from 'zod';
import { strictObject } from '../lib/strict-object.ts';
import { detectorsSchema } from './sections/detectors.ts';
import { environmentsSchema } from './sections/environments.ts';
import { importsSchema } from './sections/imports.ts';
import { pathsSchema } from './sections/paths.ts';
import { exemptionsSchema, statementsSchema, waiversSchema } from './sections/people.ts';
import { productionSchema } from './sections/production.ts';
import { runbooksSchema } from './sections/runbooks.ts';
import { servicesSchema } from './sections/services.ts';
import { sourcesSchema } from './sections/sources.ts';
import { targetsSchema, thresholdsSchema } from './sections/targets.ts';
import { workloadSchema } from './sections/workload.ts';
import { wrappersSchema } from './sections/wrappers.ts';

/** The shape of `opsex.yaml`: one small file a section. Strict: an unknown key is an error. docs/guides/configuration.md says what they mean. */
export const settingsSchema = strictObject({
  version: z.literal(1, { error: issue => (issue.input === undefined ? 'is missing: write version: 1' : 'must be 1') }),
  workload: workloadSchema.optional(),
  sources: sourcesSchema.optional(),
  complete: z
    .literal(true, { error: 'is true, or left out' })
    .optional()
    .describe('The sources hold all there is: what is not found in them is not there, instead of unknown'),
  services: servicesSchema.optional(),
  environments: environmentsSchema.optional(),
  production: productionSchema.optional(),
  paths: pathsSchema.optional(),
  runbooks: runbooksSchema.optional(),
  wrappers: wrappersSchema.optional(),
  detectors: detectorsSchema.optional(),
  statements: statementsSchema.optional(),
  waivers: waiversSchema.optional(),
  not_applicable: exemptionsSchema.optional(),
  targets: targetsSchema.optional(),
  thresholds: thresholdsSchema.optional(),
  imports: importsSchema.optional(),
});

export type WrittenSettings = z.infer<typeof settingsSchema>;
