import { parse } from 'yaml';
import * as z from 'zod';
import { strictObject } from '../lib/strict-object.ts';

/** Where a value decides which of the files is written. */
const variantKeys = ['ci', 'language', 'cloud', 'rollouts'] as const;

const question = strictObject({
  ask: z.string().describe('what stands in the file until somebody fills it in'),
  example: z.string().describe('a believable answer'),
});

const file = strictObject({
  path: z.string(),
  from: z.string().describe('the template beside scaffold.yaml'),
  when: z.partialRecord(z.enum(variantKeys), z.string()).default({}),
  each: z.literal('service').optional(),
  instead: z.string().optional().describe('what to do where the file is there already'),
});

const shown = strictObject({
  file: z.string().optional().describe('path of one of the files, as it stands above'),
  from: z.array(z.string()).optional().describe('it begins with the first line that holds one of these'),
});

const scaffoldSchema = strictObject({
  title: z.string(),
  criteria: z.array(z.string()).min(1).describe('criteria that it helps to meet, the first ones by itself'),
  actions: z.array(z.string()).default([]),
  files: z.array(file).min(1),
  asks: z.record(z.string(), question).default({}),
  next: z.array(z.string()).default([]),
  shows: z.record(z.string(), shown).default({}).describe('by criterion, what of the scaffold shows what is asked; else its first file'),
});

export interface Scaffold extends z.infer<typeof scaffoldSchema> {
  readonly name: string;
  readonly templates: Readonly<Record<string, string>>;
}

export type ScaffoldFile = Scaffold['files'][number];
export type Question = z.infer<typeof question>;

/** Reads one scaffold out of its folder: `scaffold.yaml` and the templates beside it, by name. */
export function readScaffold(name: string, files: Readonly<Record<string, string>>): Scaffold {
  const { 'scaffold.yaml': definition = '', ...templates } = files;
  return { name, templates, ...scaffoldSchema.parse(parse(definition)) };
}

/** Scaffolds that are called so, or that help with this criterion or action of the entry path. */
export function scaffoldsFor(word: string, scaffolds: readonly Scaffold[]): readonly Scaffold[] {
  const named = scaffolds.filter(({ name }) => name === word);
  if (named.length > 0) return named;
  return scaffolds.filter(({ criteria, actions }) => criteria.includes(word) || actions.includes(word));
}
