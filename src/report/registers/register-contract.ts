import * as z from 'zod';

/** What an assessment tells of the registers of a workload; at most 300 rows each, the most urgent first. */

const place = {
  path: z.string(),
  line: z.number().int(),
  source: z.string().optional().describe('name of the source it was found in; absent when it is the assessed repository itself'),
};
const day = z.string().describe('`YYYY-MM-DD`; empty when nothing tells it');
const leftOut = z.number().int().describe('how many rows are not listed');

const debtRegister = z.strictObject({
  open: z.number().int(),
  closed: z.number().int(),
  overdue: z.number().int(),
  toilHoursPerWeek: z.number().describe('of all that is open'),
  reviewed: day.describe('day of the last review; empty when nothing tells it'),
  entries: z.array(
    z.strictObject({
      id: z.string(),
      title: z.string(),
      category: z.string(),
      severity: z.string(),
      owner: z.string(),
      created: day,
      due: day,
      toilHoursPerWeek: z.number().nullable().describe('null when nobody has estimated it'),
      status: z.enum(['open', 'overdue', 'closed']),
      noticed: z.string().describe('where: a postmortem, an incident'),
      ...place,
    }),
  ),
  leftOut,
  months: z
    .array(
      z.strictObject({
        month: z.string().describe('`YYYY-MM`'),
        opened: z.number().int(),
        closed: z.number().int(),
        open: z.number().int(),
        toilHoursPerWeek: z.number(),
      }),
    )
    .describe('months in which the register changed, from git history, at most 24; empty where there are several registers'),
});

const postmortemRegister = z.strictObject({
  due: z.number().int().describe('actions that are done, past their date, or without a date for 30 days'),
  done: z.number().int(),
  completion: z.number().nullable().describe('done divided by due; null when none is due'),
  open: z.number().int(),
  overdue: z.number().int(),
  actions: z.array(
    z.strictObject({
      postmortem: z.string().describe('its title'),
      incident: day,
      text: z.string(),
      owner: z.string(),
      owned: z.boolean().describe('somebody owns it, whether or not the name can be told'),
      due: day,
      status: z.enum(['open', 'overdue', 'done']),
      ...place,
    }),
  ),
  leftOut,
  withoutActions: z
    .array(z.strictObject({ title: z.string(), date: day, ...place }))
    .describe('postmortems that say nothing of what is to be done, the newest first, at most 100'),
  postmortems: z.number().int(),
});

const runbookRegister = z.strictObject({
  runbooks: z.array(
    z.strictObject({
      title: z.string(),
      services: z.array(z.string()),
      score: z.number().describe('of 100'),
      sufficient: z.boolean().describe('it counts for the criteria of the model'),
      lacks: z.array(z.string()).describe('what would raise the score, and why it does not count'),
      touched: day.describe('the later of its last change in git and the review that it states'),
      stale: z.boolean(),
      broken: z.array(z.strictObject({ line: z.number().int(), url: z.string() })).describe('links to files that are not there'),
      ...place,
    }),
  ),
  leftOut,
  services: z.array(
    z.strictObject({
      name: z.string(),
      critical: z.enum(['yes', 'no', 'unknown']),
      runbook: z
        .strictObject({ title: z.string(), ...place })
        .nullable()
        .describe('null: none that counts'),
    }),
  ),
  servicesLeftOut: leftOut,
  alerts: z
    .array(
      z.strictObject({
        name: z.string(),
        paging: z.enum(['yes', 'unknown']),
        runbook: z.enum(['none', 'placeholder', 'broken', 'generic', 'unknown', 'linked']),
        ...place,
      }),
    )
    .describe('own alerting rules that page, or may; those without a runbook first'),
  alertsLeftOut: leftOut,
});

export const registersSchema = z
  .strictObject({
    debt: debtRegister.optional().describe('absent when no register of operational debt was found'),
    postmortems: postmortemRegister.optional().describe('absent when no postmortem was found'),
    runbooks: runbookRegister.optional().describe('absent when there is neither a runbook nor anything that needs one'),
  })
  .describe('what the registers say; absent when none of them says anything');

export type RegistersJson = z.infer<typeof registersSchema>;
export type DebtRegister = z.infer<typeof debtRegister>;
export type PostmortemRegister = z.infer<typeof postmortemRegister>;
export type RunbookRegister = z.infer<typeof runbookRegister>;
