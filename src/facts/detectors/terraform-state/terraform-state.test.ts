import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

const state = '{\n  "version": 4,\n  "terraform_version": "1.9.0",\n  "lineage": "a",\n  "resources": []\n}\n';

test.each([
  ['a state', { 'infra/terraform.tfstate': state }, 1],
  ['a backup of a state', { 'infra/terraform.tfstate.backup': state }, 1],
  ['an empty placeholder', { 'infra/terraform.tfstate': '' }, 0],
  ['JSON of another kind', { 'infra/plan.json': state }, 0],
])('%s', async (_, files, count) => {
  expect(flat(await factsOf(files), 'iac.state-file')).toHaveLength(count);
});
