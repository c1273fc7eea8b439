import * as z from 'zod';
import { strictObject } from '../../lib/strict-object.ts';
import { text, tier } from './common.ts';

const mostTags = 20;
const longestTag = 40;

/** Letters and digits, with a few signs between them: a tag is a word to filter by, not a sentence. */
const tag = z
  .string()
  .min(1, 'must not be empty')
  .max(longestTag, `must be at most ${longestTag} characters`)
  .regex(
    /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N} ._:/+@-]*[\p{L}\p{M}\p{N}+])?$/u,
    'is letters and digits, with spaces or . _ : / + @ - between them',
  );

export const workloadSchema = strictObject({
  name: text.optional().describe('Name of the service or product that the repository belongs to; else the name of its folder'),
  team: text.optional().describe('Who runs it'),
  tier: tier.optional().describe('How much depends on it: 0 and 1 are critical, 4 least'),
  tags: z
    .array(tag)
    .max(mostTags, `must be at most ${mostTags}`)
    .refine(tags => new Set(tags).size === tags.length, 'names a tag twice')
    .optional()
    .describe('Words to filter a portfolio by, at most 20'),
}).describe('What is assessed');
