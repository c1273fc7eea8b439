import * as z from 'zod';
import { verdictWords } from '../model/verdict.ts';
import { registersSchema } from './registers/register-contract.ts';

/** The public JSON of an assessment: `opsex.assessment/1`. What stands here is a promise; new optional fields may be added within version 1. */

const level = z.number().int().min(1).max(5);
const interval = z
  .strictObject({
    proven: level.describe('what evidence shows'),
    possible: level.describe('the level if every unknown turned out met'),
  })
  .nullable()
  .describe('null: nothing of it applies to this workload');

const accordingTo = z
  .array(z.strictObject({ path: z.string(), line: z.number().int() }))
  .optional()
  .describe('the lines of opsex.yaml without which this would not be said; absent when it needs none');

const config = z
  .strictObject({ path: z.string(), inside: z.boolean().describe('it stands in the assessed repository') })
  .optional()
  .describe('the opsex.yaml that was applied; absent when there was none');

const source = z.string().optional().describe('name of the source it was found in; absent when it is the assessed repository itself');

const statement = z.strictObject({
  kind: z.string().describe('kind of the fact'),
  path: z.string().nullable(),
  line: z.number().int().nullable(),
  endLine: z.number().int().nullable(),
  summary: z.string(),
  source,
  accordingTo,
});

/** `overall`, or the id of a control. */
const rise = { of: z.string().describe('`overall`, or the id of a control'), from: level, to: level };
export const riseSchema = z.strictObject(rise);
export const effortsSchema = z
  .strictObject({ S: z.number().int(), M: z.number().int(), L: z.number().int(), XL: z.number().int() })
  .describe('how many actions of each effort');
const nextLevel = z.strictObject({
  ...rise,
  criteria: z.array(z.string()).describe('in the order in which to work on them'),
  effort: effortsSchema,
  alsoRaises: z.array(riseSchema).describe('levels that rise besides'),
});

export const assessmentSchema = z.strictObject({
  schema: z.literal('opsex.assessment/1'),
  opsex: z.string().describe('version of opsex'),
  asOf: z.iso.datetime().describe('the moment that ages are counted to'),
  workload: z.strictObject({
    name: z.string(),
    team: z.string().optional(),
    tier: z.number().int().optional().describe('0 and 1 are critical'),
    tags: z.array(z.string()).optional().describe('words to filter by; absent when there are none'),
    sources: z.array(
      z.strictObject({
        name: z.string().optional().describe('what facts of it are marked with; the first source has none'),
        kind: z.enum(['repository', 'folder']),
        path: z.string(),
        url: z
          .url({ protocol: /^https$/ })
          .optional()
          .describe('where a forge shows it; absent when git names no address on the web'),
        folder: z.string().optional().describe('where in the repository it is; absent at its root'),
        commit: z.string().nullable(),
        dirty: z.boolean().nullable().describe('null: not known'),
        shallow: z.boolean(),
        files: z.number().int(),
      }),
    ),
    services: z
      .array(z.string())
      .optional()
      .describe('what the store of events calls its services; absent when outcomes were not looked for or none is known'),
  }),
  config,
  model: z.strictObject({ id: z.string(), version: z.string(), digest: z.string() }),
  overall: z.strictObject({
    level: interval,
    heldBackBy: z.array(z.string()).describe('ids of the criteria that stand before the next level'),
    progress: z.strictObject({ level, met: z.number().int(), of: z.number().int() }).nullable(),
  }),
  controls: z.array(z.strictObject({ id: z.string(), title: z.string(), level: interval, heldBackBy: z.array(z.string()) })),
  criteria: z.array(
    z.strictObject({
      id: z.string(),
      control: z.string(),
      level,
      gate: level.nullable(),
      cap: level.optional().describe('holds the overall level below this one when it is not met'),
      optional: z.literal(true).optional().describe('does not hold back its control'),
      ask: z.string(),
      verdict: z.enum(verdictWords),
      cause: z
        .enum(['not_searched', 'not_observable', 'no_permission', 'unreadable', 'too_few_samples', 'expired', 'conflicting'])
        .nullable(),
      reason: z.string(),
      basis: z.enum(['file', 'git', 'forge', 'events', 'person', 'none']),
      strength: z.enum(['declared', 'applied', 'observed']).nullable(),
      coverage: z.strictObject({ covered: z.number(), applicable: z.number() }).nullable(),
      evidence: z.array(statement).describe('at most 50, those in production first; `coverage` counts all'),
      missing: z.array(statement).describe('at most 50: what falls short or leaves it open'),
      searched: z.strictObject({ detectors: z.array(z.string()), files: z.number().int() }),
      effort: z.enum(['S', 'M', 'L', 'XL']),
      remedy: z.string(),
      expires: z.iso.datetime().nullable().describe('when the statement or waiver that it rests on ends'),
      waiver: z
        .strictObject({ reason: z.string(), owner: z.string(), until: z.string() })
        .optional()
        .describe('why the gap is accepted, by whom and until which day; only when waived'),
    }),
  ),
  roadmap: z.array(
    z.strictObject({
      rank: z.number().int(),
      criteria: z.array(z.string()),
      control: z.string(),
      title: z.string(),
      why: z.string(),
      effort: z.enum(['S', 'M', 'L', 'XL']),
      unlocks: z.string(),
    }),
  ),
  nextLevels: z
    .array(nextLevel)
    .optional()
    .describe('the smallest set of actions that proves the next overall level, and the next level of each control'),
  metrics: z.array(
    z.strictObject({
      name: z.string(),
      value: z.number().nullable(),
      unit: z.string(),
      n: z.number().int(),
      definition: z.string(),
      means: z.string().optional().describe('the metric in words'),
      windowDays: z.number().int().optional(),
      basis: z.string().optional().describe('events, releases, git or attested'),
      events: z.string().optional().describe('ids of the events that say most about it'),
    }),
  ),
  coverage: z.strictObject({
    met: z.number().int(),
    not_met: z.number().int(),
    unknown: z.number().int(),
    not_applicable: z.number().int(),
    waived: z.number().int(),
  }),
  contradictions: z
    .array(z.strictObject({ criteria: z.array(z.string()), says: z.string() }))
    .optional()
    .describe('where files say one thing and events another, or practice and outcome are two levels apart'),
  statements: z
    .array(
      z.strictObject({
        criterion: z.string(),
        met: z.boolean(),
        claim: z.string(),
        by: z.string(),
        on: z.string(),
        until: z.string().nullable().describe('the last day it holds; null: as long as the model says for such criteria'),
        evidence: z.string().describe('an address, or a file of the repository'),
        kept: z.enum(['settings', 'store']).describe('in opsex.yaml, or on the server'),
      }),
    )
    .optional()
    .describe('what people state about criteria, also where evidence decides; absent when nobody states anything'),
  registers: registersSchema.optional(),
  notes: z.array(z.string()).describe('what else limits the result'),
  unread: z.array(z.strictObject({ path: z.string(), reason: z.string() })),
});

export type AssessmentJson = z.infer<typeof assessmentSchema>;
export type Efforts = z.infer<typeof effortsSchema>;
export type CriterionJson = AssessmentJson['criteria'][number];
export type StatementJson = z.infer<typeof statement>;

export const factsSchema = z.strictObject({
  schema: z.literal('opsex.facts/1'),
  opsex: z.string(),
  workload: z.string(),
  config,
  notes: z.array(z.string()).optional().describe('what the applied opsex.yaml did; absent when there was none'),
  facts: z.array(
    z.strictObject({
      kind: z.string(),
      fields: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])),
      origin: z.union([
        z.strictObject({ kind: z.literal('file'), path: z.string(), line: z.number().int(), endLine: z.number().int() }),
        z.strictObject({ kind: z.enum(['git', 'events', 'forge', 'person']), reference: z.string() }),
      ]),
      strength: z.enum(['declared', 'applied', 'observed']),
      pathClass: z.enum(['own', 'vendored', 'fixture', 'sample', 'docs', 'generated', 'archived']),
      scope: z.strictObject({ service: z.string(), environment: z.string(), production: z.enum(['yes', 'no', 'unknown']) }),
      templated: z.boolean(),
      detector: z.string(),
      source,
      accordingTo,
    }),
  ),
  unread: z.array(z.strictObject({ path: z.string(), reason: z.string() })),
});

export type FactsJson = z.infer<typeof factsSchema>;
