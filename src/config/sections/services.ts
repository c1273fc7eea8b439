import * as z from 'zod';
import { strictObject } from '../../lib/strict-object.ts';
import { strictWords } from '../../lib/strict-words.ts';
import { lifecycles, type ServiceInventory } from '../../model/settings.ts';
import { type At, globs, text, tier } from './common.ts';

const mostServices = 2000;

const service = strictObject({
  name: text.describe('Its name in every report'),
  paths: globs.optional().describe('Folders that are its own: code, charts, alerts; what stands there is about it'),
  also: z.array(text).max(50).optional().describe('Other names under which manifests and pipelines know it'),
  tier: tier.optional().describe('0 and 1 are critical; left out: the tier of the workload'),
  lifecycle: strictWords(lifecycles, 'lifecycle')
    .optional()
    .describe('`production` when left out; `experimental` and `retired` services are not counted'),
});
const list = z.array(service).min(1, 'must not be empty').max(mostServices);

export const servicesSchema = strictObject({
  all: list
    .optional()
    .describe('The whole inventory: the denominator of every "all services". Detected services that are not on it do not count'),
  more: list.optional().describe('Services besides the detected ones, or more about those'),
})
  .superRefine((value, context) => {
    if ((value.all === undefined) === (value.more === undefined))
      context.addIssue({ code: 'custom', message: 'needs either "all" (the whole inventory) or "more" (besides the detected ones)' });
    for (const key of ['all', 'more'] as const) {
      const names = (value[key] ?? []).map(each => each.name);
      const index = names.findIndex((name, at) => names.indexOf(name) !== at);
      if (index >= 0) context.addIssue({ code: 'custom', path: [key, index, 'name'], message: `there are two services "${names[index]}"` });
    }
  })
  .describe('The services of the workload');

export function readServices(value: z.infer<typeof servicesSchema>, at: At): ServiceInventory {
  const key = value.all ? 'all' : 'more';
  return {
    complete: key === 'all',
    at: at(key),
    list: (value[key] ?? []).map(({ name, paths = [], also = [], tier: own, lifecycle = 'production' }, index) => ({
      name,
      paths,
      also,
      lifecycle,
      at: at(key, index),
      ...(own === undefined ? {} : { tier: own }),
    })),
  };
}
