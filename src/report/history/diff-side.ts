import * as z from 'zod';
import { verdictWords } from '../../model/verdict.ts';

const interval = z.object({ proven: z.number().int(), possible: z.number().int() }).nullable();
const statement = z.object({
  kind: z.string(),
  path: z.string().nullable(),
  line: z.number().nullable().default(null),
  summary: z.string(),
});

/** What comparing needs of an assessment; other versions of opsex may have written more or less around it. */
const sideSchema = z.object({
  schema: z.literal('opsex.assessment/1'),
  opsex: z.string(),
  asOf: z.string(),
  workload: z.object({
    name: z.string(),
    sources: z.array(z.object({ commit: z.string().nullable(), dirty: z.boolean().nullable().default(null) })),
  }),
  model: z.object({ id: z.string(), version: z.string(), digest: z.string() }),
  overall: z.object({ level: interval }),
  controls: z.array(z.object({ id: z.string(), title: z.string(), level: interval })),
  criteria: z.array(
    z.object({
      id: z.string(),
      control: z.string(),
      level: z.number().int(),
      gate: z.number().int().nullable(),
      ask: z.string(),
      verdict: z.enum(verdictWords),
      cause: z.string().nullable(),
      reason: z.string(),
      basis: z.string(),
      evidence: z.array(statement),
      missing: z.array(statement),
    }),
  ),
});

export type DiffSide = z.infer<typeof sideSchema>;
export type DiffCriterion = DiffSide['criteria'][number];
export type DiffStatement = DiffCriterion['evidence'][number];

/** An assessment that was written as JSON, or what is wrong with the text. */
export function readSide(text: string): { readonly side: DiffSide } | { readonly problem: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { problem: 'it is no JSON' };
  }
  const parsed = sideSchema.safeParse(value);
  if (parsed.success) return { side: parsed.data };
  const [issue] = parsed.error.issues;
  return { problem: `${issue?.path.join('.') || 'it'}: ${issue?.message ?? 'has another shape'}` };
}
