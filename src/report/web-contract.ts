import * as z from 'zod';
import { roles } from '../model/access.ts';
import { assessmentSchema } from './contract.ts';

/** What the user interface is fed with besides whole assessments: `opsex.portfolio/1`, `opsex.model-text/1`, and what only a server knows. */

const level = z.number().int().min(1).max(5);
const interval = assessmentSchema.shape.overall.shape.level;

const standing = z.strictObject({
  assessment: z.string().describe('key of the assessment that it is taken from'),
  asOf: z.iso.datetime(),
  level: interval,
  progress: assessmentSchema.shape.overall.shape.progress,
  coverage: assessmentSchema.shape.coverage,
  levels: z.record(z.string(), interval).describe('level of each control, by its id'),
  metrics: assessmentSchema.shape.metrics,
});

const row = standing.extend({
  key: z.string().describe('names the workload in addresses'),
  name: z.string(),
  team: z.string().optional(),
  tier: z.number().int().optional(),
  tags: z.array(z.string()).optional(),
  commit: z.string().nullable(),
  heldBackBy: z.array(z.string()),
  history: z.array(standing).describe('earlier assessments of the same workload, oldest first'),
});

export const portfolioSchema = z.strictObject({
  schema: z.literal('opsex.portfolio/1'),
  opsex: z.string(),
  controls: z.array(z.strictObject({ id: z.string(), title: z.string() })),
  rows: z.array(row),
});

const text = z.strictObject({ text: z.string(), criteria: z.array(z.string()) });

export const modelTextSchema = z.strictObject({
  schema: z.literal('opsex.model-text/1'),
  id: z.string(),
  version: z.string(),
  title: z.string(),
  digest: z.string(),
  levels: z.array(z.strictObject({ level, name: z.string(), summary: z.string(), phrases: z.array(text) })),
  controls: z.array(
    z.strictObject({
      id: z.string(),
      title: z.string(),
      cells: z.array(z.strictObject({ level, name: z.string(), criteria: z.array(z.string()) })),
    }),
  ),
  criteria: z.array(
    z.strictObject({
      id: z.string(),
      control: z.string(),
      level,
      gate: level.nullable(),
      ask: z.string(),
      test: z.string().describe('what is asked of the facts, in words with `code`'),
      effort: z.enum(['S', 'M', 'L', 'XL']),
      remedy: z.string(),
      settle: z.string().nullable().describe('what would settle it while it is unknown'),
      person: z.enum(['only', 'may', 'no']).nullable().describe('whether a statement of a person may decide it'),
      days: z
        .number()
        .int()
        .nullable()
        .optional()
        .describe('how long such a statement holds when its author does not say; null: none counts'),
      from: z.array(z.string()).describe('the places of the published model that it stands for'),
      examples: z
        .array(
          z.strictObject({
            scaffold: z.string(),
            file: z.number().int().describe('which of its files, counted from 0'),
            from: z.number().int().describe('the line of it from which on it shows what is asked, counted from 1'),
          }),
        )
        .optional()
        .describe('what fulfils it can look like, for each variant of a scaffold; absent where there is none'),
    }),
  ),
  entryPath: z.array(
    z.strictObject({
      priority: z.number().int(),
      title: z.string(),
      why: z.string(),
      controls: z.array(z.string()),
      criteria: z.array(z.string()),
    }),
  ),
  policies: z.array(z.strictObject({ id: z.string(), title: z.string(), reading: z.string() })),
  scaffolds: z
    .array(
      z.strictObject({
        name: z.string(),
        title: z.string(),
        files: z.array(
          z.strictObject({
            path: z.string(),
            for: z.array(z.string()).describe('where it is the one that is written: `github`, `python`; empty when it always is'),
            lines: z.array(z.string()),
            leftOut: z.number().int().describe('how many lines are not listed'),
          }),
        ),
      }),
    )
    .optional()
    .describe('what `opsex scaffold` writes, as it looks when it is filled in for a service that nobody has'),
});

const day = z.iso.date();

export const statedSchema = z.strictObject({
  criterion: z.string(),
  version: z.number().int(),
  met: z.boolean(),
  claim: z.string(),
  evidence: z.string(),
  author: z.string(),
  on: day,
  until: day,
  comment: z.string().nullable(),
  recordedAt: z.iso.datetime(),
});

/** What people state about a workload on a server. */
export const statementsSchema = z.strictObject({
  workload: z.string(),
  mayState: z.boolean().describe('the caller may add statements and change them'),
  statements: z.array(statedSchema),
});

export const sessionSchema = z.strictObject({
  name: z.string(),
  kind: z.enum(['owner', 'token', 'person']),
  grants: z.array(z.strictObject({ role: z.enum(roles), team: z.string() })),
});

export type StatedJson = z.infer<typeof statedSchema>;
export type StatementsJson = z.infer<typeof statementsSchema>;
export type SessionJson = z.infer<typeof sessionSchema>;
const eventValue = z.union([z.string(), z.number(), z.boolean(), z.null()]);

export const eventsSchema = z.strictObject({
  kind: z.string(),
  service: z.string(),
  events: z.array(z.record(z.string(), eventValue)).describe('with the columns of the kind of event, and when each was: `happened_at`'),
  next: z.iso.datetime().nullable().describe('`before` of the next page; null: there are no more'),
});

export type EventsJson = z.infer<typeof eventsSchema>;
export type { MetricsJson } from './metrics/contract.ts';
export type PortfolioJson = z.infer<typeof portfolioSchema>;
export type PortfolioRow = z.infer<typeof row>;
export type StandingJson = z.infer<typeof standing>;
export type ModelTextJson = z.infer<typeof modelTextSchema>;
