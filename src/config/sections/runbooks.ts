import * as z from 'zod';
import { strictObject } from '../../lib/strict-object.ts';
import type { RunbookRoot } from '../../model/settings.ts';
import { type At, glob, mostRules, text } from './common.ts';

const root = strictObject({
  folder: glob.optional().describe('A folder whose documents are runbooks'),
  url: text
    .regex(/^https?:\/\/[^\s/]+\.[^\s/]+(?:\/\S*)?$/, 'must be the start of an address: https://wiki.example.net/runbooks/')
    .optional()
    .describe('The start of addresses that lead to runbooks. With `folder`: what follows it is a path in that folder, and must be there'),
}).superRefine((value, context) => {
  if (value.folder === undefined && value.url === undefined) context.addIssue({ code: 'custom', message: 'needs "folder", "url" or both' });
  if (value.folder !== undefined && /[*?{]/.test(value.folder))
    context.addIssue({ code: 'custom', path: ['folder'], message: 'must be a plain folder, without wildcards' });
});

export const runbooksSchema = z.array(root).max(mostRules).describe('Where the organisation keeps its runbooks');

export function readRunbooks(value: z.infer<typeof runbooksSchema>, at: At): readonly RunbookRoot[] {
  return value.map(({ folder, url }, index) => ({
    at: at(index),
    ...(folder === undefined ? {} : { folder: folder.replace(/^\.\/|\/+$/g, '') }),
    ...(url === undefined ? {} : { url: url.toLowerCase() }),
  }));
}
