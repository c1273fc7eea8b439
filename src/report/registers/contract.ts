import * as z from 'zod';

/** The public JSON of the registers. */

export const debtSchema = z.strictObject({
  schema: z.literal('opsex.debt/1'),
  register: z.string().describe('path of the register'),
  open: z.number().int(),
  closed: z.number().int(),
  toilHoursPerWeek: z.number().describe('of all that is open'),
  toilShare: z
    .number()
    .nullable()
    .describe('an estimate: hours of toil divided by 40 hours a week for each engineer; null when their number is not given'),
  entries: z.array(
    z.strictObject({
      id: z.string(),
      title: z.string(),
      category: z.string(),
      severity: z.string(),
      toilHoursPerWeek: z.number().nullable(),
      owner: z.string(),
      created: z.string(),
      due: z.string(),
      closed: z.boolean(),
      source: z.string(),
      line: z.number().int(),
      gaps: z.array(z.string()).describe('what is missing or overdue'),
    }),
  ),
  reviews: z.array(z.strictObject({ date: z.string(), by: z.string() })),
  trend: z
    .array(
      z.strictObject({
        month: z.string(),
        opened: z.number().int(),
        closed: z.number().int(),
        open: z.number().int(),
        toilHoursPerWeek: z.number(),
      }),
    )
    .describe('months in which the register changed, from git history'),
});

export type DebtJson = z.infer<typeof debtSchema>;
