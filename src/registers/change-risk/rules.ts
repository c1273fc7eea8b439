import * as z from 'zod';
import { pathGlob } from '../../lib/glob.ts';
import { linearPattern } from '../../lib/linear-pattern.ts';
import { readPlacedYaml } from '../../lib/placed-yaml.ts';
import { fitted } from '../../lib/shape-problems.ts';
import { strictObject } from '../../lib/strict-object.ts';

const globs = z.array(z.string().min(1).max(300).refine(isGlob, 'stands for too many alternatives')).min(1).max(50);
const pattern = z
  .string()
  .min(1)
  .superRefine((source, context) => {
    try {
      linearPattern(source);
    } catch (error) {
      context.addIssue({ code: 'custom', message: (error as Error).message });
    }
  });
const bound = z.number().int().min(0).max(1_000_000);

const ruleSchema = strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{1,60}$/, 'is written in lower case with hyphens'),
  says: z.string().min(1).max(200).describe('what is risky, as a sentence on the change'),
  points: z.number().int().min(-100).max(100),
  paths: globs.optional().describe('one of the changed files must fit; the other conditions look at these files only'),
  except: globs.optional().describe('changed files that do not count for this rule'),
  without: globs.optional().describe('no changed file may fit'),
  only: globs.optional().describe('all changed files must fit'),
  added: pattern.optional().describe('an added line must match (syntax of RE2)'),
  removed: pattern.optional().describe('a removed line must match (syntax of RE2)'),
  lines_over: bound.optional().describe('more lines than these are added and removed'),
  files_over: bound.optional(),
  folders_over: bound.optional().describe('more folders at the top of the repository than these are touched'),
  owners_over: bound.optional().describe('more owners than these, by CODEOWNERS'),
  unowned: z.literal(true).optional().describe('a changed file has no owner, in a repository that names owners'),
  freeze: z.literal(true).optional().describe('today lies in a window of a freeze calendar of the repository'),
});

export const rulesSchema = strictObject({
  version: z.literal(1),
  levels: strictObject({ medium: bound, high: bound, critical: bound }),
  rules: z.array(ruleSchema).min(1).max(200),
});

export type RiskRule = z.infer<typeof ruleSchema>;
export type RiskRules = z.infer<typeof rulesSchema>;

/** Reads rules, or says line by line what is wrong. Linear patterns must be prepared. */
export function readRules(text: string): { readonly rules: RiskRules } | { readonly problems: readonly string[] } {
  const read = readPlacedYaml(text);
  if ('problems' in read) return { problems: read.problems.map(({ line, message }) => `line ${line}: ${message}`) };
  const result = fitted(rulesSchema, read.yaml);
  if ('value' in result) return { rules: result.value };
  return { problems: result.problems.map(({ line, message }) => `line ${line}: ${message}`) };
}

function isGlob(text: string): boolean {
  try {
    pathGlob(text);
    return true;
  } catch {
    return false;
  }
}
