import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

const job = 'job "shop" {\n  datacenters = ["a"]\n  group "web" {\n    count = 2\n  }\n}\n';

test.each([
  ['a job', { 'jobs/shop.nomad.hcl': job }, { name: 'jobs/shop.nomad.hcl', live: 'unknown', line: 1 }],
  [
    'a job without datacenters',
    { 'jobs/shop.hcl': 'job "shop" {\n  group "web" {\n    task "web" {\n      driver = "docker"\n    }\n  }\n}\n' },
    { name: 'jobs/shop.hcl', line: 1 },
  ],
  ['a job that is run', { 'jobs/shop.nomad': job, 'deploy.sh': 'nomad job run jobs/shop.nomad\n' }, { live: 'yes' }],
])('%s', async (_, files: Record<string, string>, expected) => {
  expect(flat(await factsOf(files), 'iac.root')).toMatchObject([{ tool: 'nomad', backend: 'server', ...expected }]);
});

test('HCL of another tool', async () => {
  expect(flat(await factsOf({ 'docker-bake.hcl': 'group "default" {\n  targets = ["a"]\n}\n' }), 'iac.root')).toEqual([]);
});
