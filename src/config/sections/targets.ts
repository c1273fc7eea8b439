import * as z from 'zod';
import { strictObject } from '../../lib/strict-object.ts';
import type { Targets, Threshold } from '../../model/people.ts';
import type { At } from './common.ts';

const level = z.number().int('must be a level: 2 to 5').min(2, 'is 2 at least').max(5, 'is 5 at most');

export const targetsSchema = strictObject({
  overall: level.optional().describe('The overall level'),
  controls: z.record(z.string().max(100), level).optional().describe('Levels of single controls: `"010": 4`, `WAF-OPS-010: 4`'),
  by: z.iso.date('must be a day: 2026-01-31').optional().describe('When they should be reached'),
})
  .superRefine(({ overall, controls }, context) => {
    if (overall === undefined && Object.keys(controls ?? {}).length === 0)
      context.addIssue({ code: 'custom', message: 'needs "overall", "controls" or both' });
  })
  .describe('The levels to reach; "opsex plan" shows the way');

export const thresholdsSchema = z
  .record(z.string().max(100), z.number())
  .describe('Values of the model’s policies, changed for this workload: `mttr_l4_minutes: 15`. "opsex model docs" lists them');

export function readTargets(value: z.infer<typeof targetsSchema>, at: At): Targets {
  const { overall, controls = {}, by } = value;
  return { controls, at: at(), ...(overall === undefined ? {} : { overall }), ...(by === undefined ? {} : { by }) };
}

export function readThresholds(value: z.infer<typeof thresholdsSchema>, at: At): readonly Threshold[] {
  return Object.entries(value).map(([name, number]) => ({ name, value: number, at: at(name) }));
}
