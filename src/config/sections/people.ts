import * as z from 'zod';
import { strictObject } from '../../lib/strict-object.ts';
import { daysAfter, type Exemption, type Statement, type Waiver } from '../../model/people.ts';
import { type At, glob, text } from './common.ts';

const mostEntries = 1000;
/** What is stated once must be asked again within a year. */
const mostDays = 365;

const criterion = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]*$/, 'must be the id of a criterion: "opsex model show" lists them')
  .max(100)
  .describe('Id of a criterion of the model');
const day = z.iso.date('must be a day: 2026-01-31');
const prose = z.string().trim().min(8, 'must be a sentence').max(1000);
const person = text.describe('Name or address of a person');

const url = z
  .url({ protocol: /^https?$/, error: 'must be an address, or { file: …, sha256: … }' })
  .max(1000)
  .describe('Where it can be seen');
const file = strictObject({
  file: glob.describe('A file of the repository'),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'must be the SHA-256 of the file, 64 hexadecimal digits')
    .describe('Of its content; "opsex attest" writes it'),
});

const statement = strictObject({
  criterion,
  claim: prose.describe('What is so, in a sentence'),
  met: z.boolean().optional().describe('`false` says that it is not so'),
  evidence: z.union([url, file]).describe('An address, or a file with its hash: when it changes, the statement ends'),
  by: person,
  on: day.describe('The day it was said'),
  until: day.optional().describe('The last day it holds, at most a year later; left out: what the model says for such criteria'),
}).superRefine(({ on, until }, context) => {
  if (until === undefined) return;
  const path = ['until'];
  if (until < on) context.addIssue({ code: 'custom', path, message: 'must not be before "on"' });
  else if (until > daysAfter(on, mostDays))
    context.addIssue({ code: 'custom', path, message: `must be at most ${mostDays} days after "on": ${daysAfter(on, mostDays)}` });
});

const waiver = strictObject({
  criterion,
  reason: prose.describe('Why the gap is accepted'),
  owner: person,
  until: day.describe('The last day of the waiver'),
});

const exemption = strictObject({ criterion, reason: prose.describe('Why it does not apply') });

export const statementsSchema = z
  .array(statement)
  .max(mostEntries)
  .describe('What people say about criteria; of several about one, the newest counts. "opsex attest" adds them');
export const waiversSchema = z
  .array(waiver)
  .max(mostEntries)
  .superRefine(refuseTwice)
  .describe('Gaps that are accepted for a time: shown as waived, never as met');
export const exemptionsSchema = z
  .array(exemption)
  .max(mostEntries)
  .superRefine(refuseTwice)
  .describe('Criteria that do not apply to this workload. Where facts show what a criterion is about, it applies all the same');

function refuseTwice(list: readonly { readonly criterion: string }[], context: z.RefinementCtx): void {
  const ids = list.map(each => each.criterion);
  const index = ids.findIndex((id, at) => ids.indexOf(id) !== at);
  if (index >= 0) context.addIssue({ code: 'custom', path: [index, 'criterion'], message: `${ids[index]} is listed twice` });
}

export function readStatements(value: z.infer<typeof statementsSchema>, at: At): readonly Statement[] {
  return value.map(({ met = true, evidence, until, ...rest }, index) => ({
    ...rest,
    met,
    evidence: typeof evidence === 'string' ? { url: evidence } : evidence,
    at: at(index),
    ...(until === undefined ? {} : { until }),
  }));
}

export function readWaivers(value: z.infer<typeof waiversSchema>, at: At): readonly Waiver[] {
  return value.map((each, index) => ({ ...each, at: at(index) }));
}

export function readExemptions(value: z.infer<typeof exemptionsSchema>, at: At): readonly Exemption[] {
  return value.map((each, index) => ({ ...each, at: at(index) }));
}
