import * as z from 'zod';
import { verdictWords } from '../model/verdict.ts';

const interval = z.object({ proven: z.number().int().min(1).max(5), possible: z.number().int().min(1).max(5) }).nullable();

/** What comparing needs of an earlier assessment; other versions of opsex may have written more or less around it. */
const baselineSchema = z.object({
  schema: z.literal('opsex.assessment/1'),
  asOf: z.string(),
  workload: z.object({ name: z.string(), sources: z.array(z.object({ commit: z.string().nullable() })) }),
  model: z.object({ id: z.string(), version: z.string(), digest: z.string() }),
  overall: z.object({ level: interval }),
  controls: z.array(z.object({ id: z.string(), title: z.string(), level: interval })),
  criteria: z.array(z.object({ id: z.string(), ask: z.string(), verdict: z.enum(verdictWords), reason: z.string() })),
});

export type Baseline = z.infer<typeof baselineSchema>;

/** An assessment that was written as JSON, or what is wrong with the text. */
export function readBaseline(text: string): { readonly baseline: Baseline } | { readonly problem: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { problem: 'it is no JSON' };
  }
  const parsed = baselineSchema.safeParse(value);
  if (parsed.success) return { baseline: parsed.data };
  const [issue] = parsed.error.issues;
  return { problem: `${issue?.path.join('.') || 'it'}: ${issue?.message ?? 'has another shape'}` };
}
