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

export const postmortemsSchema = z.strictObject({
  schema: z.literal('opsex.postmortems/1'),
  postmortems: z.array(
    z.strictObject({
      path: z.string(),
      title: z.string(),
      date: z.string(),
      severity: z.string(),
      cause: z.string(),
      valid: z.boolean().describe('at least three of what a review tells of, and a date'),
      gaps: z.array(z.string()),
      actions: z.number().int(),
    }),
  ),
  template: z.string().nullable(),
  actions: z.strictObject({
    due: z.number().int().describe('done, past their date, or without a date for 30 days'),
    done: z.number().int(),
    completion: z.number().nullable().describe('done divided by due; null when none is due'),
    open: z.array(
      z.strictObject({
        path: z.string(),
        line: z.number().int(),
        text: z.string(),
        due: z.string(),
        owned: z.boolean(),
        overdue: z.boolean(),
      }),
    ),
  }),
  repeats: z
    .array(z.strictObject({ cause: z.string(), paths: z.array(z.string()) }))
    .describe('causes that more than one incident of the last year has'),
});

export type PostmortemsJson = z.infer<typeof postmortemsSchema>;

export const runbooksSchema = z.strictObject({
  schema: z.literal('opsex.runbooks/1'),
  runbooks: z.array(
    z.strictObject({
      path: z.string(),
      line: z.number().int(),
      title: z.string(),
      services: z.array(z.string()),
      score: z.number().describe('of 100'),
      sufficient: z.boolean().describe('it counts for the criteria of the model'),
      reasons: z.array(z.string()).describe('what is missing, with the points that it would add'),
      touched: z.string().describe('last change in git or review that it states'),
      stale: z.boolean(),
      broken: z.array(z.strictObject({ line: z.number().int(), url: z.string() })),
    }),
  ),
  services: z.array(z.strictObject({ name: z.string(), critical: z.enum(['yes', 'no', 'unknown']), runbook: z.string().nullable() })),
  alerts: z
    .array(
      z.strictObject({
        name: z.string(),
        path: z.string(),
        line: z.number().int(),
        paging: z.enum(['yes', 'unknown']),
        runbook: z.enum(['none', 'placeholder', 'broken', 'generic', 'unknown', 'linked']),
      }),
    )
    .describe('own alerting rules that page, or may'),
});

export type RunbooksJson = z.infer<typeof runbooksSchema>;

export const changeRiskSchema = z.strictObject({
  schema: z.literal('opsex.change-risk/1'),
  base: z.string().describe('commit that the change starts from'),
  head: z.string(),
  files: z.number().int(),
  lines: z.number().int().describe('added and removed'),
  score: z.number().int().min(0).max(100),
  level: z.enum(['low', 'medium', 'high', 'critical']),
  rules: z.array(
    z.strictObject({ id: z.string(), says: z.string(), points: z.number().int(), because: z.string(), paths: z.array(z.string()) }),
  ),
  rulesFrom: z.string().describe('`opsex`, or the file that the rules were read from'),
  max: z.number().int().nullable().describe('what the score may be at most'),
  exceeded: z.boolean(),
});

export type ChangeRiskJson = z.infer<typeof changeRiskSchema>;
