import * as z from 'zod';
import { verdictWords } from '../model/verdict.ts';

/** The public JSON of a gate: `opsex.gate/1`. */

const level = z.number().int().min(1).max(5);
const interval = z.strictObject({ proven: level, possible: level }).nullable().describe('null: nothing of it applies to this workload');
const result = z.enum(['passed', 'failed', 'incomplete']).describe('incomplete: not shown, but possible: more evidence may show it');

const verdictChange = z.strictObject({ criterion: z.string(), from: z.enum(verdictWords), to: z.enum(verdictWords) });

const check = z.strictObject({
  check: z.enum(['level', 'control', 'criterion', 'no-regression']),
  id: z.string().nullable().describe('of the control or criterion'),
  title: z.string(),
  target: level.nullable(),
  result,
  level: interval,
  inTheWay: z.array(z.string()).describe('ids of the criteria that are open, those first that are known not to be met'),
});

export const gateSchema = z.strictObject({
  schema: z.literal('opsex.gate/1'),
  opsex: z.string().describe('version of opsex'),
  result,
  workloads: z.array(
    z.strictObject({
      workload: z.string(),
      path: z.string().describe('as it was named on the command line'),
      commit: z.string().nullable(),
      asOf: z.iso.datetime(),
      model: z.strictObject({ id: z.string(), version: z.string(), digest: z.string() }),
      level: interval,
      result,
      checks: z.array(check),
      changes: z
        .strictObject({
          since: z.strictObject({ commit: z.string().nullable(), asOf: z.string() }),
          levels: z.array(z.strictObject({ id: z.string(), from: interval, to: interval })),
          better: z.array(verdictChange),
          worse: z.array(verdictChange),
          other: z.array(verdictChange),
        })
        .nullable()
        .describe('null without a baseline'),
    }),
  ),
});

export type GateJson = z.infer<typeof gateSchema>;
export type GateResult = GateJson['result'];
export type GateCheck = GateJson['workloads'][number]['checks'][number];
