import { type AssessmentJson, assessmentSchema } from './contract.ts';

/** An assessment that was written as JSON, or what is wrong with the text. */
export function readSaved(text: string): { readonly assessment: AssessmentJson } | { readonly problem: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { problem: 'it is no JSON' };
  }
  const parsed = assessmentSchema.safeParse(value);
  if (parsed.success) return { assessment: parsed.data };
  const [issue] = parsed.error.issues;
  return { problem: `${issue?.path.join('.') || 'it'}: ${issue?.message ?? 'has another shape'}` };
}
