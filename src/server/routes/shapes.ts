import * as z from 'zod';

/** Texts of addresses: nothing that a terminal or a page would act on. */
export const name = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^\p{Cc}\p{Cf}]*$/u, 'holds characters that cannot be seen');
export const criterionId = z
  .string()
  .max(100)
  .regex(/^[a-z0-9][a-z0-9-]*$/, 'is no id of a criterion');
export const workloadParams = z.strictObject({ workload: name });
export const day = z.iso.date();
/** A line or two that somebody wrote. */
export const sentence = z
  .string()
  .min(8, 'is too short: write a sentence')
  .max(2000)
  .regex(/^[^\p{Cc}\p{Cf}]*$/u, 'holds characters that cannot be seen');
