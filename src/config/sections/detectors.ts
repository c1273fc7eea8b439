import * as z from 'zod';
import { strictObject } from '../../lib/strict-object.ts';
import { strictWords } from '../../lib/strict-words.ts';
import { queryFormats } from '../../model/own-detector.ts';
import { glob, longestText, text } from './common.ts';

/** The shape of detectors as data. What they mean stands in docs/guides/own-detectors.md; whether they fit the schema of facts is checked apart. */

const texts = z.array(text).max(50);
const constant = z.union([z.string().max(longestText), z.number(), z.boolean(), texts]);
const words = z.record(z.string().max(longestText), constant);
const path = text.describe(
  'A path through the document from the node: `labels.team`, `^.name` (what holds it), `$.kind` (from the top), `@` (its key)',
);

const lookup = {
  words: words.optional().describe('What a text stands for'),
  otherwise: constant.optional().describe('When there is nothing, or no word fits'),
};
const byPath = strictObject({ path, ...lookup });
const byGroup = strictObject({ group: text.describe('A named group of the pattern'), ...lookup });
const byPresence = strictObject({ has: path, present: constant, absent: constant });
const source = z.union([constant, byPath, byGroup, byPresence]);

const scalar = z.union([z.string().max(longestText), z.number(), z.boolean()]);
const oneOf = z.union([scalar, z.array(scalar).max(50)]);
const test = strictObject({
  is: oneOf.optional(),
  not: oneOf.optional(),
  exists: z.boolean().optional(),
  contains: text.optional(),
  starts_with: text.optional(),
  ends_with: text.optional(),
  matches: text.optional().describe('A linear regular expression (RE2)'),
  at_least: z.number().optional(),
  at_most: z.number().optional(),
});
const condition = z.union([scalar, z.array(scalar).max(50), test]);

const reads = strictObject({
  names: texts.optional().describe('Whole file names; case does not count'),
  extensions: z.array(text.regex(/^\./, 'must begin with a dot: .yaml')).max(50).optional().describe('Endings with their dot: `.yaml`'),
  path: glob.optional().describe('A glob from the root'),
  contains: texts.optional().describe('One of these must stand in the file; cheap, and makes large repositories fast'),
}).describe('Which files; each part that is given must fit');

const query = strictObject({
  format: strictWords(queryFormats, 'format').optional().describe('Left out: by the ending of the file'),
  each: path.describe('The nodes that make a fact each: `spec.groups[*].rules[*]`, `resource.aws_lambda_function.*`'),
  where: z
    .record(z.string().max(longestText), condition)
    .optional()
    .describe('By path, what must be there: a value, a list of values, or a test'),
});

const example = strictObject({
  file: glob.describe('A path that the detector reads'),
  text: z.string().max(20_000).describe('What stands in it'),
  facts: z
    .union([z.literal('none'), z.array(z.record(z.string().max(longestText), constant)).max(100)])
    .describe('The fields that each fact must have; `line`, `environment` and `service` as well'),
});

const mostDetectors = 100;

const ownDetectorSchema = strictObject({
  id: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{1,60}$/, 'must be lower-case words joined by hyphens')
    .describe('Names it in every report; opsex has none of that name'),
  title: text.describe('What it reads, in words'),
  docs: z
    .url({ protocol: /^https?$/, error: 'must be an address' })
    .max(longestText)
    .optional()
    .describe('Where the format is described'),
  reads,
  query: query.optional().describe('Over the structure of YAML, JSON, TOML and HCL'),
  pattern: text.optional().describe('Over each line: a linear regular expression (RE2) with named groups `(?P<name>…)`'),
  fact: strictObject({
    kind: z.string().describe('A kind of [facts](facts.md)'),
    fields: z
      .record(z.string().max(longestText), source)
      .describe('By field of the kind: a value, or where it comes from. The others keep their defaults'),
    environment: source.optional().describe('The environment that it is about'),
    service: source.optional().describe('The service that it is about'),
  }).describe('The fact that each find makes'),
  examples: z.array(example).max(50).optional().describe('`opsex detector test` runs them'),
}).superRefine((value, context) => {
  if ((value.query === undefined) === (value.pattern === undefined))
    context.addIssue({ code: 'custom', message: 'needs either "query" or "pattern"' });
  const { names = [], extensions = [], path: where } = value.reads;
  if (names.length + extensions.length === 0 && endingOf(where) === undefined)
    context.addIssue({
      code: 'custom',
      path: ['reads'],
      message: 'needs "names" or "extensions", or a "path" that ends with one: alerts/**/*.yaml',
    });
});

/** The name or extension with which a glob ends: `.yaml`, `alerts.yaml`. */
export function endingOf(where: string | undefined): { readonly name?: string; readonly extension?: string } | undefined {
  const last = where?.slice(where.lastIndexOf('/') + 1) ?? '';
  if (/^[^*?{}]+$/.test(last) && last.includes('.')) return { name: last.toLowerCase() };
  const extension = /^[^{}]*\*(\.[^*?{}]+)$/.exec(last)?.[1];
  return extension === undefined ? undefined : { extension: extension.toLowerCase() };
}

/** A file of detectors. */
export const detectorFileSchema = strictObject({
  version: z.literal(1, 'must be 1').optional(),
  detectors: z.array(ownDetectorSchema).min(1, 'must not be empty').max(mostDetectors),
});

export const detectorsSchema = z
  .array(z.union([text.describe('A file of detectors, relative to opsex.yaml'), ownDetectorSchema]))
  .max(mostDetectors)
  .describe('Own detectors, or files of them');

export type WrittenDetector = z.infer<typeof ownDetectorSchema>;
export type WrittenSource = z.infer<typeof source>;
export type WrittenCondition = z.infer<typeof condition>;
