import { strictObject } from '../../lib/strict-object.ts';
import { text, tier } from './common.ts';

export const workloadSchema = strictObject({
  name: text.optional().describe('Name of the service or product that the repository belongs to; else the name of its folder'),
  team: text.optional().describe('Who runs it'),
  tier: tier.optional().describe('How much depends on it: 0 and 1 are critical, 4 least'),
}).describe('What is assessed');
