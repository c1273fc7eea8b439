import * as z from 'zod';

const level = z.number().int().min(1).max(5).nullable();

/** The stored assessments of a workload: `opsex.history/1`. */
export const historySchema = z.strictObject({
  schema: z.literal('opsex.history/1'),
  opsex: z.string(),
  workload: z.string(),
  assessments: z
    .array(
      z.strictObject({
        id: z.string(),
        asOf: z.string(),
        commit: z.string().nullable(),
        model: z.string(),
        opsex: z.string(),
        proven: level,
        possible: level,
        milestones: z.array(z.string()),
        changes: z
          .array(
            z.strictObject({ criterion: z.string(), verdict: z.string(), cause: z.string().nullable(), reason: z.string().nullable() }),
          )
          .describe('criteria that were another than in the assessment before; all in the first one'),
      }),
    )
    .describe('oldest first'),
});

export type HistoryJson = z.infer<typeof historySchema>;
