import * as z from 'zod';

/** The public JSON of `opsex metrics doctor`: `opsex.metrics-doctor/1`. */
export const doctorSchema = z.strictObject({
  schema: z.literal('opsex.metrics-doctor/1'),
  opsex: z.string().describe('version of opsex'),
  asOf: z.iso.datetime(),
  environment: z.string(),
  window: z.strictObject({ from: z.iso.datetime(), to: z.iso.datetime() }),
  findings: z
    .array(
      z.strictObject({
        id: z.string(),
        count: z.number().int().describe('0: the check found nothing'),
        of: z.number().int(),
        kind: z.string().describe('what is counted'),
        says: z.string(),
        effect: z.string().describe('what it does to numbers'),
        remedy: z.string(),
        sources: z.array(
          z.strictObject({ source: z.string(), count: z.number().int(), example: z.string().describe('id of one of them') }),
        ),
      }),
    )
    .describe('every check, also those that found nothing'),
  gaps: z
    .array(
      z.strictObject({
        service: z.string(),
        days: z.number(),
        usual: z.number().describe('median days between two deployments'),
        since: z.iso.datetime(),
        until: z.iso.datetime().nullable().describe('null: it lasts'),
      }),
    )
    .describe('the longest time without a deployment, of services for which it is unusual'),
  imports: z.array(z.strictObject({ file: z.string(), read: z.number().int(), rejected: z.number().int(), finished: z.boolean() })),
  sources: z.array(
    z.strictObject({
      kind: z.string(),
      source: z.string(),
      events: z.number().int(),
      first: z.iso.datetime().nullable(),
      last: z.iso.datetime().nullable(),
    }),
  ),
});

export type DoctorJson = z.infer<typeof doctorSchema>;
