import * as z from 'zod';
import { strictObject } from '../../lib/strict-object.ts';
import type { ListedSource } from '../../model/people.ts';
import { type At, globs, text } from './common.ts';

const mostSources = 50;

const source = strictObject({
  path: text.describe('A folder or repository on this machine, relative to this file; `.` is the repository that the file stands in'),
  name: text.optional().describe('What its facts are marked with; left out: the name of its folder'),
  only: globs.optional().describe('What of it belongs to the workload: `envs/shop`, `modules/shop/**`; left out: all of it'),
  services: z
    .array(text)
    .min(1, 'must not be empty')
    .max(200)
    .optional()
    .describe('Only what is about these services: for a repository that several teams share'),
});

export const sourcesSchema = z
  .array(source)
  .min(1, 'must not be empty')
  .max(mostSources, `must be at most ${mostSources}`)
  .superRefine((value, context) => {
    const paths = value.map(({ path }) => path);
    const index = paths.findIndex((path, at) => paths.indexOf(path) !== at);
    if (index >= 0) context.addIssue({ code: 'custom', path: [index, 'path'], message: `${paths[index]} is listed twice` });
  })
  .describe('Where else the workload is kept: infrastructure, alerts');

export function readSources(value: z.infer<typeof sourcesSchema>, at: At): readonly ListedSource[] {
  return value.map(({ path, name, only = [], services = [] }, index) => ({
    path,
    only,
    services,
    at: at(index),
    ...(name === undefined ? {} : { name }),
  }));
}
