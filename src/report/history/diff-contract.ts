import * as z from 'zod';
import { verdictWords } from '../../model/verdict.ts';
import { causes } from './cause.ts';

const level = z.number().int().min(1).max(5);
const interval = z.strictObject({ proven: level, possible: level }).nullable();
const verdict = z.enum([...verdictWords, 'absent']).describe('absent: the model of that side has no such criterion');

const side = z.strictObject({
  name: z.string().describe('what the caller called it'),
  asOf: z.string(),
  commit: z.string().nullable(),
  model: z.string(),
  opsex: z.string(),
  level: interval,
});

/** What changed between two assessments: `opsex.diff/1`. */
export const diffSchema = z.strictObject({
  schema: z.literal('opsex.diff/1'),
  opsex: z.string(),
  workload: z.string(),
  from: side,
  to: side,
  levels: z.array(z.strictObject({ id: z.string().describe('a control, or overall'), title: z.string(), from: interval, to: interval })),
  changes: z.array(
    z.strictObject({
      criterion: z.string(),
      control: z.string(),
      level,
      gate: level.nullable(),
      ask: z.string(),
      from: verdict,
      to: verdict,
      direction: z.enum(['better', 'worse', 'other']),
      cause: z.enum(causes),
      because: z.string(),
      reason: z.string().describe('why the verdict is what it is now'),
    }),
  ),
});

export type DiffJson = z.infer<typeof diffSchema>;
export type DiffChange = DiffJson['changes'][number];
