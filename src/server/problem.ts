import * as z from 'zod';

/** What is answered instead of a result. https://www.rfc-editor.org/rfc/rfc9457 */
export const problemSchema = z.strictObject({
  title: z.string(),
  status: z.number().int(),
  detail: z.string().optional().describe('what to do about it'),
  problems: z.array(z.strictObject({ place: z.string(), says: z.string() })).optional(),
  trace: z.string().describe('names this request in the log'),
});

/** An answer that is no success. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly title: string,
    readonly detail?: string,
    /** What stands beside it in the answer. */
    readonly more: Readonly<Record<string, unknown>> = {},
  ) {
    super(title);
  }
}
