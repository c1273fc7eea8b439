import * as z from 'zod';
import { verdictWords } from '../model/verdict.ts';
import { effortsSchema, riseSchema } from './contract.ts';

/** The public JSON of plans and of what-if questions: `opsex.plan/1`, `opsex.whatif/1`. What stands here is a promise. */

const level = z.number().int().min(1).max(5);
const of = z.string().describe('`overall`, or the id of a control');
const head = { opsex: z.string().describe('version of opsex'), asOf: z.iso.datetime(), workload: z.string() };
const target = z.strictObject({ of, level });

export const planSchema = z.strictObject({
  schema: z.literal('opsex.plan/1'),
  ...head,
  targets: z.array(target),
  by: z.string().optional().describe('the day that opsex.yaml names for them'),
  unreachable: z.array(target).describe('targets of levels that have nothing which applies here'),
  effort: effortsSchema,
  steps: z
    .array(
      z.strictObject({
        rank: z.number().int(),
        criterion: z.string(),
        control: z.string(),
        title: z.string(),
        why: z.string().describe('the reason of the verdict'),
        effort: z.enum(['S', 'M', 'L', 'XL']),
        verdict: z.enum(verdictWords),
        settle: z.string().describe('what would change the verdict'),
        raises: z.array(riseSchema).describe('proven levels that rise with this step'),
      }),
    )
    .describe('the smallest set of actions by which the targets are proven, in the order in which to do them'),
});

const change = z.strictObject({ before: level.nullable(), after: level.nullable() }).describe('proven levels; null: nothing applies');

export const whatIfSchema = z.strictObject({
  schema: z.literal('opsex.whatif/1'),
  ...head,
  done: z.array(z.string()).describe('criteria taken to be met'),
  undone: z.array(z.string()).describe('criteria taken not to be met'),
  changed: z.array(z.string()).describe('all criteria whose verdict is another one'),
  open: z.array(z.string()).describe('criteria taken to be met that still rest on others which are not'),
  overall: change.extend({ heldBackBy: z.array(z.string()) }),
  controls: z.array(change.extend({ id: z.string(), title: z.string(), heldBackBy: z.array(z.string()) })),
});

export type PlanJson = z.infer<typeof planSchema>;
export type WhatIfJson = z.infer<typeof whatIfSchema>;
