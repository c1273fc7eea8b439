import * as z from 'zod';
import { strictObject } from '../../lib/strict-object.ts';
import { strictWords } from '../../lib/strict-words.ts';
import { type Capability, type CapabilityDefinition, capabilities, capabilityDefinition } from '../../model/capabilities.ts';
import type { Given, Wrapper } from '../../model/settings.ts';
import { type At, longestText, text } from './common.ts';

const words = Object.keys(capabilities) as [Capability, ...Capability[]];
const mostWrappers = 500;

const word = strictWords(words, 'capability').superRefine((value, context) => {
  const { takes } = capabilityDefinition(value);
  if (takes?.needed) context.addIssue({ code: 'custom', message: `"${value}" needs a ${takes.what}: write { ${value}: … }` });
});

const map = strictObject(Object.fromEntries(words.map(each => [each, shapeOf(capabilityDefinition(each)).optional()])));

function shapeOf({ takes, says }: CapabilityDefinition): z.ZodType<true | string | number> {
  const yes = z.literal(true, { error: 'takes no value: write true, or only the word' });
  const plain = takes?.what === 'environment' ? z.union([yes, text]) : takes ? z.union([yes, z.number().positive()]) : yes;
  return (takes?.needed ? z.number({ error: 'needs a number' }).positive() : plain).describe(says);
}

const gives = z.union([
  z
    .array(z.union([word, map]))
    .min(1, 'must not be empty')
    .max(50),
  map,
]);

const name = z
  .string()
  .max(longestText)
  .refine(value => !/[{}]/.test(value), 'knows no braces: write one line for each name')
  .refine(value => value.split('*').some(part => part.length >= 3), 'fits nearly everything: name at least three letters');

export const wrappersSchema = z
  .record(name, gives)
  .superRefine((value, context) => {
    if (Object.keys(value).length > mostWrappers) context.addIssue({ code: 'custom', message: `must be at most ${mostWrappers}` });
  })
  .describe('Packages, imports, actions, images, templates and modules of the organisation, and what using them gives');

export function readWrappers(value: z.infer<typeof wrappersSchema>, at: At): readonly Wrapper[] {
  return Object.entries(value).map(([key, given]) => ({
    name: key,
    at: at(key),
    gives: (Array.isArray(given) ? given : [given]).flatMap(givenBy),
  }));
}

function givenBy(part: Capability | Readonly<Record<string, unknown>>): readonly Given[] {
  if (typeof part === 'string') return [{ capability: part }];
  return Object.entries(part).map(([capability, value]) => ({
    capability: capability as Capability,
    ...(typeof value === 'string' || typeof value === 'number' ? { value } : {}),
  }));
}
