import * as z from 'zod';
import { strictObject } from '../lib/strict-object.ts';
import { detectorsSchema } from './sections/detectors.ts';
import { pathsSchema } from './sections/paths.ts';
import { productionSchema } from './sections/production.ts';
import { runbooksSchema } from './sections/runbooks.ts';
import { servicesSchema } from './sections/services.ts';
import { workloadSchema } from './sections/workload.ts';
import { wrappersSchema } from './sections/wrappers.ts';

/** The shape of `opsex.yaml`: one small file a section. Strict: an unknown key is an error. docs/guides/configuration.md says what they mean. */
export const settingsSchema = strictObject({
  version: z.literal(1, { error: issue => (issue.input === undefined ? 'is missing: write version: 1' : 'must be 1') }),
  workload: workloadSchema.optional(),
  services: servicesSchema.optional(),
  production: productionSchema.optional(),
  paths: pathsSchema.optional(),
  runbooks: runbooksSchema.optional(),
  wrappers: wrappersSchema.optional(),
  detectors: detectorsSchema.optional(),
});
